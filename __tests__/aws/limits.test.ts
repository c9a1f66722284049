/** Every row of the table of limits, at its edges, through the setting that it is for: a row without a setting fails. */
import { TerraformVariable } from "cdktf";
import fc from "fast-check";
import type { TerraformStack } from "cdktf";
import { IdentityPool, IdentityPoolStack, Partition } from "../../src";
import type { FederatedRoleOptions, IdentityPoolProps, IdentityPoolStackProps } from "../../src";
import { limits } from "../../src/aws/limits";
import type { TextLimit } from "../../src/aws/limits";
import { problems, testApp } from "../support/synth";

type Row = keyof typeof limits;

const IDENTITY = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference";
const USER_POOLS = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference";
const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";
const IAM_QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

/** What AWS takes, typed from its pages and not from the table: the smallest and the largest, and of texts some that
 *  its pattern takes and some that it does not. */
const aws: Record<Row, { page: string; min: number; max: number; takes?: string[]; refuses?: string[] }> = {
  identityPoolName: {
    page: `${IDENTITY}/API_CreateIdentityPool.html`,
    ...{ min: 1, max: 128, takes: ["a Z_0+=,.@-", "a\tb"], refuses: ["a/b", "a:b", "ä", "a\u00a0b", "a#"] },
  },
  identityPoolId: {
    page: `${IDENTITY}/API_DescribeIdentityPool.html`,
    ...{ min: 1, max: 55, takes: ["us-gov-west-1:0a-f9"], refuses: ["us-east-1:XYZ", "us-east-1", "us east:0a"] },
  },
  userPoolId: {
    page: `${USER_POOLS}/API_DescribeUserPool.html`,
    ...{ min: 1, max: 55, takes: ["ap-southeast-2_aB3"], refuses: ["us-east-1", "us-east-1_a-b", "us-east-1_"] },
  },
  clientId: {
    page: `${IDENTITY}/API_CognitoIdentityProvider.html`,
    ...{ min: 1, max: 128, takes: ["aZ_09"], refuses: ["a-b", "a+b", "a b"] },
  },
  developerProviderName: {
    page: `${IDENTITY}/API_CreateIdentityPool.html`,
    ...{ min: 1, max: 100, takes: ["login.my_App-1"], refuses: ["login/app", "login app", "login:app"] },
  },
  loginAppId: {
    page: `${IDENTITY}/API_CreateIdentityPool.html`,
    ...{ min: 1, max: 128, takes: ["a.b_c/d-1", "key;secret"], refuses: ["a b", "a:b", "a+b"] },
  },
  userPoolClients: { page: "https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html", min: 0, max: 50 },
  roleName: {
    page: `${IAM}/API_CreateRole.html`,
    ...{ min: 1, max: 64, takes: ["aZ_09+=,.@-"], refuses: ["a b", "a/b", "a:b"] },
  },
  roleNamePrefix: {
    page: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role#name_prefix",
    ...{ min: 1, max: 38, takes: ["aZ_09+=,.@-"], refuses: ["a b", "a/b", "a:b"] },
  },
  rolePath: {
    page: `${IAM}/API_CreateRole.html`,
    ...{ min: 1, max: 512, takes: ["/", "/a/", "/a/b!~/"], refuses: ["a/", "/a", "/a b/", "/ä/"] },
  },
  roleDescription: {
    page: `${IAM}/API_CreateRole.html`,
    ...{ min: 0, max: 1000, takes: ["", "Users\n~\u00ff"], refuses: ["\u20ac", "\u0000", "\u007f"] },
  },
  accountId: {
    page: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
    ...{ min: 12, max: 12, takes: ["012345678901"], refuses: ["1234-5678-901", "12345678901a", "١٢٣٤٥٦٧٨٩٠١٢"] },
  },
  assumedRoleArn: {
    page: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
    ...{ min: 20, max: 2048, takes: ["arn:aws-us-gov:iam::123456789012:role/ci/deploy"] },
    refuses: ["deploy-the-identity-pool", "arn:aws:iam::123456789012:user/deploy", "arn:aws:iam::aws:role/deployment"],
  },
  policyName: {
    page: `${IAM}/API_PutRolePolicy.html`,
    ...{ min: 1, max: 128, takes: ["aZ_09+=,.@-"], refuses: ["a b", "a/b", "a:b"] },
  },
  maxSessionDurationSeconds: { page: `${IAM}/API_CreateRole.html`, min: 3600, max: 43200 },
  managedPolicyArn: {
    page: `${IAM}/API_AttachRolePolicy.html`,
    min: 20,
    max: 2048,
    takes: ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws-us-gov:iam::123456789012:policy/service-role/Notes"],
    refuses: ["arn:aws:iam::123456789012:role/Notes", "arn:aws:iam::12:policy/Notes", "ReadOnlyAccess-of-AWS"],
  },
  managedPolicies: { page: IAM_QUOTAS, min: 0, max: 20 },
  roleMappings: { page: `${IDENTITY}/API_SetIdentityPoolRoles.html`, min: 0, max: 10 },
  mappedProviderCharacters: { page: `${IDENTITY}/API_SetIdentityPoolRoles.html`, min: 1, max: 128 },
  mappingRules: { page: `${IDENTITY}/API_RulesConfigurationType.html`, min: 1, max: 25 },
  mappingClaim: {
    page: `${IDENTITY}/API_MappingRule.html`,
    ...{ min: 1, max: 64, takes: ["custom:d\u00e9pt", "a/b"], refuses: ["a b", "a\tb"] },
  },
  mappingValue: { page: `${IDENTITY}/API_MappingRule.html`, min: 1, max: 128, takes: ["a b\u20ac"] },
  groupName: {
    page: `${USER_POOLS}/API_CreateGroup.html`,
    ...{ min: 1, max: 128, takes: ["caf\u00e9-1"], refuses: ["a b", "a\tb"] },
  },
  groupDescription: { page: `${USER_POOLS}/API_CreateGroup.html`, min: 0, max: 2048, takes: ["", "a b\u20ac"] },
  groupPrecedence: { page: `${USER_POOLS}/API_CreateGroup.html`, min: 0, max: 2147483647 },
  principalTags: { page: `${IDENTITY}/API_SetPrincipalTagAttributeMap.html`, min: 0, max: 50 },
  principalTagKey: { page: `${IDENTITY}/API_SetPrincipalTagAttributeMap.html`, min: 1, max: 128, takes: ["a b/c"] },
  principalTagClaim: { page: `${IDENTITY}/API_SetPrincipalTagAttributeMap.html`, min: 1, max: 256, takes: ["a b/c"] },
  tags: { page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html", min: 0, max: 50 },
  tagKey: {
    page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html",
    ...{ min: 1, max: 128, takes: ["caf\u00e9 _.:/=+-@"], refuses: ["a#b", "a,b", "a\tb"] },
  },
  tagValue: {
    page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html",
    ...{ min: 0, max: 256, takes: ["", "caf\u00e9 _.:/=+-@"], refuses: ["a#b", "a,b", "a\tb"] },
  },
  bucketName: {
    page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
    ...{ min: 3, max: 63, takes: ["a.b-9", "9ab"], refuses: ["Abc", "a_b", "-ab", "ab-", ".ab"] },
  },
  region: {
    page: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
    ...{ min: 1, max: 32, takes: ["us-gov-west-1", "cn-north-1"], refuses: ["eu-west", "EU-west-1", "us-east-1a"] },
  },
  inlinePolicyCharacters: { page: IAM_QUOTAS, min: 0, max: 10240 },
  trustPolicyCharacters: { page: IAM_QUOTAS, min: 0, max: 2048 },
};

/** Rows whose pattern takes every character. */
const anyCharacter: Row[] = ["mappingValue", "groupDescription", "principalTagKey", "principalTagClaim"];

const CLIENT = { userPoolId: "us-east-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" };

function pool(props: Partial<IdentityPoolProps>, more: (pool: IdentityPool) => void = () => undefined) {
  return (stack: TerraformStack) => {
    more(new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients: [CLIENT], ...props }));
  };
}

