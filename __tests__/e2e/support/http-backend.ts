/** A server for Terraform's HTTP backend, with locks and a password, as the backend's page describes it.
 *  https://developer.hashicorp.com/terraform/language/backend/http */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface HttpBackend {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  stop(): Promise<void>;
}

export async function startHttpBackend(): Promise<HttpBackend> {
  const user = "terraform";
  const password = "not-to-be-found-in-any-file";
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const states = new Map<string, string>();
  const locks = new Map<string, string>();

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
      const lock = locks.get(pathname);
      const answer = (status: number, content = "") => {
        response.writeHead(status).end(content);
      };
      if (request.headers.authorization !== authorization) {
        answer(401);
        return;
      }
      switch (request.method) {
        case "LOCK":
          if (lock === undefined) locks.set(pathname, body);
          answer(lock === undefined ? 200 : 423, lock);
          return;
        case "UNLOCK":
          locks.delete(pathname);
          answer(200);
          return;
        case "GET":
          answer(states.has(pathname) ? 200 : 404, states.get(pathname));
          return;
        case "POST":
          if (lock !== undefined && idIn(lock) !== searchParams.get("ID")) {
            answer(423, lock);
            return;
          }
          states.set(pathname, body);
          answer(200);
          return;
        default:
          answer(405);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    user,
    password,
    stop: async () => {
      const closed = once(server, "close");
      server.closeAllConnections();
      server.close();
      await closed;
    },
  };
}

function idIn(lock: string): string {
  return (JSON.parse(lock) as { ID: string }).ID;
}
