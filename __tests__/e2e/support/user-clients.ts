/** A user's way to AWS: the SDK's clients and signed requests, with the credentials that an identity pool gave. */
import { createHash, createHmac } from "node:crypto";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { IoTDataPlaneClient } from "@aws-sdk/client-iot-data-plane";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Place, Session } from "../../../local/sign-in";

export type UserClients = ReturnType<typeof clientsOf>;

export function clientsOf(place: Place, { credentials }: Pick<Session, "credentials">) {
  const settings = { ...place, credentials, maxAttempts: 1 };
  return {
    cognitoIdentity: new CognitoIdentityClient(settings),
    dynamodb: new DynamoDBClient(settings),
    firehose: new FirehoseClient(settings),
    iot: new IoTDataPlaneClient(settings),
    kinesis: new KinesisClient(settings),
    kms: new KMSClient(settings),
    lambda: new LambdaClient(settings),
    logs: new CloudWatchLogsClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sqs: new SQSClient(settings),
    /** A request that no client of the SDK makes, signed as the SDK signs. */
    fetch: (service: string, path: string, options: { method: string; body?: string }) =>
      signedFetch(place, credentials, service, path, options),
  };
}

async function signedFetch(
  { endpoint, region }: Place,
  credentials: Session["credentials"],
  service: string,
  path: string,
  { method, body }: { method: string; body?: string },
): Promise<Response> {
  const { hostname, port, host } = new URL(endpoint);
  const signer = new SignatureV4({ service, region, credentials: { ...credentials }, sha256: Sha256 });
  const { headers } = await signer.sign({
    method,
    protocol: "http:",
    hostname,
    port: Number(port),
    path,
    headers: { host, ...(body !== undefined && { "content-type": "application/json" }) },
    body,
  });
  return fetch(new URL(path, endpoint), { method, headers, body });
}

/** Node's SHA-256 in the shape that the signer asks for. */
class Sha256 {
  private readonly hash: Pick<ReturnType<typeof createHmac>, "update" | "digest">;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytes(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytes(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    throw new Error("a signature uses each hash once");
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === "string") return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

export type Answer = "allowed" | "denied";

/** The caller was not recognized, and what they may do not asked. */
const strangers = /Signature|Token|Credential|UnrecognizedClient|InvalidAccessKey|InvalidClient/;
const refusals = /^(AccessDenied(Exception)?|ForbiddenException|AuthorizationError(Exception)?)$/;

/** Whether a call got past AWS's question whether it may. What it answers after that, such as that there is no such thing, is
 *  another matter. */
export async function answerTo(call: Promise<unknown>): Promise<Answer> {
  try {
    const answer = await call;
    if (!(answer instanceof Response)) return "allowed";
    const text = await answer.text();
    // AppSync: 401 if the caller may use no field of the request, else an error at the field.
    if (answer.status === 403 || /"errorType": ?"Unauthorized(Exception)?"/.test(text)) return "denied";
    if (answer.status === 200) return "allowed";
    throw new Error(`an answer that says neither: ${answer.status} ${text}`);
  } catch (error) {
    if (!(error instanceof Error) || !("$metadata" in error)) throw error;
    if (refusals.test(error.name)) return "denied";
    const { httpStatusCode = 0 } = error.$metadata as { httpStatusCode?: number };
    if (strangers.test(error.name) || httpStatusCode === 401 || httpStatusCode === 403 || httpStatusCode >= 500)
      throw error;
    return "allowed";
  }
}