function role(options: FederatedRoleOptions) {
  return pool({ authenticatedRole: options });
}

function rule(change: { claim?: string; value?: string }) {
  const rules = [{ claim: "department", matchType: "Equals" as const, value: "finance", role: ROLE, ...change }];
  return pool({ roleMappings: [{ identityProvider: CLIENT, type: "Rules", rules }] });
}

const ROLE = "arn:aws:iam::123456789012:role/notes";
const SAML = "arn:aws:iam::123456789012:saml-provider/company";
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, "value"]));
const each = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, i) => make(i));

/** A text of the row's length, put into its setting, and one that is fine. */
const texts: Partial<Record<Row, { fine: string; put: (value: string) => (stack: TerraformStack) => void }>> = {
  identityPoolName: { fine: "notes app", put: (identityPoolName) => pool({ identityPoolName }) },
  identityPoolId: {
    fine: "us-east-1:12345678-1234-1234-1234-123456789012",
    put: (id) => (stack) => IdentityPool.fromIdentityPoolId(stack, "Pool", id),
  },
  userPoolId: { fine: CLIENT.userPoolId, put: (userPoolId) => pool({ userPoolClients: [{ ...CLIENT, userPoolId }] }) },
  clientId: { fine: CLIENT.clientId, put: (clientId) => pool({ userPoolClients: [{ ...CLIENT, clientId }] }) },
  developerProviderName: { fine: "login.notes", put: (developerProviderName) => pool({ developerProviderName }) },
  loginAppId: { fine: "123-abc.apps", put: (google) => pool({ socialLogins: { google } }) },
  roleName: { fine: "notes-users", put: (roleName) => role({ roleName }) },
  roleNamePrefix: { fine: "notes-", put: (roleNamePrefix) => role({ roleNamePrefix }) },
  rolePath: { fine: "/notes/", put: (path) => role({ path }) },
  roleDescription: { fine: "Users of notes", put: (description) => role({ description }) },
  policyName: {
    fine: "Uploads",
    put: (grantsPolicyName) =>
      pool({ authenticatedRole: { grantsPolicyName } }, ({ authenticatedRole }) => {
        authenticatedRole.grant({ actions: ["s3:*"], resources: ["*"] });
      }),
  },
  managedPolicyArn: {
    fine: "arn:aws:iam::123456789012:policy/service-role/Notes",
    put: (authenticatedManagedPolicyArn) => shippedStack({ adopt: { authenticatedManagedPolicyArn } }),
  },
  mappingClaim: { fine: "custom:department", put: (claim) => rule({ claim }) },
  mappingValue: { fine: "finance", put: (value) => rule({ value }) },
  groupName: { fine: "editors", put: (name) => pool({}, (each) => each.addGroup(name, { userPoolClient: CLIENT })) },
  groupDescription: {
    fine: "Those who edit",
    put: (description) => pool({}, (each) => each.addGroup("editors", { userPoolClient: CLIENT, description })),
  },
  principalTagKey: {
    fine: "team",
    put: (key) => pool({ principalTags: [{ identityProvider: CLIENT, tags: { [key]: "custom:team" } }] }),
  },
  principalTagClaim: {
    fine: "custom:team",
    put: (claim) => pool({ principalTags: [{ identityProvider: CLIENT, tags: { team: claim } }] }),
  },
  tagKey: { fine: "cost center", put: (key) => pool({ tags: { [key]: "notes" } }) },
  tagValue: { fine: "notes and more", put: (value) => pool({ tags: { team: value } }) },
  bucketName: { fine: "notes-uploads", put: (bucketName) => shippedStack({ bucketName }) },
  region: { fine: "eu-west-1", put: (region) => shippedStack({ region }) },
  accountId: { fine: "123456789012", put: (id) => shippedStack({ allowedAccountIds: [id] }) },
  assumedRoleArn: { fine: ROLE, put: (assumeRoleArn) => shippedStack({ assumeRoleArn }) },
};

