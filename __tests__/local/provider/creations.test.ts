/** The AWS SDK against a service that does what was asked, and whose answer does not arrive. */
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Aws, emulatorClients } from "../../../local/provider/aws/aws";
import { noTagRules } from "../../../local/provider/aws/tags";
import { applyResourceChange } from "../../../local/provider/rpc/apply-resource-change";

const POOL_ID = "eu-west-1:00000000-0000-0000-0000-000000000000";

let server: Server;
let asked: string[];
let answer: (operation: string, response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
    asked.push(operation);
    request.resume().on("end", () => {
      answer(operation, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

function aws(millisecondsToAnswer?: number): Aws {
  const { port } = server.address() as AddressInfo;
  return new Aws("eu-west-1", noTagRules, emulatorClients(`http://127.0.0.1:${port}`, millisecondsToAnswer));
}

const pool = { identity_pool_name: "p" };
const create = (millisecondsToAnswer?: number) =>
  applyResourceChange({ type: "aws_cognito_identity_pool", prior: null, planned: pool }, aws(millisecondsToAnswer));
const remove = (millisecondsToAnswer?: number) =>
  applyResourceChange(
    { type: "aws_cognito_identity_pool", prior: { id: POOL_ID, ...pool }, planned: null },
    aws(millisecondsToAnswer),
  );

const lost: Record<string, (response: ServerResponse) => void> = {
  "is cut off": (response) => response.destroy(),
  "is an error of the service's own": (response) => response.writeHead(500).end("{}"),
  "does not come": () => undefined,
};

describe.each(Object.entries(lost))("an answer that %s", (_what, lose) => {
  test("to a creation: it is not sent again, which would make a second pool, and the user is told to look", async () => {
    answer = (_operation, response) => {
      lose(response);
    };
    const { state, problems } = await create(500);
    expect(asked).toEqual(["CreateIdentityPool"]);
    expect(state).toBeNull();
    expect(problems).toMatchObject([
      {
        summary: "creating aws_cognito_identity_pool (p)",
        detail: expect.stringContaining("Look for what it creates: import it if it is there") as string,
      },
    ]);
  });

  test("to a deletion: it is sent again, and the lost answer makes no difference", async () => {
    answer = (_operation, response) => {
      if (asked.length === 1) lose(response);
      else response.end("{}");
    };
    expect(await remove(500)).toEqual({ state: null, problems: [] });
    expect(asked).toEqual(["DeleteIdentityPool", "DeleteIdentityPool"]);
  });
});

test("a creation that AWS refuses is no lost answer", async () => {
  answer = (_operation, response) => {
    response.writeHead(400, { "x-amzn-errortype": "NotAuthorizedException" }).end("{}");
  };
  expect((await create()).problems).toMatchObject([
    { detail: expect.stringContaining("NotAuthorizedException") as string },
  ]);
  expect(asked).toEqual(["CreateIdentityPool"]);
});

test("a creation that AWS puts off is sent again", async () => {
  answer = (operation, response) => {
    if (asked.length === 1) response.writeHead(400, { "x-amzn-errortype": "TooManyRequestsException" }).end("{}");
    else response.end(JSON.stringify(operation.startsWith("Create") ? { IdentityPoolId: POOL_ID } : {}));
  };
  await create();
  expect(asked.slice(0, 2)).toEqual(["CreateIdentityPool", "CreateIdentityPool"]);
});

test("a request that is never answered is given up", async () => {
  answer = () => undefined;
  const { problems } = await remove(200);
  expect(problems).toMatchObject([{ summary: expect.stringContaining("deleting") as string }]);
  expect(asked).toEqual(Array.from({ length: 3 }, () => "DeleteIdentityPool"));
});
