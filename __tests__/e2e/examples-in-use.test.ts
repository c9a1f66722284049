/** The examples, in use: each is deployed with the ids of an app on the local AWS in the place of its own, as somebody who copies
 *  it puts theirs, and its users call AWS. Every answer is laid beside the simulator's. */
import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  AdminAddUserToGroupCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { sessionOf, signIn, loginsOf, type Logins, type Place } from "../../local/sign-in";
import type { SampleUserPool } from "../../local/sample-user-pool";
import { amplifyFiles, api, files, rows, streams, type AppResources, type Attempts } from "./real-calls-table";
import { makeResources } from "./support/app-on-emulator";
import { identityPoolsNamed } from "./support/clients";
import { examples } from "./support/examples";
import { administrator, makeUserPool, outcome, subOf, unsignedToken } from "./support/pool-in-use";
import { describeOnLocalAws, localAws } from "./support/shared";
import { answers, callerOf, type Caller } from "./support/tried";
import { Workspace } from "./support/workspace";

jest.setTimeout(120_000);

const folder = join(__dirname, "..", "..", "examples");

/** Examples that nobody can use on the local AWS, and why. */
const OUT_OF_USE: Readonly<Record<string, string>> = {
  adopting: "the pool's own users come from before it: adoption.test.ts follows them through it",
  bedrock: "the emulator has no Bedrock",
  govcloud: "the emulator has no partition but aws",
  "guests-with-a-map": "the emulator has no Amazon Location",
};

/** What the examples have for an app's own ids. */
const ITS_OWN = {
  region: "eu-west-1",
  account: "123456789012",
  userPoolId: "eu-west-1_AbCdEfGhI",
  clientId: "1h57kf5cpq17m0eml12EXAMPLE",
};

const AMBIGUOUS = /^NotAuthorizedException: The ambiguous role mapping rules for: .* denied this request\.$/;