function shippedStack(props: IdentityPoolStackProps) {
  return (stack: TerraformStack) => {
    const shipped = new IdentityPoolStack(testApp(), "shipped", props);
    stack.node.addValidation({ validate: () => shipped.node.validate() });
  };
}

const counts: Partial<Record<Row, (count: number) => (stack: TerraformStack) => void>> = {
  userPoolClients: (count) => pool({ userPoolClients: each(count, (i) => ({ ...CLIENT, clientId: `client${i}` })) }),
  managedPolicies: (count) =>
    role({ managedPolicyArns: each(count, (i) => `arn:aws:iam::123456789012:policy/notes${i}`) }),
  roleMappings: (count) => {
    const userPoolClients = each(count, (i) => ({ ...CLIENT, clientId: `client${i}` }));
    return pool({
      userPoolClients,
      roleMappings: userPoolClients.map((identityProvider) => ({ identityProvider, type: "Token" })),
    });
  },
  mappingRules: (count) =>
    pool({
      roleMappings: [
        {
          identityProvider: CLIENT,
          type: "Rules",
          rules: each(count, (i) => ({ claim: "department", matchType: "Equals", value: `d${i}`, role: ROLE })),
        },
      ],
    }),
  principalTags: (count) => pool({ principalTags: [{ identityProvider: CLIENT, tags: keys(count) }] }),
  tags: (count) => pool({ tags: keys(count) }),
};

