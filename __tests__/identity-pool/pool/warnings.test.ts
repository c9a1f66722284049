import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { IdentityPool } from "../../../src";
import type { IdentityPoolProps } from "../../../src";
import { problems, stackWith, testApp } from "../../support/synth";
import { CLIENT, OTHER_CLIENT, pool, ROLE } from "../pools";

/** The warnings that the CDKTF CLI prints. */
function warnings(build: Parameters<typeof stackWith>[0]): string[] {
  const stack = stackWith(build);
  Testing.synth(stack);
  return warningsIn(stack);
}

function warningsIn(stack: ReturnType<typeof stackWith>): string[] {
  return stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data)));
}

const empty = (props: Partial<IdentityPoolProps>) => pool({ userPoolClients: undefined, ...props });

test("a login whose app id is undefined, such as that of a variable of the environment, gets a warning", () => {
  expect(warnings(pool({ socialLogins: { google: undefined, apple: "com.example.notes" } }))).toEqual([
    expect.stringContaining("socialLogins.google is undefined, so nobody signs in with it"),
  ]);
});

test("one role for users and guests gets a warning, two roles do not", () => {
  const shared = (guests: string) =>
    warnings(pool({ authenticatedRole: { roleArn: ROLE }, unauthenticatedRole: { roleArn: guests } }));
  expect(shared(ROLE)).toEqual([
    expect.stringContaining(`authenticatedRole and unauthenticatedRole are one role, "${ROLE}"`),
  ]);
  expect(shared(`${ROLE}-guests`)).toEqual([]);
});

describe("a pool that nobody can sign in to", () => {
  test("gets a warning, and no second one when the stack is synthesized again", () => {
    const warning = [expect.stringContaining("Nobody can get credentials from this pool")];
    const stack = stackWith(empty({}));
    Testing.synth(stack);
    expect(warningsIn(stack)).toEqual(warning);
    Testing.synth(stack);
    expect(warningsIn(stack)).toEqual(warning);
  });

  test("is told to let guests in, where it is for them alone and takes no provider", () => {
    expect(warnings(empty({ authenticatedRole: "none", unauthenticatedRole: {} }))).toEqual([
      expect.stringMatching(/guests are off\. Set allowUnauthenticatedIdentities: true\. See/),
    ]);
    expect(warnings(empty({}))).toEqual([
      expect.stringMatching(/guests are off\. Give userPoolClients or another provider\. See/),
    ]);
  });

  test.each<[string, Partial<IdentityPoolProps>]>([
    ["a client", { userPoolClients: [CLIENT] }],
    ["a login", { socialLogins: { google: "123" } }],
    ["a SAML provider", { samlProviderArns: ["arn:aws:iam::123456789012:saml-provider/a"] }],
    ["an OpenID Connect provider", { openIdConnectProviderArns: ["arn:aws:iam::123456789012:oidc-provider/a"] }],
    ["a developer provider", { developerProviderName: "login" }],
    ["guests", { allowUnauthenticatedIdentities: true }],
  ])("is not one with %s", (_case, props) => {
    expect(warnings(empty(props))).toEqual([]);
  });

  test("is not one whose client is added late", () => {
    const late = pool({ userPoolClients: undefined }, (each) => {
      each.addUserPoolClient(CLIENT);
    });
    expect(warnings(late)).toEqual([]);
  });
});

describe("Twitter's secret", () => {
  const twitter = (consumerSecret: string) => ({ socialLogins: { twitter: { consumerKey: "key", consumerSecret } } });

  test("gets a warning where it stands in the code, and none as a token", () => {
    expect(warnings(pool(twitter("hunter2")))).toEqual([expect.stringContaining("is written in the code")]);
    const token = warnings((stack) => {
      const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true }).stringValue;
      pool(twitter(secret))(stack);
    });
    expect(token).toEqual([]);
  });

  test.each([
    ["empty", ""],
    ["missing", undefined as unknown as string],
    ["in two parts itself", "one;two"],
    ["too long with its key", "s".repeat(125)],
  ])("is refused where it is %s", (_, consumerSecret) => {
    expect(problems(pool(twitter(consumerSecret)))).toEqual([
      expect.stringContaining("give consumerKey and consumerSecret of letters, digits and . _ / -"),
    ]);
    expect(problems(pool(twitter("s".repeat(124))))).toEqual([]);
  });

  test("is repeated by no message", () => {
    const bad = "hunter2 with spaces";
    const found = problems(pool(twitter(bad)));
    expect(found).toEqual([expect.stringContaining("socialLogins.twitter")]);
    expect([...found, ...warnings(pool(twitter(bad)))].join("\n")).not.toContain("hunter2");
  });
});

