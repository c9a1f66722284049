/** Text from speech while it is spoken, by Amazon Transcribe.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontranscribe.html */
import type { PolicyStatement } from "./policy-statement";

/** A stream by HTTP/2, as the SDKs have it, or by WebSocket, as browsers often have it. Neither knows a resource. Not covered:
 *  jobs on files, call analytics, and the medical kinds.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#transcribestream */
export function transcribeStream(): PolicyStatement[] {
  return [
    {
      sid: "TranscribeStream",
      effect: "Allow",
      actions: ["transcribe:StartStreamTranscription", "transcribe:StartStreamTranscriptionWebSocket"],
      resources: ["*"],
    },
  ];
}