const numbers: Partial<Record<Row, (value: number) => (stack: TerraformStack) => void>> = {
  maxSessionDurationSeconds: (maxSessionDurationSeconds) => role({ maxSessionDurationSeconds }),
  groupPrecedence: (precedence) => pool({}, (each) => each.addGroup("editors", { userPoolClient: CLIENT, precedence })),
  mappedProviderCharacters: (size) => {
    const arn = SAML.padEnd(size, "y");
    return pool({
      samlProviderArns: [arn],
      roleMappings: [{ identityProvider: arn, type: "Token" }],
      principalTags: [{ identityProvider: arn, tags: { team: "team" } }],
    });
  },
  inlinePolicyCharacters: (size) =>
    pool({}, ({ authenticatedRole }) => {
      authenticatedRole.grant(statementThatMakesAPolicyOf(size));
    }),
  trustPolicyCharacters: (size) =>
    pool({ userPoolClients: [], developerProviderName: "login", partition: partitionThatMakesATrustPolicyOf(size) }),
};

/** What IAM reads is `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}`. */
function statementThatMakesAPolicyOf(size: number) {
  const rest = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:","Resource":"*"}]}'.length;
  return { effect: "Allow", actions: [`s3:${"a".repeat(Math.max(size - rest, 1))}`], resources: ["*"] };
}

/** The trust policy, with sts:TagSession and without the pool's id, which is a token. */
function partitionThatMakesATrustPolicyOf(size: number) {
  const rest = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "c.c" },
        Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
        Condition: { StringEquals: { "p.p:aud": "" }, "ForAnyValue:StringLike": { "p.p:amr": "authenticated" } },
      },
    ],
  }).length;
  return Partition.custom({
    name: "aws-test",
    cognitoPrincipal: `c.c${"c".repeat(Math.max(size, rest) - rest)}`,
    conditionKeyPrefix: "p.p",
  });
}

/** Names of constructs and keys of maps: CDKTF takes no tokens there. */
const neverTokens: Row[] = ["groupName", "principalTagKey", "tagKey"];

/** Sizes of what the library writes or an ARN is: it cannot be as small as one pleases, nor half a character. */
const measured: Row[] = ["mappedProviderCharacters", "inlinePolicyCharacters", "trustPolicyCharacters"];

const refused = (build: (stack: TerraformStack) => void) => problems(build).length > 0;

function rowsOf(kind: "text" | "number" | "count"): Row[] {
  return (Object.keys(limits) as Row[]).filter((row) => limits[row].kind === kind);
}