describe("a grant to guests", () => {
  const guests = (...actions: string[]) =>
    pool({ allowUnauthenticatedIdentities: true }, ({ unauthenticatedRole }) => {
      unauthenticatedRole?.grant({ actions, resources: ["*"] });
    });

  test("of what AWS keeps from them gets a warning that names it", () => {
    expect(warnings(guests("ec2:RunInstances", "s3:GetObject", "athena:*"))).toEqual([
      expect.stringContaining("is granted athena:*, ec2:RunInstances, which guests cannot reach"),
    ]);
  });

  test("of what they can reach, if only in part, gets none", () => {
    expect(warnings(guests("s3:GetObject", "rum:*", "RUM:PutRumEvents", "*"))).toEqual([]);
  });

  test("of what the classic flow alone gives them gets none: it has no cap", () => {
    const classic = pool(
      { allowUnauthenticatedIdentities: true, allowClassicFlow: true },
      ({ unauthenticatedRole }) => {
        unauthenticatedRole?.grant({ actions: ["ec2:RunInstances", "geo-maps:GetTile"], resources: ["*"] });
      },
    );
    expect(warnings(classic)).toEqual([]);
  });

  test("of today's maps, places and routes gets one that names both of AWS's pages and claims neither", () => {
    expect(warnings(guests("geo-maps:GetTile", "geo:GetMapTile", "geo-routes:CalculateRoutes"))).toEqual([
      expect.stringMatching(
        /is granted geo-maps:GetTile, geo-routes:CalculateRoutes, and AWS's pages disagree .*authenticating-using-cognito\.html.*SessionPolicy\.html/,
      ),
    ]);
  });

  test("of what makes Amazon Location's resources gets one: guests reach part of the service", () => {
    expect(warnings(guests("geo:CreateKey", "geo:PutGeofence"))).toEqual([
      expect.stringContaining("is granted geo:CreateKey, which guests cannot reach"),
    ]);
  });

  test("of what only Terraform knows gets none", () => {
    const found = warnings((stack) => {
      guests(new TerraformVariable(stack, "action", {}).stringValue)(stack);
    });
    expect(found).toEqual([]);
  });

  test("that denies gets none", () => {
    const denied = pool({ allowUnauthenticatedIdentities: true }, ({ unauthenticatedRole }) => {
      unauthenticatedRole?.grant({ effect: "Deny", actions: ["ec2:*"], resources: ["*"] });
    });
    expect(warnings(denied)).toEqual([]);
  });

  test("is no matter of those who signed in", () => {
    const signedIn = (stack: Parameters<Parameters<typeof stackWith>[0]>[0]) => {
      const { authenticatedRole } = new IdentityPool(stack, "Pool", {
        identityPoolName: "n",
        userPoolClients: [CLIENT],
      });
      authenticatedRole.grant({ actions: ["ec2:RunInstances"], resources: ["*"] });
    };
    expect(warnings(signedIn)).toEqual([]);
  });
});

describe("managed policies beyond an account's default quota", () => {
  const policies = (count: number) => ({
    authenticatedRole: {
      managedPolicyArns: Array.from({ length: count }, (_, i) => `arn:aws:iam::123456789012:policy/notes${i}`),
    },
  });

  test("get one warning, those within it none", () => {
    expect(warnings(pool(policies(10)))).toEqual([]);
    expect(warnings(pool(policies(12)))).toEqual([
      expect.stringContaining("The role has more than 10 managed policies"),
    ]);
  });
});

