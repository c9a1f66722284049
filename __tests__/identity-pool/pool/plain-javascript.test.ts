/** What people write where no types are checked: plain JavaScript, tsx, values from a file. */
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { TerraformVariable } from "cdktf";
import type { TerraformStack } from "cdktf";
import { IdentityPool, IdentityPoolStack, Partition } from "../../../src";
import type { FederatedRole } from "../../../src";
import { problems, stackWith, synthesized, testApp } from "../../support/synth";
import { attachment, CLIENT, OIDC, ROLE, SAML } from "../pools";

/** As JavaScript sees it: anything goes anywhere. */
type Anything = never;

const given = (props: unknown) => (stack: TerraformStack) => new IdentityPool(stack, "Pool", props as Anything);

const withClient = (props: object) => given({ identityPoolName: "notes", userPoolClients: [CLIENT], ...props });

const call = (build: (pool: IdentityPool, role: FederatedRole) => void) => (stack: TerraformStack) => {
  const pool = new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients: [CLIENT] });
  build(pool, pool.authenticatedRole);
};

const rule = { claim: "department", matchType: "Equals", value: "finance", role: ROLE };

describe("a misspelt setting is a problem with the name that was meant", () => {
  test.each<[string, (stack: TerraformStack) => void, string]>([
    [
      "of a pool",
      given({ identityPoolNme: "notes" }),
      'identityPoolNme is "notes": there is no such setting, did you mean identityPoolName?',
    ],
    ["in snake case", given({ identity_pool_name: "notes" }), "did you mean identityPoolName?"],
    ["of the L1", withClient({ openidConnectProviderArns: [OIDC] }), "did you mean openIdConnectProviderArns?"],
    [
      "with letters exchanged",
      withClient({ samlProviderArsn: [SAML] }),
      "samlProviderArsn is a list of 1 entry: there is no such setting, did you mean samlProviderArns?",
    ],
    [
      "with letters exchanged in a short name",
      withClient({ tgas: { team: "notes" } }),
      "tgas is an object with team: there is no such setting, did you mean tags?",
    ],
    ["with a part too many", withClient({ allowClassicFlowForAll: true }), "did you mean allowClassicFlow?"],
    [
      "of no known name",
      withClient({ cors: true }),
      "cors is true: there is no such setting; the settings here are identityPoolName, userPoolClients",
    ],
    [
      "of a name like one that is given beside it",
      withClient({ identityPoolNames: ["notes"] }),
      "identityPoolNames is a list of 1 entry: there is no such setting; the settings here are identityPoolName,",
    ],
    [
      "of a client",
      given({ identityPoolName: "notes", userPoolClients: [{ userPoolId: CLIENT.userPoolId, clientID: "a" }] }),
      'userPoolClients[0].clientID is "a": there is no such setting, did you mean clientId?',
    ],
    [
      "of a role",
      withClient({ authenticatedRole: { permissionsBoundary: ROLE } }),
      "authenticatedRole.permissionsBoundary is",
    ],
    [
      "of a mapping",
      withClient({ roleMappings: [{ identityProvider: CLIENT, type: "Token", ambiguousRole: "Deny" }] }),
      'roleMappings[0].ambiguousRole is "Deny": there is no such setting, did you mean ambiguousRoleResolution?',
    ],
    [
      "of a rule",
      withClient({
        roleMappings: [{ identityProvider: CLIENT, type: "Rules", rules: [{ ...rule, match: "Equals" }] }],
      }),
      "roleMappings[0].rules[0].match is",
    ],
    [
      "of tags by provider",
      withClient({ principalTags: [{ identityProvider: CLIENT, tag: { team: "custom:team" } }] }),
      "principalTags[0].tag is an object with team: there is no such setting, did you mean tags?",
    ],
    [
      "of a social login",
      withClient({ socialLogins: { facbook: "1234567890" } }),
      "socialLogins.facbook is given as a text (not repeated here, because it may be secret): there is no such setting, did you mean facebook?",
    ],
    [
      "of addRole",
      call((pool) => pool.addRole("Finance", { roleNme: "finance" } as Anything)),
      '[test/Pool/Finance] roleNme is "finance": there is no such setting, did you mean roleName?',
    ],
    [
      "of addGroup",
      call((pool) => pool.addGroup("editors", { userPoolClient: CLIENT, precedance: 1 } as Anything)),
      'addGroup("editors").precedance is 1: there is no such setting, did you mean precedence?',
    ],
    [
      "of an imported pool",
      (stack) =>
        IdentityPool.fromIdentityPoolId(stack, "Pool", "us-east-1:12345678-1234-1234-1234-123456789012", {
          sessionTag: true,
        } as Anything),
      "sessionTag is true: there is no such setting, did you mean sessionTags?",
    ],
    [
      "of a partition",
      withClient({ partition: Partition.custom({ name: "aws-iso", dnsSufix: "c2s.ic.gov" } as Anything) }),
      'Partition.custom.dnsSufix is "c2s.ic.gov": there is no such setting, did you mean dnsSuffix?',
    ],
    [
      "of a statement, as IAM spells it",
      call((_, role) => {
        role.grant({ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["*"] } as Anything);
      }),
      "grant: statements[0].Action is a list of 1 entry: there is no such setting, did you mean actions?",
    ],
  ])("%s", (_case, build, message) => {
    const found = problems(build);
    expect(found.filter((problem) => problem.includes(message))).toHaveLength(1);
    expect(found.filter((problem) => !/See https:\/\/\S+$/.test(problem))).toEqual([]);
  });

  test("once: the setting that is missing for it is not reported too", () => {
    expect(problems(given({ identityPoolNme: "notes", userPoolClients: [CLIENT] }))).toHaveLength(1);
  });

  test("only where it is written: an instance of a class may have more", () => {
    class Client {
      readonly userPoolId = CLIENT.userPoolId;
      readonly description = "the web app's";
      get clientId() {
        return CLIENT.clientId;
      }
    }
    expect(problems(given({ identityPoolName: "notes", userPoolClients: [new Client()] }))).toEqual([]);
  });
});