/** A text that fits the pattern, of the length: one of its characters is repeated, or some are left out. */
function ofLength(length: number, fine: string, pattern: RegExp): string | undefined {
  let text = fine;
  while (text.length !== length) {
    const candidates: string[] = Array.from(text, (character, i) =>
      text.length < length
        ? text.slice(0, i) + character.repeat(length - text.length + 1) + text.slice(i + 1)
        : text.slice(0, i) + text.slice(i + 1),
    );
    const next = candidates.find((candidate) => pattern.test(candidate));
    if (next === undefined) return undefined;
    text = next;
  }
  return text;
}

describe.each(rowsOf("text"))("%s", (row) => {
  const limit = limits[row] as TextLimit;
  const { min, max, page, takes = [], refuses = [] } = aws[row];
  const { fine, put } = texts[row] ?? missing(row);

  test("takes what fits, and a token", () => {
    expect(problems(put(fine))).toEqual([]);
    if (!neverTokens.includes(row)) {
      expect(
        problems((stack) => {
          put(new TerraformVariable(stack, "token", { type: "string" }).stringValue)(stack);
        }),
      ).toEqual([]);
    }
  });

  test.each(takes)("takes %j, as AWS does", (value) => {
    expect(problems(put(value))).toEqual([]);
  });

  test(`takes ${max} characters and not one more`, () => {
    const longest = ofLength(max, fine, limit.pattern) ?? missing(row);
    const tooLong = ofLength(max + 1, fine, limit.pattern) ?? missing(row);
    expect(problems(put(longest))).toEqual([]);
    expect(refused(put(tooLong))).toBe(true);
  });

  test(`takes ${min} characters, where a text that short can fit, and not one less`, () => {
    const shortest = ofLength(min, fine, limit.pattern);
    if (shortest !== undefined && shortest !== "") expect(problems(put(shortest))).toEqual([]);
    if (min > 0) expect(refused(put(ofLength(min - 1, fine, /^[^]*$/) ?? ""))).toBe(true);
  });

  test("takes exactly the texts that its row describes", () => {
    const unit = fc.constantFrom(...Array.from(`${fine}${fine} /:;#é_-`));
    // Names of constructs and keys of maps have to be something.
    const text = fc.string({ unit, minLength: neverTokens.includes(row) ? 1 : 0, maxLength: max + 2 });
    fc.assert(
      fc.property(text, (value) => {
        const length = Array.from(value).length;
        const fits = min <= length && length <= max && limit.pattern.test(value);
        expect(refused(put(value))).toBe(!fits);
      }),
      { numRuns: 40 },
    );
  });

  if (!anyCharacter.includes(row)) {
    test.each(refuses)("refuses %j, as AWS does", (value) => {
      expect(refused(put(value))).toBe(true);
    });

    test("refuses a character outside its alphabet, and says the value, the rule and the page", () => {
      const bad = `${fine}\u0000`;
      const [problem = ""] = problems(put(bad));
      expect(problem).toContain(limit.allowed);
      expect(problem).toContain(page);
      expect(problem).toContain(JSON.stringify(bad));
    });
  }
});

describe.each(rowsOf("count"))("%s", (row) => {
  const { min, max, page } = aws[row];
  const put = counts[row] ?? missing(row);

  test(`takes ${min} to ${max} entries`, () => {
    expect(problems(put(min))).toEqual([]);
    expect(problems(put(max))).toEqual([]);
    expect(problems(put(max + 1)).join("\n")).toContain(page);
    if (min > 0) expect(refused(put(min - 1))).toBe(true);
  });
});

describe.each(rowsOf("number"))("%s", (row) => {
  const { min, max, page } = aws[row];
  const put = numbers[row] ?? missing(row);

  test(`takes ${min} to ${max}`, () => {
    expect(problems(put(min))).toEqual([]);
    expect(problems(put(max))).toEqual([]);
    expect(problems(put(max + 1)).join("\n")).toContain(page);
    if (!measured.includes(row)) {
      expect(refused(put(min - 1))).toBe(true);
      expect(refused(put(min + 0.5))).toBe(true);
    }
  });
});

function missing(row: string): never {
  throw new Error(`no setting is given for the row ${row}`);
}
