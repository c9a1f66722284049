/** What HashiCorp's provider was seen to do, row by row: when it refuses, in which words, and what it writes into a plan and a state. */
import { Aws, type Clients, type ClientsOf } from "../../../local/provider/aws/aws";
import { noTagRules, tagRulesOf } from "../../../local/provider/aws/tags";
import { applyResourceChange } from "../../../local/provider/rpc/apply-resource-change";
import { configure } from "../../../local/provider/rpc/configure";
import { importResourceState } from "../../../local/provider/rpc/import-resource-state";
import { planResourceChange } from "../../../local/provider/rpc/plan-resource-change";
import { prepareProviderConfig } from "../../../local/provider/rpc/prepare-provider-config";
import { readResource } from "../../../local/provider/rpc/read-resource";
import { validateResourceTypeConfig } from "../../../local/provider/rpc/validate-resource-type-config";
import { UNKNOWN, type ObjectValue, type Value } from "../../../local/provider/values";
import { changes, fakeAws, TRUST, type Answers } from "./fake-aws";

const POOL = "aws_cognito_identity_pool";
const ATTACHMENT = "aws_cognito_identity_pool_roles_attachment";
const GROUP = "aws_cognito_user_group";
const ROLE = "aws_iam_role";
const POOL_ID = "eu-west-1:00000000-0000-0000-0000-000000000000";

const summaries = (type: string, config: ObjectValue) =>
  validateResourceTypeConfig({ type, config }).map(({ summary }) => summary);

const planned = (type: string, config: ObjectValue, prior: ObjectValue | null = null, tagRules = noTagRules) =>
  planResourceChange({ type, prior, config }, { region: "eu-west-1", tagRules }).planned ?? {};

describe("lengths are counted in bytes, at validate", () => {
  const ruleValue = (value: string): ObjectValue => ({ role_mapping: [{ mapping_rule: [{ value }] }] });

  test.each<[string, string, number, (text: string) => ObjectValue, string]>([
    [
      "a role's description",
      ROLE,
      1000,
      (description) => ({ description }),
      "expected length of description to be in the range (0 - 1000), got ",
    ],
    ["a group's name", GROUP, 128, (name) => ({ name }), `"name" cannot be longer than 128 characters`],
    [
      "a group's description",
      GROUP,
      2048,
      (description) => ({ description }),
      "expected length of description to be in the range (0 - 2048), got ",
    ],
    [
      "a rule's value",
      ATTACHMENT,
      128,
      ruleValue,
      "expected length of role_mapping.0.mapping_rule.0.value to be in the range (1 - 128), got ",
    ],
  ])("%s", (_what, type, max, config, refusal) => {
    expect(summaries(type, config("ü".repeat(max / 2)))).toEqual([]);
    expect(summaries(type, config(`${"ü".repeat(max / 2)}.`))).toEqual([expect.stringContaining(refusal)]);
  });
});

describe("a state after a creation has no null for a plain value", () => {
  const stateAfter = async (type: string, config: ObjectValue, answers: Answers) =>
    (await applyResourceChange({ type, prior: null, planned: planned(type, config) }, fakeAws(answers).aws)).state;

  test("of an identity pool", async () => {
    const pool = { IdentityPoolId: POOL_ID, IdentityPoolName: "p" };
    const state = await stateAfter(
      POOL,
      { identity_pool_name: "p" },
      { CreateIdentityPool: pool, DescribeIdentityPool: pool },
    );
    expect(state).toMatchObject({ developer_provider_name: "", saml_provider_arns: null, tags: null });
  });

  test("of a role", async () => {
    const Role = { RoleName: "r", Path: "/", AssumeRolePolicyDocument: encodeURIComponent(TRUST) };
    const state = await stateAfter(
      ROLE,
      { name: "r", assume_role_policy: TRUST },
      { CreateRole: {}, GetRole: { Role }, ListRolePolicies: {}, ListAttachedRolePolicies: {} },
    );
    expect(state).toMatchObject({ description: "", permissions_boundary: "" });
  });

  test("of a group", async () => {
    const state = await stateAfter(
      GROUP,
      { name: "g", user_pool_id: "eu-west-1_a" },
      { CreateGroup: {}, GetGroup: { Group: { GroupName: "g" } } },
    );
    expect(state).toMatchObject({ description: "", role_arn: "", precedence: 0 });
  });

  test("and the next plan has no change", () => {
    const config = { name: "g", user_pool_id: "eu-west-1_a" };
    const state = { id: "g", region: "eu-west-1", ...config, description: "", role_arn: "", precedence: 0 };
    expect(planned(GROUP, config, state)).toEqual(state);
  });
});

