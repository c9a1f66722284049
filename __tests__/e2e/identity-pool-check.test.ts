/** The package identity-pool-check: on the shipped stack in its settings, and with each of the usual faults put in. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import {
  SetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
  type SetIdentityPoolRolesCommandInput,
} from "@aws-sdk/client-cognito-identity";
import {
  AdminAddUserToGroupCommand,
  AdminUserGlobalSignOutCommand,
  CreateGroupCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CreateTableCommand, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";
import type { AccessCheck } from "identity-pool-check";
import { signIn } from "../../local/sign-in";
import { terraformBinary } from "../../local/terraform";
import { cognitoIdentity, iam, identityPool, inlinePolicyNames, keysIn } from "./support/clients";
import {
  checkOf,
  deployPool,
  makeClient,
  makeUser,
  PASSWORD,
  runCheck,
  unlike,
  userPools,
  userPoolWithUsers,
  type DeployedPool,
} from "./support/deployed-pool";
import { administrator, trust, type Statement } from "./support/pool-in-use";
import { describeOnLocalAws, localAws } from "./support/shared";
import { roleNameOf, Workspace } from "./support/workspace";

jest.setTimeout(120_000);

const project = join(__dirname, "..", "..");
const USERS = ["--user", "ada", "--user", "bob"];

describeOnLocalAws("identity-pool-check on the shipped stack", () => {
  test.each([
    ["the guide's permissions", {}],
    ["least privilege", { permissions: "least-privilege" }],
    ["guests", { allowUnauthenticatedIdentities: true }],
    ["guests and least privilege", { permissions: "least-privilege", allowUnauthenticatedIdentities: true }],
  ] as const)("with %s all is as promised, and nothing is left in the bucket", async (_setting, props) => {
    const pool = await deployPool(props);
    const { status, check } = await checkOf(pool);
    expect([status, check.verdict, unlike(check), check.left]).toEqual([0, "as-promised", [], []]);
    const hasGuests = "allowUnauthenticatedIdentities" in props;
    // Guests write nothing.
    expect(check.notTried.map(({ what }) => what)).toEqual(hasGuests ? ["a guest reads an object, their own"] : []);
    expect(check.rows.length).toBeGreaterThan(hasGuests ? 25 : 15);
    expect(await keysIn(pool.bucket)).toEqual([]);
  });

  test("without the guardrail users administer the pool and read others' Cognito Sync data: exit 1", async () => {
    const pool = await deployPool({ guardrail: false });
    const { status, check } = await checkOf(pool);
    expect(status).toBe(1);
    expect(unlike(check)).toEqual([
      "administration.describe-pool",
      "administration.get-roles",
      "administration.list-identities",
      "administration.delete-identities",
      "administration.delete-pool",
      "datasets.list-other",
      "datasets.read-other",
    ]);
    // It was tried on what is not there: the pool is.
    expect((await identityPool(pool.outputs.identity_pool_id)).IdentityPoolId).toBe(pool.outputs.identity_pool_id);
  });
});

describeOnLocalAws("identity-pool-check on a stack with a fault", () => {
  let pool: DeployedPool;
  let id: string;

  beforeAll(async () => {
    pool = await deployPool();
    id = pool.outputs.identity_pool_id;
  });

  // Terraform finds what was changed behind its back, and mends it. A policy that it does not know it leaves.
  afterEach(async () => {
    await iam()
      .send(new DeleteRolePolicyCommand({ RoleName: role(), PolicyName: "too-much" }))
      .catch((error: unknown) => {
        if (!(error instanceof Error) || !error.name.startsWith("NoSuchEntity")) throw error;
      });
    await pool.workspace.apply();
  });

  const role = () => roleNameOf(pool.outputs.authenticated_role_arn);

  /** Settings of the app that are not the stack's. */
  function configWith(auth: Readonly<Record<string, unknown>>): string {
    const { auth: own, ...rest } = pool.outputs.client_config as { auth: object };
    const file = join(pool.workspace.folder, "other-outputs.json");
    writeFileSync(file, JSON.stringify({ ...rest, auth: { ...own, ...auth } }));
    return file;
  }

  const trusting = (...Statement: Statement[]) =>
    iam().send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: role(),
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
      }),
    );

  const allowing = (statement: Statement) =>
    iam().send(
      new PutRolePolicyCommand({
        RoleName: role(),
        PolicyName: "too-much",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      }),
    );

  const attaching = (Roles: SetIdentityPoolRolesCommandInput["Roles"]) =>
    cognitoIdentity().send(new SetIdentityPoolRolesCommand({ IdentityPoolId: id, Roles }));

  const another = "us-east-1:11111111-2222-3333-4444-555555555555";

  /** Fault, cause, and what the app knows then. */
  const FAULTS: readonly [fault: string, cause: string, put: () => Promise<unknown>][] = [
    [
      "an app client that the identity pool does not have",
      "client-not-of-identity-pool",
      async () => configWith({ user_pool_client_id: await makeClient(pool.userPool.userPoolId) }),
    ],
    [
      "a user pool that the identity pool does not have",
      "user-pool-not-of-identity-pool",
      async () => {
        const { userPoolId, userPoolClientId } = await userPoolWithUsers();
        return configWith({ user_pool_id: userPoolId, user_pool_client_id: userPoolClientId });
      },
    ],
    [
      "an app client that does not exist",
      "client-not-of-user-pool",
      () => Promise.resolve(configWith({ user_pool_client_id: "1h57kf5cpq17m0eml12EXAMPLE" })),
    ],
    [
      "an identity pool of another region",
      "region",
      () => Promise.resolve(configWith({ identity_pool_id: id.replace("us-east-1", "eu-west-1") })),
    ],
    [
      "an identity pool that is gone",
      "no-such-identity-pool",
      () => Promise.resolve(configWith({ identity_pool_id: another })),
    ],
    ["a trust policy for another pool (aud)", "trust-aud", () => trusting(trust(another, "authenticated"))],
    ["a trust policy for guests (amr)", "trust-amr", () => trusting(trust(id, "unauthenticated"))],
    [
      "a trust policy for another service",
      "trust-policy",
      () => trusting({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
    ],
    ["no role attached", "no-role", () => attaching({})],
    [
      "a role that does not exist",
      "role-missing",
      () => attaching({ authenticated: "arn:aws:iam::000000000000:role/gone" }),
    ],
  ];

  test.each(FAULTS)("%s: exit 1, and the cause is %s", async (_fault, cause, put) => {
    const answer = await put();
    const config = typeof answer === "string" ? answer : pool.config;
    const [known, guessed] = await Promise.all([
      checkOf({ ...pool, config }),
      // Where nobody may read the pool's configuration, the message alone is left.
      checkOf({ ...pool, config }, [], { account: false }),
    ]);
    expect([known.status, guessed.status]).toEqual([1, 1]);
    const causesIn = ({ refusedSignIns }: AccessCheck) =>
      refusedSignIns.map(({ who, causes }) => [who, causes.map((each) => each.id)]);
    expect(known.check.refusedSignIns.map(({ certain }) => certain)).toEqual([true, true]);
    expect(causesIn(known.check)).toEqual([
      ["ada", [cause]],
      ["bob", [cause]],
    ]);
    expect(causesIn(guessed.check)).toEqual([
      ["ada", expect.arrayContaining([cause])],
      ["bob", expect.arrayContaining([cause])],
    ]);
    expect(await keysIn(pool.bucket)).toEqual([]);
  });

  test("the token check on and the user signed out everywhere: exit 1, and the cause is token-check", async () => {
    const { userPoolId } = pool.userPool;
    await userPools().send(
      new UpdateUserPoolClientCommand({
        UserPoolId: userPoolId,
        ClientId: pool.userPool.userPoolClientId,
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      }),
    );
    const { idToken } = await signIn(localAws(), pool.userPool, "cy");
    await userPools().send(new AdminUserGlobalSignOutCommand({ UserPoolId: userPoolId, Username: "cy" }));
    const env = { IDENTITY_POOL_CHECK_ID_TOKEN: idToken };
    const { status, check } = await checkOf(pool, [], { env });
    expect([status, check.refusedSignIns.map(({ who, causes }) => [who, causes.map((each) => each.id)])]).toEqual([
      1,
      [["cy", ["token-check"]]],
    ]);
    await userPools().send(
      new UpdateUserPoolClientCommand({
        UserPoolId: userPoolId,
        ClientId: pool.userPool.userPoolClientId,
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      }),
    );
  });

  test("a policy that reaches others' objects: exit 1, and what was written to them is removed", async () => {
    await allowing({
      Effect: "Allow",
      Action: "s3:*",
      Resource: [`arn:aws:s3:::${pool.bucket}`, `arn:aws:s3:::${pool.bucket}/*`],
    });
    const { status, check } = await checkOf(pool);
    expect([status, unlike(check)]).toEqual([
      1,
      ["objects.read-other", "objects.write-other", "objects.delete-other", "objects.list-all", "objects.list-other"],
    ]);
    expect(await keysIn(pool.bucket)).toEqual([]);
  });

  test("a policy that keeps users from their own objects: exit 1", async () => {
    await allowing({ Effect: "Deny", Action: "s3:PutObject", Resource: "*" });
    const { status, check } = await checkOf(pool);
    expect([status, unlike(check)]).toEqual([1, expect.arrayContaining(["objects.write-own"])]);
  });

  test("guests get credentials though they are not meant to: exit 1", async () => {
    const settings = await identityPool(id);
    await cognitoIdentity().send(
      new UpdateIdentityPoolCommand({
        ...settings,
        IdentityPoolId: id,
        IdentityPoolName: settings.IdentityPoolName,
        AllowUnauthenticatedIdentities: true,
      }),
    );
    await attaching({
      authenticated: pool.outputs.authenticated_role_arn,
      unauthenticated: pool.outputs.authenticated_role_arn,
    });
    await trusting(trust(id, "*"));
    const { status, check } = await checkOf(pool);
    expect([status, unlike(check)]).toEqual([1, expect.arrayContaining(["credentials.guest", "objects.write-own"])]);
    expect(await keysIn(pool.bucket)).toEqual([]);
  });

  test("guests get no credentials though they are meant to: exit 1, and the cause is guests-off", async () => {
    const { status, check } = await checkOf(pool, ["--guests", "on"]);
    expect([status, unlike(check), check.refusedSignIns[0]?.causes[0]?.id]).toEqual([
      1,
      ["credentials.guest"],
      "guests-off",
    ]);
  });
});