describe("a statement that names a tag of the session", () => {
  const TAGS = { principalTags: [{ identityProvider: CLIENT, tags: { team: "custom:team" } }] };
  const reading = (folder: string, props: Partial<IdentityPoolProps> = {}) =>
    pool(props, ({ authenticatedRole }) => {
      authenticatedRole.grant({ actions: ["s3:GetObject"], resources: [`arn:aws:s3:::notes/${folder}/*`] });
    });

  test("gets a warning where no provider gives the tag: it matches nothing", () => {
    expect(warnings(reading("${aws:PrincipalTag/team}"))).toEqual([
      expect.stringContaining(
        'A grant names the tag "team" (aws:PrincipalTag/team), which no provider of the pool gives',
      ),
    ]);
  });

  test.each<[string, string, Partial<IdentityPoolProps>]>([
    ["a provider gives it", "${aws:PrincipalTag/team}", TAGS],
    ["the role has it itself", "${aws:PrincipalTag/Team}", { authenticatedRole: { tags: { team: "a" } } }],
    ["it has a default", "${aws:PrincipalTag/team, 'none'}", {}],
    ["it names none", "public", {}],
  ])("gets none where %s", (_, folder, props) => {
    expect(warnings(reading(folder, props))).toEqual([]);
  });

  test("gets a warning for guests, who have no tags", () => {
    const guests = pool({ ...TAGS, allowUnauthenticatedIdentities: true }, ({ unauthenticatedRole }) => {
      unauthenticatedRole?.grant({
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::notes/public/*"],
        condition: [{ test: "StringEquals", variable: "aws:PrincipalTag/team", values: ["a"] }],
      });
    });
    expect(warnings(guests)).toEqual([expect.stringContaining("which guests do not have, because they have no token")]);
  });
});

describe("users in none of the groups", () => {
  const withGroups = (props: Partial<IdentityPoolProps> = {}) =>
    pool({ userPoolClients: [CLIENT, OTHER_CLIENT], ...props }, (each) => {
      each.addGroup("editors", { userPoolClient: CLIENT, precedence: 1 });
      each.addGroup("readers", { userPoolClient: CLIENT, precedence: 2 });
    });
  const mapping = (ambiguousRoleResolution?: "AuthenticatedRole" | "Deny") => ({
    roleMappings: [{ identityProvider: CLIENT, type: "Token" as const, ambiguousRoleResolution }],
  });

  test("get no credentials, and a warning says so and how to give them the authenticated role", () => {
    expect(warnings(withGroups())).toEqual([
      expect.stringMatching(
        /^Users of \S+us-east-1_AbCdEfGhI:\w+ who are in none of the groups "editors" and "readers" get no credentials.*"AuthenticatedRole"/,
      ),
    ]);
    expect(warnings(withGroups(mapping()))).toHaveLength(1);
  });

  test.each(["AuthenticatedRole", "Deny"] as const)("get no warning where a mapping says %s", (resolution) => {
    expect(warnings(withGroups(mapping(resolution)))).toEqual([]);
    // The client's own mapping counts, not another's.
    const ofOther = [{ identityProvider: OTHER_CLIENT, type: "Token" as const, ambiguousRoleResolution: resolution }];
    expect(warnings(withGroups({ roleMappings: ofOther }))).toHaveLength(1);
  });

  test("get none in a pool without groups", () => {
    expect(warnings(pool())).toEqual([]);
  });
});

describe("two groups of a user pool", () => {
  const warningsOf = (editors?: number, readers?: number, client = CLIENT) =>
    warnings(
      pool({ userPoolClients: [CLIENT, OTHER_CLIENT] }, (each) => {
        for (const userPoolClient of [CLIENT, OTHER_CLIENT])
          each.addRoleMapping({ identityProvider: userPoolClient, type: "Token", ambiguousRoleResolution: "Deny" });
        each.addGroup("editors", { userPoolClient: CLIENT, precedence: editors });
        each.addGroup("readers", { userPoolClient: client, precedence: readers });
      }),
    );

  test.each([
    [undefined, "no precedence"],
    [0, "the same precedence, 0"],
  ])("with the precedence %s get a warning: who is in both has the role of neither", (precedence, words) => {
    expect(warningsOf(precedence, precedence)).toEqual([
      expect.stringContaining(`The groups "editors" and "readers" have ${words}: a user in two of them`),
    ]);
  });

  test("with two precedences, or with one, get none: one of them wins", () => {
    expect(warningsOf(1, 2)).toEqual([]);
    expect(warningsOf(1)).toEqual([]);
  });

  test("and of another one get none: nobody is in both", () => {
    expect(warningsOf(1, 1, OTHER_CLIENT)).toEqual([]);
  });
});

test.each([
  [true, 1],
  [false, 0],
  [undefined, 0],
])("a client whose construct has generateSecret: %s gets %i warnings", (generateSecret, count) => {
  const found = warnings((stack) => {
    const users = new CognitoUserPool(stack, "users", { name: "users" });
    const client = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users.id, generateSecret });
    pool({ userPoolClients: [CLIENT] }, (each) => {
      each.addUserPoolClient(client);
    })(stack);
  });
  expect(found).toEqual(Array(count).fill(expect.stringContaining("userPoolClients[1] is the construct test/web")));
});

test.each<[string, string[]]>([
  [
    "cn-north-1",
    ["the AWS provider's region is \"cn-north-1\", of the partition aws-cn, and the pool's `partition` is aws"],
  ],
  ["eu-west-1", []],
])("a pool beside an AWS provider of %s is warned of if that is another partition", (region, expected) => {
  const stack = new TerraformStack(testApp(), "test");
  new AwsProvider(stack, "elsewhere", { region: "us-gov-west-1", alias: "elsewhere" });
  new AwsProvider(stack, "aws", { region });
  pool()(stack);
  Testing.synth(stack);
  expect(warningsIn(stack)).toEqual(expected.map((each) => expect.stringContaining(each) as string));
});

test("a user pool of Ireland in a pool of China gets a warning", () => {
  const userPoolClients = [{ ...CLIENT, userPoolId: "eu-west-1_AbCdEfGhI" }];
  expect(warnings(pool({ region: "cn-north-1", userPoolClients }))).toEqual([
    expect.stringContaining('userPoolClients[0].userPoolId is "eu-west-1_AbCdEfGhI", of the partition aws'),
  ]);
});
