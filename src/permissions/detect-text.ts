/** Text in pictures, by Amazon Rekognition and Amazon Textract.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrekognition.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontextract.html */
import type { PolicyStatement } from "./policy-statement";

/** Words in a photograph (Rekognition) and lines of a scanned page (Textract). Neither knows a resource. Not covered: forms
 *  and tables (textract:AnalyzeDocument), jobs on documents of several pages, faces and labels. A picture that lies in a bucket
 *  is read with the user's own permission there.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#detecttext */
export function detectText(): PolicyStatement[] {
  return [
    {
      sid: "DetectText",
      effect: "Allow",
      actions: ["rekognition:DetectText", "textract:DetectDocumentText"],
      resources: ["*"],
    },
  ];
}