test("what is wrong with one setting of an instance does not hide what is wrong with the others", () => {
  class Settings {
    readonly preventDestroy = "yes";
    get identityPoolName() {
      return `notes/${this.preventDestroy}`;
    }
  }
  expect(problems(given(new Settings()))).toEqual([
    expect.stringContaining('preventDestroy is "yes"'),
    expect.stringContaining('identityPoolName is "notes/yes"'),
  ]);
});

test("settings of a class that are getters reach Terraform like those that are written out", () => {
  class Logins {
    private readonly client = "123-abc";
    get google() {
      return `${this.client}.apps.googleusercontent.com`;
    }
  }
  const { resource } = synthesized(given({ identityPoolName: "notes", socialLogins: new Logins() }));
  expect(Object.values(resource.aws_cognito_identity_pool ?? {})).toEqual([
    expect.objectContaining({
      supported_login_providers: { "accounts.google.com": "123-abc.apps.googleusercontent.com" },
    }),
  ]);
});

test.each([
  [80, `"${"r".repeat(80)}": give`],
  [81, `"${"r".repeat(80)}..." (81 characters): give`],
])("a value of %i characters is repeated up to its eightieth", (length, message) => {
  expect(problems(withClient({ region: "r".repeat(length) }))).toEqual([
    expect.stringContaining(`region is ${message}`),
  ]);
});

test.each(["Resource", "RolesAttachment", "PrincipalTags0A1B2C3D", "Value0A1B2C3D"])(
  "the id %s is the library's own, and one that is like it is the app's",
  (id) => {
    const added = (given: string) => problems(call((pool) => pool.addRole(given)));
    expect(added(id)).toEqual([expect.stringContaining(`addRole: id is "${id}": the library uses this id itself`)]);
    for (const like of [`My${id}`, `${id}s`, id.slice(0, -1)]) expect(added(like)).toEqual([]);
  },
);

test("of two ids that cannot be used each is a problem", () => {
  const found = problems(
    call((pool) => {
      pool.addRole("");
      pool.addRole(7 as Anything);
    }),
  );
  expect(found).toEqual([expect.stringContaining('addRole: id is ""'), expect.stringContaining("addRole: id is 7")]);
});

