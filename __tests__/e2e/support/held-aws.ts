/** The local AWS with a hand on its door: a test can hold a call in the middle of an apply, do something, and let it go on. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { startProvider } from "../../../local/provider/start-provider";
import { localAws } from "./shared";

export interface HeldCall {
  /** Such as "CreateIdentityPool". */
  readonly action: string;
  /** Lets the call through to the emulator. */
  letThrough(): void;
  /** Answers with an error: the call never reached AWS. */
  refuse(): void;
  /** Lets the call through to the emulator, and cuts the connection in the place of its answer. */
  loseAnswer(): void;
}

export interface HeldAws {
  /** What Terraform needs in its environment instead of the local AWS's own. */
  readonly terraformEnv: Record<string, string>;
  /** Waits for the next call of such a name and keeps it. */
  hold(isMeant: (action: string) => boolean): Promise<HeldCall>;
  stop(): Promise<void>;
}

/** A change, and not a question. */
export function isChange(action: string): boolean {
  return !/^(Get|Describe|List)/.test(action);
}

export async function startHeldAws(): Promise<HeldAws> {
  const { endpoint, region, terraformEnv } = localAws();
  let next: { isMeant: (action: string) => boolean; held: (call: HeldCall) => void } | undefined;

  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const action = actionOf(request, body);
      if (next?.isMeant(action)) {
        const { held } = next;
        next = undefined;
        const decision = await new Promise<"through" | "refused" | "lost">((decide) => {
          held({
            action,
            letThrough: () => {
              decide("through");
            },
            refuse: () => {
              decide("refused");
            },
            loseAnswer: () => {
              decide("lost");
            },
          });
        });
        if (decision === "refused") {
          response.writeHead(400).end("{}");
          return;
        }
        if (decision === "lost") {
          await answerTo(endpoint, request, body);
          response.destroy();
          return;
        }
      }
      await forward(endpoint, request, body, response);
    })().catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const provider = await startProvider({ endpoint: `http://127.0.0.1:${port}`, region });

  return {
    terraformEnv: { ...terraformEnv, TF_REATTACH_PROVIDERS: provider.reattachProviders },
    hold: (isMeant) =>
      new Promise((held) => {
        next = { isMeant, held };
      }),
    stop: async () => {
      await provider.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Cognito names the action in a header, IAM in the form that it gets. */
function actionOf({ headers }: IncomingMessage, body: Buffer): string {
  const { "x-amz-target": target } = headers;
  if (typeof target === "string") return target.split(".").at(-1) ?? "";
  return new URLSearchParams(body.toString("utf8")).get("Action") ?? "";
}

async function forward(
  endpoint: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const answer = await answerTo(endpoint, request, body);
  const type = answer.headers.get("content-type");
  response.writeHead(answer.status, type === null ? {} : { "content-type": type });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

async function answerTo(
  endpoint: string,
  { method = "POST", url = "/", headers }: IncomingMessage,
  body: Buffer,
): Promise<Response> {
  const passedOn = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === "string" && !["host", "connection", "content-length"].includes(name) ? [[name, value]] : [],
  );
  return fetch(new URL(url, endpoint), {
    method,
    headers: Object.fromEntries(passedOn) as Record<string, string>,
    body: method === "GET" || method === "HEAD" ? undefined : new Uint8Array(body),
  });
}