describeOnLocalAws("an example in use", () => {
  let place: Place;
  let userPool: SampleUserPool;
  let app: Omit<AppResources, "identityPoolId">;
  let cognito: CognitoIdentityProviderClient;
  let name: string;

  beforeAll(async () => {
    const { endpoint, region } = localAws();
    place = { endpoint, region };
    cognito = new CognitoIdentityProviderClient(administrator(place));
    userPool = await makeUserPool(place);
    name = new Workspace().name;
    app = await makeResources(place, name);
  });

  /** Deploys an example with other texts in the place of its own. */
  async function deployed(
    example: string,
    texts: Readonly<Record<string, string>>,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<Workspace> {
    const workspace = new Workspace();
    workspace.set(variables);
    const file = examples.find((each) => basename(each, extname(each)) === example) ?? "";
    const source = readFileSync(join(folder, file), "utf8");
    const ids = {
      [ITS_OWN.userPoolId]: userPool.userPoolId,
      [ITS_OWN.clientId]: userPool.userPoolClientId,
      [ITS_OWN.region]: place.region,
      [ITS_OWN.account]: "000000000000",
    };
    const ofExample = Object.entries(ids).filter(([own]) => source.includes(own));
    for (const stackId of await workspace.runExample(file, { ...texts, ...Object.fromEntries(ofExample) })) {
      workspace.use(stackId);
      await workspace.init();
      await workspace.terraform("apply", "-auto-approve");
    }
    return workspace;
  }

  async function poolNamed(start: string): Promise<string> {
    const [pool] = await identityPoolsNamed(start);
    if (!pool) throw new Error(`no pool is called ${start}`);
    return pool.id;
  }

  async function user(pool: SampleUserPool, username: string): Promise<Logins> {
    return loginsOf(place, pool, await signIn(place, pool, username));
  }

  async function caller(identityPoolId: string, logins: Logins, tags?: Record<string, string>): Promise<Caller> {
    return callerOf(place, await sessionOf(place, identityPoolId, logins), { identityPoolId, tags });
  }

  /** What is allowed, of all that is tried, by AWS and the simulator alike. */
  async function allowed(who: Caller, attemptsOn: Attempts, owner: string): Promise<string[]> {
    const found: string[] = [];
    for (const attempt of attemptsOn({ ...app, identityPoolId: "us-east-1:none" }, owner)) {
      const { real, simulated } = await answers(who, attempt);
      expect([attempt.what, real]).toEqual([attempt.what, simulated]);
      if (real === "allowed") found.push(attempt.what);
    }
    return found;
  }

  test("own-files: users keep files of their own, and reach nobody else's", async () => {
    const workspace = await deployed("own-files", { "notes-app-uploads": `${name}-uploads`, '"notes"': `"${name}-f"` });
    const { identity_pool_id: identityPoolId } = await workspace.outputs();
    app = { ...app, bucketName: `${name}-uploads` };
    const ada = await caller(identityPoolId, await user(userPool, "ada"));
    const bob = await caller(identityPoolId, await user(userPool, "bob"));
    const mine = await allowed(ada, files, ada.session.identityId);
    expect(mine).toEqual(expect.arrayContaining(["PutObject ID/f", "GetObject ID/f", "DeleteObject ID/f"]));
    expect(mine.filter((what) => !what.includes(" ID/"))).toEqual([]);
    expect(await allowed(ada, files, bob.session.identityId)).toEqual([]);
    expect(await outcome(sessionOf(place, identityPoolId))).toMatch(/^NotAuthorizedException: Unauthenticated access/);
  });

  test("groups: editors write, readers read, and who is in no group gets no credentials", async () => {
    const workspace = await deployed("groups", {
      a1b2c3d4e5: app.apiId,
      'identityPoolName: "notes"': `identityPoolName: "${name}-g"`,
    });
    const state = JSON.parse(await workspace.terraform("show", "-json")) as {
      values: { root_module: { resources: { type: string; values: Record<string, string> }[] } };
    };
    const idOf = (type: string) =>
      state.values.root_module.resources.find((resource) => resource.type === type)?.values.id ?? "";
    const users = { userPoolId: idOf("aws_cognito_user_pool"), userPoolClientId: idOf("aws_cognito_user_pool_client") };
    await allowPasswords(users);
    const identityPoolId = await poolNamed(`${name}-g`);
    const member = async (username: string, ...groups: string[]) => {
      await user(users, username);
      for (const GroupName of groups) {
        await cognito.send(
          new AdminAddUserToGroupCommand({ UserPoolId: users.userPoolId, Username: username, GroupName }),
        );
      }
      return user(users, username);
    };
    const tried = async (logins: Logins) => allowed(await caller(identityPoolId, logins), api, "");
    expect(await tried(await member("reader", "readers"))).toEqual(["GET prod/notes/1"]);
    expect(await tried(await member("editor", "readers", "editors"))).toEqual([
      "GET prod/notes/1",
      "POST prod/notes/1",
    ]);
    expect(await outcome(sessionOf(place, identityPoolId, await member("nobody")))).toMatch(AMBIGUOUS);
  });

  test("principal-tags: rows of one's own team, by the claim that became a tag", async () => {
    await deployed("principal-tags", { "table/notes": `table/${name}-rows`, '"notes"': `"${name}-t"` });
    const identityPoolId = await poolNamed(`${name}-t`);
    await user(userPool, "cy");
    await cognito.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: userPool.userPoolId,
        Username: "cy",
        UserAttributes: [{ Name: "custom:team", Value: "red" }],
      }),
    );
    const cy = await caller(identityPoolId, await user(userPool, "cy"), { "aws:PrincipalTag/team": "red" });
    const ofTeam = ["PutItem ID", "GetItem ID", "Query ID", "TransactWriteItems ID"];
    expect(await allowed(cy, rows, "red")).toEqual(ofTeam);
    expect(await allowed(cy, rows, "blue")).toEqual([]);
    const teamless = await caller(identityPoolId, await user(userPool, "dan"));
    expect(await allowed(teamless, rows, "red")).toEqual([]);
  });

  test("company-login: finance gets its role by the assertion's department, and others get no credentials", async () => {
    await deployed("company-login", { "finance-reports": app.bucketName, '"reports"': `"${name}-c"` });
    const identityPoolId = await poolNamed(`${name}-c`);
    const provider = "arn:aws:iam::000000000000:saml-provider/company";
    const fay = await caller(identityPoolId, { [provider]: assertion("fay", "finance") });
    expect(await allowed(fay, files, fay.session.identityId)).toEqual(expect.arrayContaining(["PutObject ID/f"]));
    expect(await allowed(fay, files, "us-east-1:another")).toEqual([]);
    expect(await outcome(sessionOf(place, identityPoolId, { [provider]: assertion("sal", "sales") }))).toMatch(
      AMBIGUOUS,
    );
  });

  test("existing-pool: the role of a pool made elsewhere puts records, and administers nothing", async () => {
    const identity = new CognitoIdentityClient(administrator(place));
    const { IdentityPoolId = "" } = await identity.send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: `${name}-e`,
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [
          {
            ProviderName: `cognito-idp.${place.region}.amazonaws.com/${userPool.userPoolId}`,
            ClientId: userPool.userPoolClientId,
          },
        ],
      }),
    );
    const workspace = await deployed("existing-pool", {
      "eu-west-1:12345678-1234-1234-1234-123456789012": IdentityPoolId,
      "stream/clicks": `stream/${name}-clicks`,
    });
    const { reporters_role_arn } = (await workspace.outputs()) as unknown as { reporters_role_arn: string };
    await identity.send(
      new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated: reporters_role_arn } }),
    );
    const ada = await caller(IdentityPoolId, await user(userPool, "ada"));
    expect(await allowed(ada, streams, "")).toEqual(["PutRecord the Kinesis stream"]);
  });

  test("two-regions: through either pool users reach what is theirs, and nobody else's", async () => {
    await deployed("two-regions", {
      "notes-app-uploads": `${name}-uploads`,
      "table/notes": `table/${name}-rows`,
      "`notes-": `\`${name}-`,
    });
    app = { ...app, bucketName: `${name}-uploads` };
    const [ada, bob] = [await user(userPool, "ada"), await user(userPool, "bob")];
    for (const region of ["ireland", "virginia"]) {
      const tags = { "aws:PrincipalTag/user": subOf(ada) };
      const adaThere = await caller(await poolNamed(`${name}-${region}`), ada, tags);
      expect(await allowed(adaThere, files, subOf(ada))).toEqual(
        expect.arrayContaining(["PutObject ID/f", "GetObject ID/f", "DeleteObject ID/f"]),
      );
      expect(await allowed(adaThere, files, subOf(bob))).toEqual([]);
      expect(await allowed(adaThere, rows, subOf(ada))).toEqual(expect.arrayContaining(["PutItem ID", "GetItem ID"]));
      expect(await allowed(adaThere, rows, subOf(bob))).toEqual([]);
    }
  });

  test("web: with what its client_config says, users keep files of their own in the bucket that it makes", async () => {
    const workspace = await deployed("web", { 'identityPoolName: "notes"': `identityPoolName: "${name}-w"` });
    const { auth, storage } = (await workspace.outputs()).client_config as {
      auth: { user_pool_id: string; user_pool_client_id: string; identity_pool_id: string };
      storage: { aws_region: string; bucket_name: string };
    };
    const users = { userPoolId: auth.user_pool_id, userPoolClientId: auth.user_pool_client_id };
    await allowPasswords(users);
    const ada = await caller(auth.identity_pool_id, await user(users, "ada"));
    const bob = await caller(auth.identity_pool_id, await user(users, "bob"));
    app = { ...app, bucketName: storage.bucket_name };
    const mine = await allowed(ada, files, ada.session.identityId);
    expect(mine).toEqual(expect.arrayContaining(["PutObject ID/f", "GetObject ID/f", "DeleteObject ID/f"]));
    expect(mine.filter((what) => !what.includes(" ID/"))).toEqual([]);
    expect(await allowed(ada, files, bob.session.identityId)).toEqual([]);
    expect(storage.aws_region).toBe(place.region);
  });

  test("plain-javascript: users keep files of their own, as in TypeScript", async () => {
    const workspace = await deployed("plain-javascript", {
      "notes-app-uploads": app.bucketName,
      '"notes"': `"${name}-j"`,
    });
    const { identity_pool_id: identityPoolId } = await workspace.outputs();
    const ada = await caller(identityPoolId, await user(userPool, "ada"));
    const mine = await allowed(ada, files, ada.session.identityId);
    expect(mine).toEqual(expect.arrayContaining(["PutObject ID/f", "GetObject ID/f"]));
    expect(await allowed(ada, files, "us-east-1:another")).toEqual([]);
  });

  test("own-user-pool: who signed in to its user pool keeps files, and the output says where", async () => {
    const workspace = await deployed("own-user-pool", {
      "notes-app-uploads": `${name}-own`,
      '{ name: "notes" }': `{ name: "${name}" }`,
      'identityPoolName: "notes"': `identityPoolName: "${name}-o"`,
    });
    const { client_config } = (await workspace.outputs()) as unknown as { client_config: ClientConfig };
    const { auth, storage } = client_config;
    expect(storage).toEqual({ aws_region: place.region, bucket_name: `${name}-own` });
    const users = { userPoolId: auth.user_pool_id, userPoolClientId: auth.user_pool_client_id };
    await allowPasswords(users);
    app = { ...app, bucketName: `${name}-own` };
    const ada = await caller(auth.identity_pool_id, await user(users, "ada"));
    const mine = await allowed(ada, files, ada.session.identityId);
    expect(mine).toEqual(expect.arrayContaining(["PutObject ID/f", "GetObject ID/f"]));
    expect(mine.filter((what) => !what.includes(" ID/"))).toEqual([]);
  });

  test("amplify-storage: users write what is public or their own, and guests read what is public or protected", async () => {
    const workspace = await deployed("amplify-storage", {
      "notes-app-storage": `${name}-amplify`,
      '"notes"': `"${name}-a"`,
    });
    const { identity_pool_id: identityPoolId } = await workspace.outputs();
    app = { ...app, bucketName: `${name}-amplify` };
    const ada = await caller(identityPoolId, await user(userPool, "ada"));
    expect(await allowed(ada, amplifyFiles, ada.session.identityId)).toEqual(
      expect.arrayContaining(["PutObject public/f", "PutObject protected/ID/f", "PutObject private/ID/f"]),
    );
    expect(await allowed(ada, amplifyFiles, "us-east-1:another")).toEqual(
      expect.arrayContaining(["GetObject protected/ID/f"]),
    );
    const ofOthers = await allowed(ada, amplifyFiles, "us-east-1:another");
    expect(ofOthers.filter((what) => /private|(Put|Delete)\w+ protected/.test(what))).toEqual([]);
    const session = await sessionOf(place, identityPoolId);
    const guest = await callerOf(place, session, { identityPoolId, isGuest: true });
    expect(await allowed(guest, amplifyFiles, ada.session.identityId)).toEqual([
      "GetObject public/f",
      "GetObject protected/ID/f",
      "ListObjectsV2 public/",
    ]);
  });

  test("composite-rows: the keys USER#ID and USER#ID#... are one's own, in the table and its index", async () => {
    const workspace = await deployed("composite-rows", {
      'name: "notes"': `name: "${name}-composite"`,
      'identityPoolName: "notes"': `identityPoolName: "${name}-r"`,
    });
    const { identity_pool_id: identityPoolId } = await workspace.outputs();
    const ada = await caller(identityPoolId, await user(userPool, "ada"));
    const id = ada.session.identityId;
    const own = ["PutItem", "Query", "Query by-date"];
    for (const [key, may] of [
      [`USER#${id}`, own],
      [`USER#${id}#drafts`, own],
      [`USER#${id}-2`, []],
      ["USER#us-east-1:another", []],
      [id, []],
    ] as const)
      expect([key, await allowed(ada, compositeRows(`${name}-composite`), key)]).toEqual([key, may]);
  });

  test("apis: users call the paths and methods that are named, in the stage that is named", async () => {
    const variables = { rest_api_id: app.apiId, web_socket_api_id: "f6g7h8i9j0" };
    const workspace = await deployed(
      "apis",
      { 'identityPoolName: "notes"': `identityPoolName: "${name}-i"` },
      variables,
    );
    const { identity_pool_id: identityPoolId } = await workspace.outputs();
    const ada = await caller(identityPoolId, await user(userPool, "ada"));
    expect(await allowed(ada, api, "")).toEqual(["GET prod/notes/1", "POST prod/notes/1", "GET prod/notes"]);
  });

  test("social-logins: who comes from Google or Apple keeps files, and others are not let in", async () => {
    const workspace = await deployed("social-logins", {
      "notes-app-uploads": app.bucketName,
      '"notes"': `"${name}-s"`,
    });
    const { identity_pool_id: identityPoolId } = await workspace.outputs();
    const token = (providerName: string, clientId: string) => unsignedToken({ sub: "1", providerName, clientId });
    for (const [login, clientId] of [
      ["accounts.google.com", "123456789012-a1b2c3d4e5.apps.googleusercontent.com"],
      ["appleid.apple.com", "com.example.notes.web"],
    ] as const) {
      const ada = await caller(identityPoolId, { [login]: token(login, clientId) });
      const mine = await allowed(ada, files, ada.session.identityId);
      expect(mine).toEqual(expect.arrayContaining(["PutObject ID/f", "GetObject ID/f"]));
    }
    const facebook = { "graph.facebook.com": token("graph.facebook.com", "1") };
    expect(await outcome(sessionOf(place, identityPoolId, facebook))).toMatch(/^NotAuthorizedException/);
  });

  test("environments: either's users keep files there, and the other's tokens are not taken", async () => {
    const prod = { userPoolId: userPool.userPoolId, userPoolClientId: userPool.userPoolClientId };
    const dev = await makeUserPool(place);
    await deployed("environments", {
      "eu-west-1_DevelOpMe": dev.userPoolId,
      "2k3l4m5n6o7p8q9r0sEXAMPLE": dev.userPoolClientId,
      "notes-dev-uploads": `${name}-files`,
      "notes-prod-uploads": `${name}-files`,
      'identityPoolName: "notes-dev"': `identityPoolName: "${name}-dev"`,
      'identityPoolName: "notes"': `identityPoolName: "${name}-prod"`,
    });
    app = { ...app, bucketName: `${name}-files` };
    for (const [environment, own, other] of [
      ["dev", dev, prod],
      ["prod", prod, dev],
    ] as const) {
      const identityPoolId = await poolNamed(`${name}-${environment}`);
      const ada = await caller(identityPoolId, await user(own, "ada"));
      const mine = await allowed(ada, files, ada.session.identityId);
      expect(mine).toEqual(expect.arrayContaining(["PutObject ID-f", "GetObject ID-f"]));
      expect(mine.filter((what) => !what.endsWith(" ID-f"))).toEqual([]);
      expect(await outcome(sessionOf(place, identityPoolId, await user(other, "ada")))).toMatch(
        /^NotAuthorizedException/,
      );
    }
  });

  test("each example is here, or it says why nobody can use it", () => {
    const titles = readFileSync(__filename, "utf8");
    const names = examples.map((file) => basename(file, extname(file)));
    const isInUse = (each: string) => titles.includes(`test("${each}: `);
    expect(names.filter((each) => isInUse(each) === each in OUT_OF_USE)).toEqual([]);
  });

  /** The example's app client has Cognito's usual ways of signing in, a password among them only by SRP. */
  async function allowPasswords({ userPoolId, userPoolClientId }: SampleUserPool): Promise<void> {
    await cognito.send(
      new UpdateUserPoolClientCommand({
        UserPoolId: userPoolId,
        ClientId: userPoolClientId,
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      }),
    );
  }
});