test.each([
  ["[]", `"assume_role_policy" contains an invalid JSON policy: contains a JSON array, not a JSON object`],
  [
    '"x"',
    `"assume_role_policy" contains an invalid JSON policy: contains a JSON-encoded string, not a JSON-encoded object`,
  ],
  ["", `"assume_role_policy" is an empty string, which is not a valid JSON value`],
  [" {}", `"assume_role_policy" contains an invalid JSON policy: leading space characters are not allowed`],
  ["trust", `"assume_role_policy" contains an invalid JSON policy: not a JSON object`],
  ['{"Version":"2012-10-17","Version":"2012-10-17"}', `contains duplicate JSON keys: duplicate key "Version"`],
  [
    String.raw`{"Statement":[{},{"Sid":"a,\"]}","Condition":{"x":{},"x":{}}}]}`,
    `contains duplicate JSON keys: duplicate key "Statement.1.Condition.x"`,
  ],
])("a trust policy that is %s is refused at validate", (assume_role_policy, refusal) => {
  expect(summaries(ROLE, { assume_role_policy })).toEqual([expect.stringContaining(refusal)]);
});

test("a key in two objects of a policy is no duplicate", () => {
  const statement = { Effect: "Allow", Condition: { StringEquals: { a: "1" }, StringLike: { a: "1" } } };
  expect(summaries(ROLE, { assume_role_policy: JSON.stringify({ Statement: [statement, statement] }) })).toEqual([]);
});

test("a role's name is not empty", () => {
  expect(summaries(ROLE, { name: "" })).toEqual(["expected length of name to be in the range (1 - 64), got "]);
});

test.each<[string, string, Value, string[]]>([
  [ROLE, "max_session_duration", 3600.5, ["Attribute must be a whole number, got 3600.5"]],
  [ROLE, "max_session_duration", 3601, []],
  [GROUP, "precedence", 0.5, ["Attribute must be a whole number, got 0.5"]],
])("%s takes whole numbers: %s = %s", (type, name, value, refusals) => {
  expect(summaries(type, { [name]: value })).toEqual(refusals);
});

test.each(["a\u00a0b", "a\u2003b", "a\ufeffb", "a\u2028b", "ä"])("a pool's name is ASCII alone: %j", (name) => {
  expect(summaries(POOL, { identity_pool_name: name })).toEqual([
    `"identity_pool_name" must contain only alphanumeric characters, dots, underscores and hyphens`,
  ]);
});

test("white space of ASCII is right in a pool's name", () => {
  expect(summaries(POOL, { identity_pool_name: "a b\tc\nd" })).toEqual([]);
});