test("a Map is no object with settings: its entries would be lost", () => {
  const maps = [new Map([["identityPoolName", "notes"]]), { identityPoolName: "notes", socialLogins: new Map() }];
  expect(maps.map((props) => problems(given(props)))).toEqual([
    [expect.stringContaining("the settings are an object of the class Map: give the settings of an identity pool")],
    [
      expect.stringContaining(
        "socialLogins is given as an object (not repeated here, because it may be secret): give the ids",
      ),
    ],
  ]);
});

describe("a value of another type is a problem with its name, its value and the rule", () => {
  const web: { clientId?: string } = {};
  test.each<[string, (stack: TerraformStack) => void, string]>([
    ["no settings at all", given(undefined), "identityPoolName"],
    [
      "a name that is missing",
      given({ userPoolClients: [CLIENT] }),
      "identityPoolName is missing: give a text of 1 to 128 characters",
    ],
    [
      "a name that is null",
      given({ identityPoolName: null, userPoolClients: [CLIENT] }),
      "identityPoolName is null: give",
    ],
    [
      "an id that came to be undefined",
      given({
        identityPoolName: "notes",
        userPoolClients: [{ userPoolId: CLIENT.userPoolId, clientId: web.clientId }],
      }),
      "userPoolClients[0].clientId is undefined: give a text of 1 to 128 characters",
    ],
    [
      "a text for a boolean",
      withClient({ allowUnauthenticatedIdentities: "false" }),
      'allowUnauthenticatedIdentities is "false": give true or false',
    ],
    [
      "a boolean in a client",
      given({ identityPoolName: "notes", userPoolClients: [{ ...CLIENT, serverSideTokenCheck: "true" }] }),
      'userPoolClients[0].serverSideTokenCheck is "true": give true or false',
    ],
    [
      "one client without its list",
      given({ identityPoolName: "notes", userPoolClients: CLIENT }),
      "userPoolClients is an object with userPoolId and clientId: give a list of user pool clients",
    ],
    [
      "ids for a client",
      given({ identityPoolName: "notes", userPoolClients: [CLIENT.clientId] }),
      'userPoolClients[0] is "1h57kf5cpq17m0eml12EXAMPLE": give a user pool client',
    ],
    [
      "one ARN without its list",
      withClient({ samlProviderArns: SAML }),
      `samlProviderArns is "${SAML}": give a list of`,
    ],
    [
      "an ARN for a role",
      withClient({ authenticatedRole: ROLE }),
      `authenticatedRole is "${ROLE}": give the settings of a new role`,
    ],
    [
      "a name for the partition",
      withClient({ partition: "aws-cn" }),
      'partition is "aws-cn": give a Partition, such as Partition.AWS_CN',
    ],
    [
      "a list of tags",
      withClient({ tags: [{ key: "team", value: "notes" }] }),
      "tags is a list of 1 entry: give tags, such as",
    ],
    [
      "a number for a tag",
      withClient({ tags: { team: 7 } }),
      'tags["team"] is 7: give a text of at most 256 characters',
    ],
    [
      "a text for seconds",
      withClient({ authenticatedRole: { maxSessionDurationSeconds: "3600" } }),
      'maxSessionDurationSeconds is "3600": give a whole number of seconds from 3600 to 43200',
    ],
    [
      "another mapping type",
      withClient({ roleMappings: [{ identityProvider: CLIENT, type: "token" }] }),
      'roleMappings[0].type is "token": give "Token" or "Rules" (did you mean "Token"?)',
    ],
    [
      "rules that are no list",
      withClient({ roleMappings: [{ identityProvider: CLIENT, type: "Rules", rules: rule }] }),
      "roleMappings[0].rules is an object with claim, matchType, value and role: give a list of rules",
    ],
    [
      "a role that came to be undefined",
      withClient({
        roleMappings: [{ identityProvider: CLIENT, type: "Rules", rules: [{ ...rule, role: undefined }] }],
      }),
      "roleMappings[0].rules[0].role is undefined: give a role of this pool (addRole)",
    ],
    [
      "a provider that came to be undefined",
      withClient({ roleMappings: [{ identityProvider: undefined, type: "Token" }] }),
      "roleMappings[0].identityProvider is undefined: give a provider's name or ARN",
    ],
    [
      "Twitter's key in one text",
      withClient({ socialLogins: { twitter: "key;hunter2" } }),
      "socialLogins.twitter is given as a text (not repeated here, because it may be secret): give both parts",
    ],
    [
      "a client of addUserPoolClient",
      call((pool) => {
        pool.addUserPoolClient({ userPoolId: CLIENT.userPoolId } as Anything);
      }),
      "userPoolClients[1].clientId is missing",
    ],
    [
      "a group without a client",
      call((pool) => pool.addGroup("editors", {} as Anything)),
      'addGroup("editors").userPoolClient is missing: give a user pool client',
    ],
    [
      "a group without options",
      call((pool) => (pool.addGroup as (name: string) => FederatedRole).call(pool, "editors")),
      'addGroup("editors") is undefined: give the options of a group',
    ],
    [
      "a group without a name",
      call((pool) => pool.addGroup(undefined as Anything, { userPoolClient: CLIENT })),
      "addGroup: name is undefined: give a text of 1 to 128 bytes",
    ],
    [
      "a role without an id",
      call((pool) => pool.addRole(undefined as Anything)),
      "addRole: id is undefined: give a text",
    ],
    ["a role with an empty id", call((pool) => pool.addRole("")), 'addRole: id is "": give a text'],
    [
      "a role of addRole by its ARN",
      call((pool) => pool.addRole("Finance", { roleArn: ROLE } as Anything)),
      "there is no such setting; give a role that exists where it is used",
    ],
    [
      "options beside a role's ARN",
      withClient({ authenticatedRole: { roleArn: ROLE, description: "Users" } }),
      'authenticatedRole.description is "Users": there is no such setting; a role that exists (roleArn) is used as it is',
    ],
    [
      "a list for statements",
      call((_, role) => {
        role.grant([{ actions: ["s3:*"], resources: ["*"] }] as Anything);
      }),
      "grant: statements[0] is a list of 1 entry: give the statements in it: spread the list",
    ],
    [
      "a statement for a list",
      call((_, role) => {
        role.addPolicy("Extra", { actions: ["s3:*"], resources: ["*"] } as Anything);
      }),
      "addPolicy: the statements are an object with actions and resources: give a list of statements",
    ],
    [
      "one action without its list",
      call((_, role) => {
        role.grant({ actions: "s3:GetObject", resources: ["*"] } as Anything);
      }),
      'grant: statements[0].actions is "s3:GetObject": give a list of actions',
    ],
    [
      "conditions as IAM writes them",
      call((_, role) => {
        role.grant({
          actions: ["s3:*"],
          resources: ["*"],
          condition: { StringEquals: { "s3:prefix": "a" } },
        } as Anything);
      }),
      "grant: statements[0].condition is an object with StringEquals: give a list of conditions",
    ],
    [
      "an imported pool without an id",
      (stack) => IdentityPool.fromIdentityPoolId(stack, "Pool", undefined as Anything),
      "identityPoolId is undefined: give an id of the form REGION:GUID",
    ],
    [
      "an imported pool without an ARN",
      (stack) => IdentityPool.fromIdentityPoolArn(stack, "Pool", undefined as Anything),
      "identityPoolArn is undefined: give an ARN of the form",
    ],
    [
      "a construct for its id",
      (stack) => {
        const users = new CognitoUserPool(stack, "users", { name: "users" });
        given({ identityPoolName: "notes", userPoolClients: [{ ...CLIENT, userPoolId: users }] })(stack);
      },
      "userPoolClients[0].userPoolId is the construct test/users: give",
    ],
    [
      "a promise for a client",
      given({ identityPoolName: "notes", userPoolClients: Promise.resolve([CLIENT]) }),
      "userPoolClients is a promise, which must be awaited first",
    ],
    [
      "a promise among clients",
      given({ identityPoolName: "notes", userPoolClients: [Promise.resolve(CLIENT)] }),
      "userPoolClients[0] is a promise, which must be awaited first",
    ],
    [
      "a promise for a statement",
      call((_, role) => {
        role.grant(Promise.resolve([]) as Anything);
      }),
      "grant: statements[0] is a promise, which must be awaited first",
    ],
    [
      "settings in the place of the id",
      (stack) => new IdentityPool(stack, { identityPoolName: "notes" } as Anything, undefined as Anything),
      "the construct's id is an object with identityPoolName: give a text",
    ],
    [
      "the ARN of a role under the name that it has in IAM",
      withClient({ authenticatedRole: { arn: ROLE } }),
      "as authenticatedRole or unauthenticatedRole, { roleArn, roleName }",
    ],
    [
      "the providers as AWS CDK has them",
      given({ identityPoolName: "notes", authenticationProviders: { userPools: [] } }),
      "there is no such setting; give user pools as userPoolClients",
    ],
    [
      "the dependencies as a raw resource has them",
      given({ identityPoolName: "notes", dependsOn: [] }),
      "there is no such setting; set `dependsOn` of the pool's `resource`, to entries such as CDKTF's dependable(bucket)",
    ],
    [
      "a mapping as AWS CDK has it",
      withClient({ roleMappings: [{ identityProvider: CLIENT, useToken: true, type: "Token" }] }),
      'roleMappings[0].useToken is true: there is no such setting; give type: "Token".',
    ],
    [
      "part of a list of Terraform's among others",
      (stack) => {
        const arns = new TerraformVariable(stack, "arns", { type: "list(string)" }).listValue;
        withClient({ samlProviderArns: [SAML, ...arns] })(stack);
      },
      "samlProviderArns is a list of 2 entries: give a list of ARNs of SAML providers; a list that only Terraform knows must be given alone, or be joined to others, as Token.asList(Fn.concat([...]))",
    ],
  ])("%s", (_case, build, message) => {
    const found = problems(build);
    expect(found.filter((problem) => problem.includes(message))).toHaveLength(1);
    expect(found.filter((problem) => !/See https:\/\/\S+$/.test(problem))).toEqual([]);
  });

  test("all of it is found at once, and reported once", () => {
    const found = problems(
      given({
        identityPoolName: 7,
        userPoolClients: [{ userPoolId: "a b" }, undefined],
        roleMappings: [{ identityProvider: { userPoolId: undefined, clientId: "a" }, type: "Role" }],
        principalTags: "custom:team",
        allowClassicFlow: 1,
        tags: null,
      }),
    );
    expect(found.map((problem) => problem.replace("[test/Pool] ", "").replace(/:.*/, ""))).toEqual([
      "identityPoolName is 7",
      "userPoolClients[0].clientId is missing",
      "userPoolClients[1] is undefined",
      "allowClassicFlow is 1",
      "roleMappings[0].identityProvider.userPoolId is undefined",
      'roleMappings[0].type is "Role"',
      'principalTags is "custom',
      "tags is null",
      'userPoolClients[0].userPoolId is "a b"',
    ]);
  });

  test("a secret is repeated by no message", () => {
    const found = problems(
      withClient({
        socialLogins: { twitter: { consumerKey: "key", consumerSecrt: "hunter2" }, twiter: "key;hunter2" },
      }),
    );
    expect(found).toHaveLength(2);
    expect(found.join("\n")).not.toContain("hunter2");
  });

  test.each([
    ["google", "GOCSPX-hunter2", "the client id, which ends with .apps.googleusercontent.com"],
    ["facebook", "0123456789abcdef0123456789abcdef", "the app id, which is a number"],
    ["amazon", "amzn1.oa2-cs.v1.hunter2", "the client id, which begins with amzn1.application-oa2-client"],
  ])("the secret of %s in the place of its id is refused, and not repeated", (login, secret, id) => {
    const [problem = "", ...others] = problems(withClient({ socialLogins: { [login]: secret } }));
    expect(others).toEqual([]);
    expect(problem).toContain(`socialLogins.${login} is a secret (not repeated here): give ${id}.`);
    expect(problem).not.toContain(secret);
  });
});

