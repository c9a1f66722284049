/** Every row of the table of limits, at its edges, through the setting that it is for: a row without a setting fails. */
import { TerraformVariable } from "cdktf";
import fc from "fast-check";
import type { TerraformStack } from "cdktf";
import { IdentityPool, IdentityPoolStack, Partition } from "../../src";
import type { FederatedRoleOptions, IdentityPoolProps } from "../../src";
import { limits } from "../../src/aws/limits";
import type { CountLimit, NumberLimit, TextLimit } from "../../src/aws/limits";
import { problems, testApp } from "../support/synth";

type Row = keyof typeof limits;

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
};

function shippedStack(props: { bucketName?: string; region?: string }) {
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

/** What IAM reads is `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ACTION"}]}`. */
function statementThatMakesAPolicyOf(size: number) {
  const rest = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":""}]}'.length;
  return { effect: "Allow", actions: ["a".repeat(Math.max(size, rest) - rest)] };
}

/** The trust policy, with sts:TagSession and without the pool's id, which is a token. */
function partitionThatMakesATrustPolicyOf(size: number) {
  const rest = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "" },
        Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
        Condition: { StringEquals: { "p:aud": "" }, "ForAnyValue:StringLike": { "p:amr": "authenticated" } },
      },
    ],
  }).length;
  return Partition.custom({
    name: "aws-test",
    cognitoPrincipal: "c".repeat(Math.max(size, rest) - rest),
    conditionKeyPrefix: "p",
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

  test(`takes ${limit.max} characters and not one more`, () => {
    const longest = ofLength(limit.max, fine, limit.pattern) ?? missing(row);
    const tooLong = ofLength(limit.max + 1, fine, limit.pattern) ?? missing(row);
    expect(problems(put(longest))).toEqual([]);
    expect(refused(put(tooLong))).toBe(true);
  });

  test(`takes ${limit.min} characters, where a text that short can fit, and not one less`, () => {
    const shortest = ofLength(limit.min, fine, limit.pattern);
    if (shortest !== undefined && shortest !== "") expect(problems(put(shortest))).toEqual([]);
    if (limit.min > 0) expect(refused(put(ofLength(limit.min - 1, fine, /^[^]*$/) ?? ""))).toBe(true);
  });

  test("takes exactly the texts that its row describes", () => {
    const unit = fc.constantFrom(...Array.from(`${fine}${fine} /:;#é_-`));
    // Names of constructs and keys of maps have to be something.
    const text = fc.string({ unit, minLength: neverTokens.includes(row) ? 1 : 0, maxLength: limit.max + 2 });
    fc.assert(
      fc.property(text, (value) => {
        const length = Array.from(value).length;
        const fits = limit.min <= length && length <= limit.max && limit.pattern.test(value);
        expect(refused(put(value))).toBe(!fits);
      }),
      { numRuns: 40 },
    );
  });

  test("refuses a character outside its alphabet, and says the value, the rule and the page", () => {
    const foreign = ["\u0000", "é", "\u{1F600}"].map((character) => fine + character);
    const bad = foreign.find((text) => !limit.pattern.test(text));
    if (bad === undefined) return;
    const [problem = ""] = problems(put(bad));
    expect(problem).toContain(limit.allowed);
    expect(problem).toContain(limit.see);
    expect(problem).toContain(JSON.stringify(bad));
  });
});

describe.each(rowsOf("count"))("%s", (row) => {
  const { min, max, see } = limits[row] as CountLimit;
  const put = counts[row] ?? missing(row);

  test(`takes ${min} to ${max} entries`, () => {
    expect(problems(put(min))).toEqual([]);
    expect(problems(put(max))).toEqual([]);
    expect(problems(put(max + 1)).join("\n")).toContain(see);
    if (min > 0) expect(refused(put(min - 1))).toBe(true);
  });
});

describe.each(rowsOf("number"))("%s", (row) => {
  const { min, max, see } = limits[row] as NumberLimit;
  const put = numbers[row] ?? missing(row);

  test(`takes ${min} to ${max}`, () => {
    expect(problems(put(min))).toEqual([]);
    expect(problems(put(max))).toEqual([]);
    expect(problems(put(max + 1)).join("\n")).toContain(see);
    if (!measured.includes(row)) {
      expect(refused(put(min - 1))).toBe(true);
      expect(refused(put(min + 0.5))).toBe(true);
    }
  });
});

function missing(row: string): never {
  throw new Error(`no setting is given for the row ${row}`);
}