describeOnLocalAws("identity-pool-check", () => {
  let pool: DeployedPool;

  beforeAll(async () => {
    pool = await deployPool({ permissions: "least-privilege" });
  });

  const allArgs = () => ["--config", pool.config, "--bucket", pool.bucket, ...USERS];

  test("prints a table, and neither password nor token", async () => {
    const { status, stdout, stderr } = await runCheck(allArgs());
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^who +tries +whose +promised +seen$/m);
    expect(stdout).toMatch(/^bob +reads an object +ada's +refused +refused$/m);
    expect(stdout).toMatch(/^As promised: (\d+) of \1\.$/m);
    expect(stdout).not.toContain(PASSWORD);
    expect(stdout).not.toMatch(/eyJ|ASIA/);
  });

  test.each([
    ["a wrong password", {}, { IDENTITY_POOL_CHECK_PASSWORD: "Wrong-horse-7" }, /the name or the password is wrong/],
    [
      "no password",
      {},
      { IDENTITY_POOL_CHECK_PASSWORD: "" },
      /set IDENTITY_POOL_CHECK_PASSWORD, or IDENTITY_POOL_CHECK_ID_TOKEN/,
    ],
    ["no network", {}, { AWS_ENDPOINT_URL: "http://127.0.0.1:9" }, /ada could not sign in: .*ECONNREFUSED/],
    [
      "a text for a token",
      {},
      { IDENTITY_POOL_CHECK_ID_TOKEN: "secret" },
      /IDENTITY_POOL_CHECK_ID_TOKEN does not hold a token/,
    ],
  ])("%s: exit 2, and one line says why", async (_what, _none, env, words) => {
    const { status, stdout, stderr } = await runCheck(allArgs(), { env });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).not.toContain("secret");
  });

  test("a user with a temporary password, and a flow that the app client does not allow: exit 2", async () => {
    await makeUser(pool.userPool.userPoolId, "temp", { Permanent: false });
    const config = ["--config", pool.config];
    expect(await runCheck([...config, "--user", "temp"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("the password is temporary") as string,
    });
    expect(await runCheck([...config, "--user", "ada", "--auth-flow", "USER_PASSWORD_AUTH"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Try --auth-flow USER_SRP_AUTH") as string,
    });
  });

  test("a bucket that is not there: exit 2, for nothing says that a promise is broken", async () => {
    const { status, check } = await checkOf({ ...pool, bucket: `${pool.bucket}-gone` });
    expect([status, check.verdict]).toEqual([2, "incomplete"]);
    expect(check.rows.find((row) => row.id === "objects.write-own")).toMatchObject({
      seen: "unknown",
      answer: expect.stringContaining("NoSuchBucket") as string,
    });
  });

  test("one user alone: what takes two is named as not tried", async () => {
    const { status, check } = await checkOf(pool, ["--user", "ada"]);
    expect([status, check.notTried]).toEqual([
      0,
      [{ what: "another user's data", reason: "only one user is signed in" }],
    ]);
  });

  test("a signal: what was written is removed, and the exit code is the shells'", async () => {
    let child: { kill(signal: NodeJS.Signals): boolean } | undefined;
    const written: string[] = [];
    const proxy = await proxyTo(localAws().endpoint, (method, url) => {
      if (method !== "PUT") return;
      written.push(url);
      child?.kill("SIGTERM");
    });
    const { port } = proxy.address() as AddressInfo;
    const { status, stderr } = await runCheck(allArgs(), {
      env: { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` },
      during: (started) => {
        child = started;
      },
    });
    proxy.close();
    expect([status, written.length]).toEqual([143, 1]);
    expect(stderr).toContain("the check was interrupted");
    expect(await keysIn(pool.bucket)).toEqual([]);
  });

  test("a bucket that keeps versions: what cannot be removed is named", async () => {
    const s3 = new S3Client({ ...administrator(localAws()), forcePathStyle: true });
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: pool.bucket, VersioningConfiguration: { Status: "Enabled" } }),
    );
    const { status, check } = await checkOf(pool);
    expect([status, check.left]).toEqual([
      0,
      [
        expect.stringMatching(
          /^s3:\/\/.*identity-pool-check-.* \(deleted, and kept by the bucket as earlier versions\)$/,
        ),
      ],
    ]);
    expect(await keysIn(pool.bucket)).toEqual([]);
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: pool.bucket, VersioningConfiguration: { Status: "Suspended" } }),
    );
  });

  test("a table with rows of one's own: others' are refused, and what was written is removed", async () => {
    const dynamodb = new DynamoDBClient(administrator(localAws()));
    const TableName = `${pool.workspace.name}-rows`;
    await dynamodb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [
          { AttributeName: "owner", AttributeType: "S" },
          { AttributeName: "at", AttributeType: "N" },
        ],
        KeySchema: [
          { AttributeName: "owner", KeyType: "HASH" },
          { AttributeName: "at", KeyType: "RANGE" },
        ],
      }),
    );
    const put = (Condition: object) =>
      iam().send(
        new PutRolePolicyCommand({
          RoleName: roleNameOf(pool.outputs.authenticated_role_arn),
          PolicyName: "rows",
          PolicyDocument: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "dynamodb:*", Resource: "*", Condition }],
          }),
        }),
      );
    const table = ["--table", `${TableName}:owner:at:N`];
    await put({
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${cognito-identity.amazonaws.com:sub}"] },
      Null: { "dynamodb:LeadingKeys": "false" },
    });
    const right = await checkOf(pool, table);
    expect([right.status, unlike(right.check)]).toEqual([0, []]);
    expect(right.check.rows.filter((row) => row.id.startsWith("rows."))).toHaveLength(8);
    await put({});
    const wrong = await checkOf(pool, table);
    expect([wrong.status, unlike(wrong.check)]).toEqual([
      1,
      ["rows.read-other", "rows.query-other", "rows.write-other", "rows.delete-other", "rows.scan"],
    ]);
    expect((await dynamodb.send(new ScanCommand({ TableName }))).Items).toEqual([]);
  });
});

describeOnLocalAws("identity-pool-check by the policies of a state", () => {
  /** The pool's state, as Terraform shows it. */
  const stateOf = ({ workspace }: Pick<DeployedPool, "workspace">) => workspace.terraform("show", "-json");

  /** What is promised and seen, by the row's id. */
  const promised = ({ rows }: AccessCheck) =>
    Object.fromEntries(rows.map(({ id, promised: promise }) => [id, promise]));

  test.each([
    ["the guide's permissions", {}],
    ["guests and least privilege", { permissions: "least-privilege", allowUnauthenticatedIdentities: true }],
  ] as const)("with %s the state promises what both sets of permissions do", async (_setting, props) => {
    const pool = await deployPool(props);
    const state = join(pool.workspace.folder, "state.json");
    writeFileSync(state, await stateOf(pool));
    const [byState, bySets] = [await checkOf(pool, ["--state", state]), await checkOf(pool)];
    expect([byState.status, unlike(byState.check), byState.check.left]).toEqual([0, [], []]);
    // Of a list of one's own the sets say nothing, for some apps have it.
    expect(promised(byState.check)).toEqual({ ...promised(bySets.check), "objects.list-own": "refused" });
  });

  test("of the example own-files it promises a list of one's own too, and so it is: exit 0", async () => {
    const { userPoolId, userPoolClientId } = await userPoolWithUsers();
    const { region } = localAws();
    const workspace = new Workspace();
    const bucket = `${workspace.name}-uploads`;
    await workspace.runExample("own-files.ts", {
      "notes-app-uploads": bucket,
      '"notes"': `"${workspace.name}"`,
      "eu-west-1_AbCdEfGhI": userPoolId,
      "1h57kf5cpq17m0eml12EXAMPLE": userPoolClientId,
      "eu-west-1": region,
    });
    await workspace.init();
    const { identity_pool_id: identityPoolId } = await workspace.apply();
    const settings = ["--identity-pool-id", identityPoolId, "--bucket", bucket, "--key-separator", "/", ...USERS];
    const users = ["--user-pool-id", userPoolId, "--user-pool-client-id", userPoolClientId];
    const { status, stdout, stderr } = await runCheck([...settings, ...users, "--state", "-", "--format", "json"], {
      input: await stateOf({ workspace }),
    });
    expect([status, stderr]).toEqual([0, ""]);
    const check = JSON.parse(stdout) as AccessCheck;
    expect([unlike(check), check.notTried, check.left]).toEqual([[], [], []]);
    expect(promised(check)).toMatchObject({
      "objects.list-own": "allowed",
      "objects.list-all": "refused",
      "objects.list-other": "refused",
      "objects.read-own": "allowed",
      "objects.read-other": "refused",
    });
  });

  test("less than what is deployed, because a policy was added by hand: exit 1", async () => {
    const pool = await deployPool({ permissions: "least-privilege" });
    const input = await stateOf(pool);
    await iam().send(
      new PutRolePolicyCommand({
        RoleName: roleNameOf(pool.outputs.authenticated_role_arn),
        PolicyName: "by-hand",
        PolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "s3:ListBucket", Resource: `arn:aws:s3:::${pool.bucket}` }],
        }),
      }),
    );
    const { status, check } = await checkOf(pool, ["--state", "-"], { input });
    expect([status, check.verdict, unlike(check)]).toEqual([
      1,
      "not-as-promised",
      ["objects.list-own", "objects.list-all", "objects.list-other"],
    ]);
  });

  test("more than what is deployed, because a policy was taken away by hand: exit 1", async () => {
    const pool = await deployPool({ permissions: "least-privilege" });
    const input = await stateOf(pool);
    const RoleName = roleNameOf(pool.outputs.authenticated_role_arn);
    for (const PolicyName of await inlinePolicyNames(RoleName)) {
      await iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    }
    const { status, check } = await checkOf(pool, ["--state", "-"], { input });
    expect([status, unlike(check)]).toEqual([1, ["objects.write-own", "objects.delete-own"]]);
    // S3 answers AccessDenied for what is not there.
    expect(check.notTried).toEqual([
      { what: "ada reads an object, their own", reason: "no object could be written" },
      { what: "bob reads an object, ada's", reason: "no object could be written" },
    ]);
  });

  test("a policy that the state does not hold: exit 2, no promise is made, and the cause is named", async () => {
    const pool = await deployPool();
    const state = JSON.parse(await stateOf(pool)) as { values: { root_module: { resources: object[] } } };
    state.values.root_module.resources.push({
      address: "aws_iam_role_policy_attachment.more",
      mode: "managed",
      type: "aws_iam_role_policy_attachment",
      name: "more",
      values: { role: roleNameOf(pool.outputs.authenticated_role_arn), policy_arn: "arn:aws:iam::1:policy/more" },
    });
    const args = ["--config", pool.config, "--bucket", pool.bucket, ...USERS, "--state", "-"];
    const { status, stdout } = await runCheck(args, { input: JSON.stringify(state) });
    expect(status).toBe(2);
    const why =
      "aws_iam_role_policy_attachment.more: a policy: the managed policy arn:aws:iam::1:policy/more is not in the file";
    expect(stdout).toMatch(new RegExp(`^ada +writes an object +their own +unknown +allowed +\\? ${why}$`, "m"));
    // What the guardrail denies, no policy allows.
    expect(stdout).toMatch(/^ada +reads the pool's settings +the pool's +refused +refused$/m);
    expect(stdout).toMatch(/^Not known: \d+ with an unknown promise\.$/m);
    expect(await keysIn(pool.bucket)).toEqual([]);
  });

  test("the state of another pool: exit 2, before anybody signs in", async () => {
    const [pool, other] = [await deployPool(), await deployPool()];
    const args = ["--config", pool.config, "--bucket", pool.bucket, ...USERS, "--state", "-"];
    const { status, stdout, stderr } = await runCheck(args, { input: await stateOf(other) });
    expect([status, stdout, stderr]).toEqual([
      2,
      "",
      `identity-pool-check: the state cannot be used. There is no identity pool ${pool.outputs.identity_pool_id} in this file: it has ${other.outputs.identity_pool_id}\n`,
    ]);
  });

  test("a role mapping: the promise is that of the role in the user's token", async () => {
    const pool = await deployPool({ permissions: "least-privilege" });
    const state = JSON.parse(await stateOf(pool)) as State;
    const { userPoolId, userPoolClientId } = pool.userPool;
    const provider = `cognito-idp.${localAws().region}.amazonaws.com/${userPoolId}:${userPoolClientId}`;
    const RoleArn = await makeReadersRole(pool);
    await cognitoIdentity().send(
      new SetIdentityPoolRolesCommand({
        IdentityPoolId: pool.outputs.identity_pool_id,
        Roles: { authenticated: pool.outputs.authenticated_role_arn },
        RoleMappings: { [provider]: { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" } },
      }),
    );
    await userPools().send(new CreateGroupCommand({ UserPoolId: userPoolId, GroupName: "readers", RoleArn }));
    await userPools().send(
      new AdminAddUserToGroupCommand({ UserPoolId: userPoolId, GroupName: "readers", Username: "bob" }),
    );
    const resources = state.values.root_module.resources;
    for (const { type, values } of resources) {
      if (type !== "aws_cognito_identity_pool_roles_attachment") continue;
      values.role_mapping = [
        { identity_provider: provider, type: "Token", ambiguous_role_resolution: "AuthenticatedRole" },
      ];
    }
    const input = () => JSON.stringify(state);
    const open = await checkOf(pool, ["--state", "-"], { input: input() });
    expect([open.status, open.check.verdict]).toEqual([2, "incomplete"]);
    expect(open.check.rows.filter(({ promised: promise }) => promise === "unknown").map(({ who }) => who)).toEqual(
      open.check.rows.filter(({ who }) => who === "bob").map(({ who }) => who),
    );
    const name = roleNameOf(RoleArn);
    resources.push(
      {
        address: "aws_iam_role.readers",
        type: "aws_iam_role",
        values: { name, id: name, arn: RoleArn, assume_role_policy: JSON.stringify(trustOf(pool)) },
      },
      {
        address: "aws_iam_role_policy.readers",
        type: "aws_iam_role_policy",
        values: { role: name, name: "all", policy: JSON.stringify(allObjectsOf(pool)) },
      },
    );
    const known = await checkOf(pool, ["--state", "-"], { input: input() });
    expect([known.status, unlike(known.check)]).toEqual([0, []]);
    expect(promised(known.check)).toMatchObject({ "objects.read-other": "allowed", "objects.write-other": "refused" });
  });
});

interface State {
  values: { root_module: { resources: { address: string; type: string; values: Record<string, unknown> }[] } };
}

const trustOf = ({ outputs }: DeployedPool) => ({
  Version: "2012-10-17",
  Statement: [trust(outputs.identity_pool_id, "authenticated")],
});

const allObjectsOf = ({ bucket }: DeployedPool) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` }],
});

/** A role for a group, whose members read everybody's objects. */
async function makeReadersRole(pool: DeployedPool): Promise<string> {
  const RoleName = `${pool.workspace.name}-readers`;
  const { Role } = await iam().send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trustOf(pool)) }),
  );
  const PolicyDocument = JSON.stringify(allObjectsOf(pool));
  await iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: "all", PolicyDocument }));
  return Role?.Arn ?? "";
}