describe("the stack", () => {
  const shipped = (props: unknown) => new IdentityPoolStack(testApp(), "shipped", props as Anything).node.validate();

  test.each([
    [
      { permissions: "least_privilege" },
      'permissions is "least_privilege": give "serverless-stack-guide", "least-privilege" or "none" (did you mean "least-privilege"?)',
    ],
    [{ guardrail: "false" }, 'guardrail is "false": give true or false'],
    [{ identityPoolname: "notes" }, "did you mean identityPoolName?"],
    [{ userPoolClient: [] }, "did you mean userPoolClients?"],
    [{ userPoolClientID: "a" }, "did you mean userPoolClientId?"],
    [{ stateBackend: "s3" }, 'stateBackend is "s3": give a backend ({ type: "s3", config })'],
    [{ stateBackend: { type: "s3", bucket: "state" } }, 'stateBackend.bucket is "state": there is no such setting'],
    [{ adopt: { poolId: "a", authenticatedRoleName: "b" } }, "adopt.poolId"],
    [{ adopt: "us-east-1:1" }, 'adopt is "us-east-1:1": give a pool made in the console'],
    ["notes", 'the settings are "notes": give the settings of the stack'],
  ])("refuses %j", (props, message) => {
    expect(shipped(props).filter((problem) => problem.includes(message))).toHaveLength(1);
  });
});

