/** The part of Rekognition's face liveness check that runs on the user's device.
 *  https://docs.aws.amazon.com/rekognition/latest/dg/face-liveness-programming-api.html */
import type { PolicyStatement } from "./policy-statement";

/** Streaming the video of a session that a backend made. It knows no resource. Not covered, because a user who could do it
 *  would check himself: making the session and reading its result (CreateFaceLivenessSession,
 *  GetFaceLivenessSessionResults).
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#faceliveness */
export function faceLiveness(): PolicyStatement[] {
  return [
    { sid: "FaceLiveness", effect: "Allow", actions: ["rekognition:StartFaceLivenessSession"], resources: ["*"] },
  ];
}