describeOnLocalAws("the README of identity-pool-check", () => {
  const file = join(project, "check", "README.md");
  const readme = readFileSync(file, "utf8");
  const [commands = "", byState = "", ofGuests = ""] = Array.from(
    readme.matchAll(/^```sh\n([^]*?)^```/gm),
    ([, block = ""]) => block,
  );

  /** What the commands print in the stack's folder, as if the package were installed there. */
  const printedBy = (block: string, { folder, env }: Workspace, more: NodeJS.ProcessEnv = {}) => {
    const bin = join(folder, "bin");
    const cwd = join(folder, "cdktf.out", "stacks", "identity-pool");
    if (!existsSync(bin)) {
      mkdirSync(bin);
      const terraform = execFileSync("sh", ["-c", 'command -v "$0"', terraformBinary()], { encoding: "utf8" }).trim();
      symlinkSync(terraform, join(bin, "terraform"));
      symlinkSync(join(project, "node_modules"), join(cwd, "node_modules"));
    }
    const { endpoint, region } = localAws();
    return execFileSync("bash", ["-euo", "pipefail", "-c", block], {
      cwd,
      input: `${PASSWORD}\n`,
      encoding: "utf8",
      env: {
        ...process.env,
        ...env,
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: region,
        PATH: [bin, process.env.PATH].join(delimiter),
        npm_config_offline: "true",
        npm_config_update_notifier: "false",
        ...more,
      },
    });
  };

  test("its commands run as they stand there, and print what it shows", async () => {
    const pool = await deployPool();
    const run = (block: string, env?: NodeJS.ProcessEnv) =>
      printedBy(block.replace("notes-uploads", pool.bucket), pool.workspace, env);
    const output = run(commands);
    const shown = output.replaceAll(pool.outputs.identity_pool_id, "us-east-1:12345678-1234-1234-1234-123456789012");
    const written = readme.replace(/(<!-- check: written by a test -->\n\n```\n)[^]*?(```)/, `$1${shown}$2`);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, written);
    expect(written).toBe(readFileSync(file, "utf8"));
    expect(shown).toMatch(/^As promised/m);
    expect(byState).toContain("--state -");
    expect(run(byState, { IDENTITY_POOL_CHECK_PASSWORD: PASSWORD })).toMatch(/^As promised: 19 of 19\.$/m);
  });

  test("the command for a pool of guests alone runs as it stands there, and by the state too", async () => {
    const workspace = new Workspace();
    workspace.synthesizeShipped({ authenticatedRole: "none", allowUnauthenticatedIdentities: true });
    await workspace.init();
    await workspace.apply();
    const asGuests = ofGuests.trim();
    expect(asGuests).toMatch(/ --guests alone$/);
    const credentials = / asks for credentials +allowed +allowed$/gm;
    const shown = printedBy(asGuests, workspace);
    expect([shown.match(credentials)?.length, shown]).toEqual([1, expect.stringContaining("As promised: 8 of 8.")]);
    const byItsState = printedBy(`terraform show -json > state.json; ${asGuests} --state state.json`, workspace);
    // Both guests get credentials.
    expect([byItsState.match(credentials)?.length, byItsState]).toEqual([
      2,
      expect.stringContaining("As promised: 9 of 9."),
    ]);
  });
});

/** Passes requests on, and tells of each once it is answered, before the answer goes back. */
async function proxyTo(endpoint: string, onAnswer: (method: string, url: string) => void): Promise<Server> {
  const { hostname, port } = new URL(endpoint);
  const server = createServer((incoming, outgoing) => {
    const { method = "", url = "", headers } = incoming;
    const passedOn = request({ hostname, port, method, path: url, headers }, (answer) => {
      onAnswer(method, url);
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