describe("the provider's own configuration", () => {
  const configured = (config: ObjectValue, account = "123456789012") => {
    let asked = 0;
    const send = () => {
      asked++;
      return Promise.resolve({ Account: account });
    };
    const clientsOf = () => ({ sts: { send } }) as unknown as Clients;
    return configure({ region: "eu-west-1", ...config }, "us-east-1", clientsOf).then((aws) => ({ aws, asked }));
  };

  test.each(["eu-west-1", "ap-southeast-7", "me-west-1", "us-gov-east-1", "cn-north-1", "eusc-de-east-1"])(
    "the region %s is one",
    async (region) => {
      expect((await configured({ region })).aws.region).toBe(region);
    },
  );

  test.each(["eu-west-99", "mars", "aws-global", "constructor"])(
    "the region %s is none: it is refused at plan, unless nobody is to look",
    async (region) => {
      expect(prepareProviderConfig({ region })).toEqual([]);
      await expect(configured({ region })).rejects.toThrow(`Invalid AWS Region: ${region}`);
      expect((await configured({ region, skip_region_validation: true })).aws).toBeInstanceOf(Aws);
    },
  );

  test.each<[ObjectValue, "taken" | "refused"]>([
    [{ allowed_account_ids: ["123456789012", "000000000000"] }, "taken"],
    [{ allowed_account_ids: ["000000000000"] }, "refused"],
    [{ forbidden_account_ids: ["000000000000"] }, "taken"],
    [{ forbidden_account_ids: ["000000000000", "123456789012"] }, "refused"],
  ])("with %j an account is %s at plan", async (config, verdict) => {
    expect(prepareProviderConfig(config)).toEqual([]);
    if (verdict === "taken") await configured(config);
    else await expect(configured(config)).rejects.toThrow("AWS account ID not allowed: 123456789012");
  });

  test("the account is asked for only where it matters, so a plan needs no emulator", async () => {
    expect((await configured({})).asked).toBe(0);
    expect((await configured({ forbidden_account_ids: ["000000000000"] })).asked).toBe(1);
  });

  /** A provider whose requests for roles are answered with keys that are named after them. */
  const withRoles = async (...roles: ObjectValue[]) => {
    const asked: string[] = [];
    const clientsOf: ClientsOf = (_region, credentials) => {
      const send = ({ input }: { input: { RoleArn?: string } }) => {
        asked.push(`${credentials?.accessKeyId ?? "account"} asks for ${input.RoleArn ?? "the caller"}`);
        if (input.RoleArn?.endsWith("/closed")) return Promise.reject(new Error("not authorized"));
        return Promise.resolve({ Credentials: { AccessKeyId: input.RoleArn, SecretAccessKey: "-" }, Account: "1" });
      };
      return { sts: { send } } as unknown as Clients;
    };
    const aws = await configure({ region: "eu-west-1", assume_role: roles }, "us-east-1", clientsOf);
    await aws.inRegion("us-east-1").callerIdentity();
    return asked;
  };

  test("a role is taken, one after the other where there are several, and everything is asked as the last", async () => {
    expect(await withRoles({ role_arn: "a" })).toEqual(["account asks for a", "a asks for the caller"]);
    expect(await withRoles({ role_arn: "a" }, { role_arn: "b" })).toEqual([
      "account asks for a",
      "a asks for b",
      "b asks for the caller",
    ]);
  });

  test("a single empty block is none, and one of two is refused", async () => {
    expect(await withRoles({ role_arn: "" })).toEqual(["account asks for the caller"]);
    await expect(withRoles({ role_arn: "a" }, { role_arn: null })).rejects.toThrow("needs a role_arn");
  });

  test("a role that cannot be taken ends the plan, and so does what the stand-in does not serve", async () => {
    await expect(withRoles({ role_arn: "role/closed" })).rejects.toThrow("Cannot assume IAM Role");
    await expect(withRoles({ role_arn: "a", policy: "{}" })).rejects.toThrow("serves no policy of assume_role");
  });

  test("accounts are allowed or forbidden, not both", () => {
    const both = { allowed_account_ids: ["1"], forbidden_account_ids: ["2"] };
    expect(prepareProviderConfig(both)).toMatchObject([
      { summary: "Conflicting configuration arguments", attribute: ["allowed_account_ids"] },
      { summary: "Conflicting configuration arguments", attribute: ["forbidden_account_ids"] },
    ]);
  });
});

