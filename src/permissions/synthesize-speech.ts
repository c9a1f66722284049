/** Speech from text, by Amazon Polly.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpolly.html */
import type { PolicyStatement } from "./policy-statement";

/** Speech as the answer to a call or by a presigned URL. Polly knows no resource but lexicons, and a call need not name one.
 *  Not covered: tasks that write to a bucket, speech as a stream of its own, the list of voices, and the lexicons themselves.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#synthesizespeech */
export function synthesizeSpeech(): PolicyStatement[] {
  return [{ sid: "SynthesizeSpeech", effect: "Allow", actions: ["polly:SynthesizeSpeech"], resources: ["*"] }];
}
