/** A pool as an account answers for it, from a server in the place of AWS.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetPrincipalTagAttributeMap.html
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { poolInAccount } from "../../src/diagnosis/account";
import type { Token } from "../../src/sign-in/token";

const pool = { region: "us-east-1", identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012" };
const provider = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
const arn = (role: string) => `arn:aws:iam::123456789012:role/path/${role}`;
const TRUST = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:TagSession" }] };

function signedIn(claims: Record<string, unknown> = {}): Token {
  return { text: "a.b.c", provider, claims: { iss: `https://${provider}`, ...claims } };
}

/** What AWS answers to each operation; an error where it has a name. */
type Answers = Record<string, object | { __type: string }>;

let answers: Answers;
let regions: Set<string | undefined>;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  regions.add(/Credential=[^/]*\/\d+\/([^/]*)/.exec(request.headers.authorization ?? "")?.[1]);
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    const { IdentityPoolId } = JSON.parse(body) as { IdentityPoolId?: string };
    const said = answers[target.replace(/.*\./, "")];
    const isRefused = said === undefined || "__type" in said || IdentityPoolId !== pool.identityPoolId;
    response.writeHead(isRefused ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(said ?? { __type: "NotAuthorizedException" }));
    return;
  }
  const name = new URLSearchParams(body).get("RoleName") ?? "";
  const [status, xml] =
    name === "gone"
      ? [404, "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>"]
      : name === "hidden"
        ? [403, "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>"]
        : [
            200,
            `<GetRoleResponse><GetRoleResult><Role><AssumeRolePolicyDocument>${encodeURIComponent(JSON.stringify(TRUST))}</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>`,
          ];
  response.writeHead(status, { "content-type": "text/xml" });
  response.end(xml);
}

const server = createServer((request, response) => void answer(request, response));
const environment = { ...process.env };

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_ACCESS_KEY_ID = "test";
  process.env.AWS_SECRET_ACCESS_KEY = "test";
});

afterAll(() => {
  process.env = environment;
  server.close();
});

beforeEach(() => {
  regions = new Set();
  answers = {
    DescribeIdentityPool: {},
    GetIdentityPoolRoles: { Roles: { authenticated: arn("signed-in") } },
    GetPrincipalTagAttributeMap: { PrincipalTags: { team: "team" } },
  };
});

const read = (token: Token | undefined = signedIn()) => poolInAccount(pool, token, undefined);

test("the app clients, the roles and their trust policies, by their pool's own region", async () => {
  answers.DescribeIdentityPool = {
    CognitoIdentityProviders: [
      { ProviderName: provider, ClientId: "checked", ServerSideTokenCheck: true },
      { ProviderName: provider, ClientId: "unchecked" },
    ],
  };
  expect(await read()).toEqual({
    source: "the account",
    clients: [
      { provider, clientId: "checked", serverSideTokenCheck: true },
      { provider, clientId: "unchecked", serverSideTokenCheck: false },
    ],
    authenticated: { name: "signed-in", trust: TRUST },
    unauthenticated: undefined,
    others: {},
    roleMapping: undefined,
    hasPrincipalTags: true,
  });
  expect([...regions]).toEqual(["eu-west-1"]);
});

test("a pool with nothing in it", async () => {
  answers.GetIdentityPoolRoles = {};
  expect(await read()).toMatchObject({ clients: [], authenticated: undefined, unauthenticated: undefined });
});

test.each<[string, unknown]>([
  ["gone", "missing"],
  ["hidden", undefined],
  ["guests", TRUST],
])("a role of guests that is %s", async (role, trust) => {
  answers.GetIdentityPoolRoles = { Roles: { unauthenticated: arn(role) } };
  expect(await read()).toMatchObject({ unauthenticated: { name: role, trust } });
});

test("the roles that a token names, and nothing else of it", async () => {
  const named = await read(signedIn({ "cognito:roles": [arn("group"), 5, arn("gone")] }));
  expect(named?.others).toEqual({
    [arn("group")]: { name: "group", trust: TRUST },
    [arn("gone")]: { name: "gone", trust: "missing" },
  });
  expect((await read(signedIn({ "cognito:roles": arn("group") })))?.others).toEqual({});
});

test.each<[string, Record<string, object>, string | undefined]>([
  ["the token's app client", { [`${provider}:app`]: { Type: "Rules" }, [`${provider}:b`]: { Type: "Token" } }, "Rules"],
  ["the token's provider", { [provider]: { Type: "Token" } }, "Token"],
  ["another app client", { [`${provider}:b`]: { Type: "Token" } }, undefined],
  ["nobody", {}, undefined],
])("a role mapping counts for users of its provider: one of %s", async (_whose, RoleMappings, roleMapping) => {
  answers.GetIdentityPoolRoles = { RoleMappings };
  expect(await read(signedIn({ aud: "app" }))).toHaveProperty("roleMapping", roleMapping);
  expect(await poolInAccount(pool, undefined, undefined)).toHaveProperty("roleMapping", undefined);
});

test.each<[string, Answers[string], boolean]>([
  ["tags", { PrincipalTags: { team: "team" }, UseDefaults: false }, true],
  ["the default tags", { UseDefaults: true }, true],
  ["no tags", { PrincipalTags: {}, UseDefaults: false }, false],
  ["nothing said", {}, false],
  ["nobody who may ask", { __type: "NotAuthorizedException" }, false],
])("with %s", async (_what, said, hasPrincipalTags) => {
  answers.GetPrincipalTagAttributeMap = said;
  expect(await read()).toMatchObject({ hasPrincipalTags });
});

test("guests have no tags", async () => {
  expect(await poolInAccount(pool, undefined, undefined)).toMatchObject({ hasPrincipalTags: false, others: {} });
});

test.each(["DescribeIdentityPool", "GetIdentityPoolRoles"])("undefined where nobody may %s", async (operation) => {
  answers[operation] = { __type: "NotAuthorizedException" };
  expect(await read()).toBeUndefined();
});

test("undefined once it is to end", async () => {
  expect(await poolInAccount(pool, signedIn(), AbortSignal.abort())).toBeUndefined();
});