test.each<[string, string, ObjectValue, string]>([
  ["no app id", POOL, { supported_login_providers: { "accounts.google.com": "" } }, "supportedLoginProviders"],
  [
    "an app id of 129",
    POOL,
    { supported_login_providers: { "accounts.google.com": "a".repeat(129) } },
    "supportedLoginProviders",
  ],
  [
    "an app id with a space",
    POOL,
    { supported_login_providers: { "accounts.google.com": "a b" } },
    "supportedLoginProviders",
  ],
  ["a role that is a name", ATTACHMENT, { roles: { authenticated: "a" } }, "at 'roles'"],
  [
    "a role that is a user",
    ATTACHMENT,
    { roles: { authenticated: "arn:aws:iam::123456789012:user/someone" } },
    "is not the ARN of a role",
  ],
  ["a group's name with a space", GROUP, { name: "a b", user_pool_id: "eu-west-1_a" }, "at 'groupName'"],
  ["a user pool's name with a slash", "aws_cognito_user_pool", { name: "a/b" }, "at 'poolName'"],
  [
    "a client's name with a slash",
    "aws_cognito_user_pool_client",
    { name: "a/b", user_pool_id: "eu-west-1_a" },
    "at 'clientName'",
  ],
])("%s is not checked before the apply, where AWS refuses it", async (_what, type, config, refusal) => {
  expect(summaries(type, config)).toEqual([]);
  const { aws, sent } = fakeAws();
  const { state, problems } = await applyResourceChange({ type, prior: null, planned: planned(type, config) }, aws);
  expect({ state, changes: changes(sent) }).toEqual({ state: null, changes: [] });
  expect(problems).toMatchObject([{ detail: expect.stringContaining(refusal) as string }]);
});

test("a tag that is null is no tag: no change, neither at first nor after", () => {
  const config = { identity_pool_name: "p", tags: { a: null } };
  expect(planned(POOL, config)).toMatchObject({ tags: {}, tags_all: UNKNOWN });
  const state: ObjectValue = { ...planned(POOL, { identity_pool_name: "p", tags: {} }), tags_all: {}, id: POOL_ID };
  expect(planned(POOL, config, state)).toEqual({ ...state, arn: UNKNOWN });
  expect(planned(POOL, { ...config, tags: { a: null, b: "1" } }).tags).toEqual({ b: "1" });
});

test("a default tag with a key of AWS is a change for ever", () => {
  const tagRules = tagRulesOf({ default_tags: [{ tags: { "aws:x": "1" } }] });
  const state: ObjectValue = { ...planned(POOL, { identity_pool_name: "p" }), tags_all: {} };
  expect(planned(POOL, { identity_pool_name: "p" }, state, tagRules).tags_all).toEqual({ "aws:x": "1" });
});

test("null within a list is refused", () => {
  expect(summaries(POOL, { saml_provider_arns: [null] })).toEqual(["Null value found in list"]);
});

describe("a policy is normalized: keys sorted, no white space", () => {
  const written = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "s<" }] }, null, 2);
  const sorted = String.raw`{"Statement":[{"Action":"s\u003c","Effect":"Deny"}],"Version":"2012-10-17"}`;
  const versionFirst = String.raw`{"Version":"2012-10-17","Statement":[{"Action":"s\u003c","Effect":"Deny"}]}`;

  test("a trust policy in the plan", () => {
    expect(planned(ROLE, { assume_role_policy: written }).assume_role_policy).toBe(sorted);
  });

  test("a role's own policies too, but with the version first", () => {
    expect(planned("aws_iam_role_policy", { policy: written }).policy).toBe(versionFirst);
    expect(planned(ROLE, { inline_policy: [{ name: "n", policy: written }] }).inline_policy).toEqual([
      { name: "n", policy: versionFirst },
    ]);
  });

  test.each([true, false])("in a state that is read, imported (%s) or of an older version", async (imported) => {
    const { aws } = fakeAws({
      GetRole: { Role: { RoleName: "r", AssumeRolePolicyDocument: encodeURIComponent(written) } },
      ListRolePolicies: {},
      ListAttachedRolePolicies: {},
    });
    const state = imported
      ? importResourceState({ type: ROLE, id: "r" }).state
      : { id: "r", assume_role_policy: written };
    const read = await readResource({ type: ROLE, state, private: { imported } }, aws);
    expect(read.state?.assume_role_policy).toBe(sorted);
  });

  test("one that is not known yet, or no JSON, stays as it is", () => {
    expect(planned(ROLE, { assume_role_policy: UNKNOWN }).assume_role_policy).toBe(UNKNOWN);
    expect(planned(ROLE, { assume_role_policy: "{" }).assume_role_policy).toBe("{");
  });
});