/** Values of every type, put into every setting. */
const values: readonly unknown[] = [
  null,
  0,
  -1,
  Number.NaN,
  "",
  "x",
  true,
  [],
  [[]],
  [null],
  {},
  { a: 1 },
  () => 1,
  new Date(0),
  1n,
];

const settings = [
  ...["identityPoolName", "userPoolClients", "socialLogins", "openIdConnectProviderArns", "samlProviderArns", "tags"],
  ...["developerProviderName", "allowUnauthenticatedIdentities", "allowClassicFlow", "authenticatedRole", "region"],
  ...["unauthenticatedRole", "roleMappings", "principalTags", "partition", "preventDestroy"],
];

describe("nothing is thrown at once, whatever is given for", () => {
  test.each(settings)("%s", (setting) => {
    for (const value of values) {
      expect(() => stackWith(withClient({ [setting]: value }))).not.toThrow();
      problems(withClient({ [setting]: value }));
    }
  });

  test("what is called on a pool", () => {
    for (const value of values) {
      const found = problems((stack) => {
        const pool = new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients: [CLIENT] });
        pool.addUserPoolClient(value as Anything);
        pool.addRole(value as Anything, value as Anything);
        pool.addRoleMapping(value as Anything);
        pool.addGroup(value as Anything, value as Anything);
        pool.addPrincipalTags(value as Anything);
        pool.authenticatedRole.grant(value as Anything);
        pool.authenticatedRole.addPolicy(value as Anything, value as Anything);
        pool.authenticatedRole.attachManagedPolicy(value as Anything);
      });
      expect(found.length).toBeGreaterThan(3);
    }
  });
});