/** A SAML response as an identity provider posts it, with a department. */
function assertion(nameId: string, department: string): string {
  const response = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
      xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Assertion><Subject><NameID>${nameId}</NameID></Subject>
    <AttributeStatement><Attribute Name="department"><AttributeValue>${department}</AttributeValue></Attribute>
    </AttributeStatement></Assertion></samlp:Response>`;
  return Buffer.from(response).toString("base64");
}

interface ClientConfig {
  readonly auth: Readonly<Record<"user_pool_id" | "user_pool_client_id" | "identity_pool_id", string>>;
  readonly storage: object;
}

/** Calls on a table whose partition key is `pk`, and on its index.
 *  @param TableName where */
function compositeRows(TableName: string): Attempts {
  return (_, pk) => {
    const resource = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`;
    const context = { "dynamodb:LeadingKeys": [pk] };
    const query = { TableName, KeyConditionExpression: "pk = :k", ExpressionAttributeValues: { ":k": { S: pk } } };
    return [
      {
        what: "PutItem",
        asks: [{ action: "dynamodb:PutItem", resource, context }],
        call: ({ dynamodb }) =>
          dynamodb.send(
            new PutItemCommand({ TableName, Item: { pk: { S: pk }, sk: { S: "1" }, date: { S: "2026-01-01" } } }),
          ),
      },
      {
        what: "Query",
        asks: [{ action: "dynamodb:Query", resource, context }],
        call: ({ dynamodb }) => dynamodb.send(new QueryCommand(query)),
      },
      {
        what: "Query by-date",
        asks: [{ action: "dynamodb:Query", resource: `${resource}/index/by-date`, context }],
        call: ({ dynamodb }) => dynamodb.send(new QueryCommand({ ...query, IndexName: "by-date" })),
      },
    ];
  };
}
