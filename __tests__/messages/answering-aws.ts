/** An endpoint of AWS for the catalogue of messages: it answers each operation with what it was told to answer. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** An error of AWS, by its name. */
export interface AwsError {
  readonly error: string;
  readonly message?: string;
}

/** What is answered to an operation, such as "GetId" or, for S3, "PUT object": the answer's members (for S3 its headers, for
 *  IAM its text), an error, or either of them by the request's text. */
export type AwsAnswers = Readonly<
  Record<string, string | object | AwsError | ((request: string) => object | AwsError)>
>;

const REFUSED: AwsError = { error: "AccessDeniedException", message: "not authorized" };

/** Runs something with AWS_ENDPOINT_URL and keys for this endpoint. What it was not told to answer is refused.
 *  @param bodies gets what was written to S3 */
export async function withAws<T>(answers: AwsAnswers, run: () => Promise<T>, bodies: string[] = []): Promise<T> {
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const operation = operationOf(request, text);
      if (operation === "PUT object") bodies.push(text);
      const found = answers[operation] ?? REFUSED;
      const answer = typeof found === "function" ? (found as (request: string) => object)(text) : found;
      const { status, headers, body } = answeredBy(operation, answer);
      response.writeHead(status, { ...headers, connection: "close" }).end(body);
    });
  });
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
  return { status: 400, headers, body: JSON.stringify({ __type: answer.error, message: answer.message ?? "" }) };
}

function ofS3(answer: object): Answered {
  if (!isError(answer)) return { status: 200, headers: answer as Record<string, string>, body: "" };
  const { error, message = "" } = answer;
  const body = `<Error><Code>${error}</Code><Message>${message}</Message></Error>`;
  return { status: 403, headers: { "content-type": "application/xml" }, body };
}