test("CDKTF's own constructs stand for their ids", () => {
  const found = problems((stack) => {
    const users = new CognitoUserPool(stack, "users", { name: "users" });
    const web = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users.id });
    given({
      identityPoolName: "notes",
      userPoolClients: [web],
      roleMappings: [{ identityProvider: web, type: "Token" }],
    })(stack);
  });
  expect(found).toEqual([]);
});

test("settings that are changed after they were given, for the next pool, leave the first pool as it was", () => {
  const json = synthesized((stack) => {
    const tags = { stage: "dev" };
    const rule = { claim: "sub", matchType: "Equals" as const, value: "dev", role: ROLE };
    const client = { ...CLIENT };
    const principalTags = { identityProvider: client, tags: { user: "sub" } };
    const role = { roleName: "dev", tags, managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] };
    const mapping = { identityProvider: client, type: "Rules" as const, rules: [rule] };
    new IdentityPool(stack, "Dev", {
      identityPoolName: "dev",
      userPoolClients: [client],
      authenticatedRole: role,
      roleMappings: [mapping],
      principalTags: [principalTags],
      tags,
    });
    tags.stage = "prod";
    rule.value = "prod";
    client.clientId = "prod";
    principalTags.tags.user = "email";
    mapping.rules.push(rule);
  });
  expect(JSON.stringify(json)).not.toMatch(/"(?:prod|email)"/);
  expect(attachment(json).role_mapping).toEqual([expect.objectContaining({ mapping_rule: [expect.anything()] })]);
});
