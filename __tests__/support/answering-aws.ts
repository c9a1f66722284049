/** An endpoint in the place of AWS: it answers each operation with what it was told to answer, and keeps what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An error of AWS, by its name. */
export interface AwsError {
  readonly error: string;
  readonly message?: string;
  /** @default 403 of S3, 400 of all others */
  readonly status?: number;
  /** @default none: of S3 alone */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the endpoint was asked. */
export interface AwsRequest {
  /** Such as "GetId" or, for S3, "PUT object". */
  readonly operation: string;
  /** Id of the access key that it is signed with; "" if it is not signed. */
  readonly caller: string;
  /** Region that it is signed for; "" if it is not signed. */
  readonly region: string;
  readonly path: string;
  readonly text: string;
  /** Resolves once the caller no longer waits for the answer. */
  readonly hungUp: Promise<void>;
}

/** An answer: the members of an operation's output (for S3 its headers, for IAM and lists of S3 its text), or an error. */
export type AwsAnswer = string | object | AwsError;

type Answering = (request: AwsRequest) => AwsAnswer | Promise<AwsAnswer>;

/** What is answered to an operation, or how that follows from the request. */
export type AwsAnswers = Readonly<Record<string, AwsAnswer | Answering>>;

const REFUSED: AwsError = { error: "AccessDeniedException", message: "not authorized" };

/** Runs something with AWS_ENDPOINT_URL and keys for this endpoint. What it was not told to answer is refused.
 *  @param heard gets the requests */
export async function withAws<T>(answers: AwsAnswers, run: () => Promise<T>, heard: AwsRequest[] = []): Promise<T> {
  const server = createServer((request, response) => void respond(request, response));
  const respond = async (incoming: IncomingMessage, response: ServerResponse) => {
    const hungUp = new Promise<void>((resolve) => response.once("close", resolve));
    const request = { ...requestIn(incoming, await textOf(incoming)), hungUp };
    heard.push(request);
    const found = answers[request.operation] ?? REFUSED;
    const answer = typeof found === "function" ? await (found as Answering)(request) : found;
    const { status, headers, body } = answeredBy(request.operation, answer);
    response.writeHead(status, { ...headers, connection: "close" }).end(body);
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await withEnvironment({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }, run);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Runs something with keys that are nobody's, and with these variables. */
export async function withEnvironment<T>(variables: NodeJS.ProcessEnv, run: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  const keys = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_EC2_METADATA_DISABLED: "true" };
  Object.assign(process.env, keys, variables);
  try {
    return await run();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function requestIn(request: IncomingMessage, text: string): Omit<AwsRequest, "hungUp"> {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
  const [, caller = "", region = ""] =
    /Credential=([^/]+)\/\d+\/([^/]+)/.exec(request.headers.authorization ?? "") ?? [];
  return { operation: operationOf(request, text), caller, region, path: request.url ?? "", text };
}

function operationOf({ headers, method = "", url = "" }: IncomingMessage, body: string): string {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.split(".").at(-1) ?? "";
  if (url.startsWith("/identitypools/")) return url.includes("/records") ? "ListRecords" : "ListDatasets";
  if (method === "POST") return new URLSearchParams(body).get("Action") ?? "";
  if (url.includes("list-type=2")) return "GET objects";
  return `${method} ${url.includes("versionId=") ? "version" : "object"}`;
}

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function isError(answer: object): answer is AwsError {
  return "error" in answer;
}

function answeredBy(operation: string, answer: string | object): Answered {
  if (typeof answer === "string") return { status: 200, headers: { "content-type": "text/xml" }, body: answer };
  return operation.includes(" ") ? ofS3(answer) : inJson(answer);
}

function inJson(answer: object): Answered {
  const headers = { "content-type": "application/x-amz-json-1.1" };
  if (!isError(answer)) return { status: 200, headers, body: JSON.stringify(answer) };
  const { error, message = "", status = 400 } = answer;
  return { status, headers, body: JSON.stringify({ __type: error, message }) };
}

function ofS3(answer: object): Answered {
  if (!isError(answer)) return { status: 200, headers: answer as Record<string, string>, body: "" };
  const { error, message = "", status = 403, headers } = answer;
  const body = `<Error><Code>${error}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { ...headers, "content-type": "application/xml" }, body };
}
