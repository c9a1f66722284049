/** What actions of S3 are about.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-resources-for-iam-policies */
import { isActionOfAws } from "./aws-actions";

const OBJECTS = /object|multipart|^s3:(?:bypassgovernanceretention|initiatereplication|replicate.*)$/;
const BUCKETS = /accesspoint|bucket(?!owner$)/;

/** Whether an action may be about objects, and not about buckets alone. A name that AWS does not have stands for many.
 *  @param action a whole name, in lower case */
export function isAboutObjects(action: string): boolean {
  return !BUCKETS.test(action) && (OBJECTS.test(action) || !isActionOfAws(action));
}
