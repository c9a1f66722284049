import { noTagRules } from "../../../local/provider/aws/tags";
import { planResourceChange } from "../../../local/provider/rpc/plan-resource-change";
import { UNKNOWN, type ObjectValue, type Value } from "../../../local/provider/values";
import { TRUST } from "./fake-aws";

const aws = { region: "eu-west-1", tagRules: noTagRules };

function created(type: string, config: ObjectValue, rules = noTagRules): ObjectValue {
  return planResourceChange({ type, prior: null, config }, { ...aws, tagRules: rules }).planned ?? {};
}

function changed(type: string, prior: ObjectValue, config: ObjectValue) {
  const { planned, requiresReplace } = planResourceChange({ type, prior, config }, aws);
  return { planned: planned ?? {}, replacedBy: requiresReplace.flat() };
}

describe("a new resource", () => {
  test("has the provider's defaults in the plan, and the region; only the apply tells the rest", () => {
    expect(
      created("aws_cognito_identity_pool", {
        identity_pool_name: "p",
        cognito_identity_providers: [{ client_id: "c" }],
      }),
    ).toMatchObject({
      allow_classic_flow: false,
      allow_unauthenticated_identities: false,
      arn: UNKNOWN,
      cognito_identity_providers: [{ client_id: "c", server_side_token_check: false }],
      developer_provider_name: null,
      id: UNKNOWN,
      region: "eu-west-1",
    });
  });

  test("with a name_prefix has a name that is not known yet", () => {
    expect(created("aws_iam_role", { name_prefix: "p-", assume_role_policy: TRUST })).toMatchObject({
      name: UNKNOWN,
      name_prefix: "p-",
      path: "/",
      max_session_duration: 3600,
      force_detach_policies: false,
      inline_policy: UNKNOWN,
      managed_policy_arns: UNKNOWN,
    });
  });

  test("with principal tags uses a provider's defaults unless told otherwise", () => {
    const type = "aws_cognito_identity_pool_provider_principal_tag";
    expect(created(type, {}).use_defaults).toBe(true);
    expect(created(type, { use_defaults: false }).use_defaults).toBe(false);
  });

  test.each([
    ["both", { a: "1", b: "3", c: "4" }, { b: "3", c: "4" }],
    ["default tags alone", { a: "1", b: "2" }, null],
  ])("foretells tags_all from %s", (_, all, tags) => {
    const rules = { ...noTagRules, defaults: { a: "1", b: "2" } };
    expect(created("aws_iam_role", { assume_role_policy: TRUST, tags }, rules).tags_all).toEqual(all);
  });

  test.each<[string, Value]>([
    ["there are no tags", null],
    ["a tag is not known", { a: UNKNOWN }],
  ])("leaves tags_all to the apply where %s", (_, tags) => {
    expect(created("aws_iam_role", { tags }).tags_all).toBe(UNKNOWN);
  });
});

describe("with one unknown element", () => {
  const arn = "arn:aws:iam::123456789012:saml-provider/s";

  test.each<[string, string, Value]>([
    ["aws_cognito_identity_pool_roles_attachment", "roles", { authenticated: UNKNOWN, unauthenticated: arn }],
    ["aws_cognito_identity_pool", "supported_login_providers", { "www.amazon.com": UNKNOWN, "api.twitter.com": "k;s" }],
    ["aws_cognito_identity_pool", "saml_provider_arns", [arn, UNKNOWN]],
    ["aws_cognito_identity_pool", "openid_connect_provider_arns", [UNKNOWN, arn]],
    ["aws_cognito_identity_pool", "tags", { a: UNKNOWN, b: "2" }],
    ["aws_cognito_identity_pool_provider_principal_tag", "principal_tags", { team: UNKNOWN, user: "sub" }],
    ["aws_iam_role", "managed_policy_arns", [UNKNOWN, arn]],
  ])("%s has all of %s unknown, in a new resource as in a changed one", (type, name, value) => {
    expect(created(type, { [name]: value })[name]).toBe(UNKNOWN);
    expect(changed(type, { id: "x", [name]: null }, { [name]: value }).planned[name]).toBe(UNKNOWN);
  });

  test("a block keeps the elements that are known", () => {
    const known = { client_id: "c", provider_name: "p", server_side_token_check: true };
    const unknown: ObjectValue = { client_id: UNKNOWN, provider_name: "p", server_side_token_check: true };
    const config: ObjectValue = { identity_pool_name: "p", cognito_identity_providers: [known, unknown] };
    expect(created("aws_cognito_identity_pool", config).cognito_identity_providers).toEqual([known, unknown]);
    const rule: ObjectValue = { claim: "c", match_type: "Equals", value: "v", role_arn: UNKNOWN };
    const mapping = { identity_provider: "p", type: "Rules", ambiguous_role_resolution: "Deny", mapping_rule: [rule] };
    expect(created("aws_cognito_identity_pool_roles_attachment", { role_mapping: [mapping] }).role_mapping).toEqual([
      mapping,
    ]);
    const policies: ObjectValue[] = [
      { name: "known", policy: "{}" },
      { name: "other", policy: UNKNOWN },
    ];
    expect(created("aws_iam_role", { inline_policy: policies }).inline_policy).toEqual(policies);
  });

  test("a user pool client, which HashiCorp writes with its newer framework, keeps the elements too", () => {
    const callback_urls: Value = ["https://a.example", UNKNOWN];
    expect(created("aws_cognito_user_pool_client", { callback_urls }).callback_urls).toEqual(callback_urls);
  });
});

describe("a resource that is there", () => {
  const role: ObjectValue = {
    id: "r",
    name: "r",
    name_prefix: "",
    path: "/",
    assume_role_policy: TRUST,
    description: "",
    max_session_duration: 3600,
    force_detach_policies: false,
    inline_policy: [{ name: "i", policy: "{}" }],
    managed_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    permissions_boundary: "",
    tags: {},
    tags_all: {},
    arn: "arn:aws:iam::123456789012:role/r",
    create_date: "2026-01-01T00:00:00Z",
    unique_id: "AROA",
  };
  const config: ObjectValue = { name: "r", assume_role_policy: TRUST };

  test("does not change while the configuration says the same or nothing", () => {
    expect(changed("aws_iam_role", role, config)).toEqual({ planned: role, replacedBy: [] });
  });

  test.each([
    ["with white space", JSON.stringify(JSON.parse(TRUST), null, 4)],
    [
      "with lists around single values",
      TRUST.replace('"sts:AssumeRoleWithWebIdentity"', '["sts:AssumeRoleWithWebIdentity"]'),
    ],
    ["with one statement that is no list", TRUST.replace("[{", "{").replace("}]", "}")],
  ])("does not change when its policy is written %s", (_, assume_role_policy) => {
    expect(assume_role_policy).not.toBe(TRUST);
    expect(changed("aws_iam_role", role, { ...config, assume_role_policy }).planned.assume_role_policy).toBe(TRUST);
  });

  test("changes when its policy says something else", () => {
    const assume_role_policy = TRUST.replace("sts:AssumeRoleWithWebIdentity", "sts:TagSession");
    expect(changed("aws_iam_role", role, { ...config, assume_role_policy })).toMatchObject({
      planned: { assume_role_policy },
      replacedBy: [],
    });
  });

  test("keeps managed policies that the configuration does not mention, and drops them for an empty set", () => {
    expect(changed("aws_iam_role", role, config).planned.managed_policy_arns).toHaveLength(1);
    expect(changed("aws_iam_role", role, { ...config, managed_policy_arns: [] }).planned.managed_policy_arns).toEqual(
      [],
    );
  });

  test("keeps inline policies that the configuration does not mention, and drops them for a block with nothing in it", () => {
    expect(changed("aws_iam_role", role, config).planned.inline_policy).toHaveLength(1);
    const blank = [{ name: null, policy: null }];
    expect(changed("aws_iam_role", role, { ...config, inline_policy: blank }).planned.inline_policy).toEqual(blank);
    expect(
      changed("aws_iam_role", { ...role, inline_policy: [] }, { ...config, inline_policy: blank }).planned
        .inline_policy,
    ).toEqual([]);
  });

  test.each(["name", "name_prefix", "path"])("is replaced by a new %s", (name) => {
    expect(changed("aws_iam_role", role, { ...config, [name]: "/other/" }).replacedBy).toEqual([name]);
  });

  test("is replaced where its new name is not known yet", () => {
    expect(changed("aws_iam_role", role, { ...config, name: UNKNOWN }).replacedBy).toEqual(["name"]);
  });

  test.each([
    [{ description: "d" }],
    [{ max_session_duration: 7200 }],
    [{ permissions_boundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    [{ force_detach_policies: true }],
    [{ tags: { a: "1" } }],
  ])("is updated in place by %j", (more) => {
    expect(changed("aws_iam_role", role, { ...config, ...more })).toMatchObject({ planned: more, replacedBy: [] });
  });

  test("follows a change of tags with tags_all", () => {
    expect(changed("aws_iam_role", role, { ...config, tags: { a: "1" } }).planned.tags_all).toEqual({ a: "1" });
    expect(changed("aws_iam_role", { ...role, tags: { a: "1" }, tags_all: { a: "1" } }, config).planned.tags_all).toBe(
      UNKNOWN,
    );
  });
});

describe("sets and lists", () => {
  const type = "aws_cognito_identity_pool";
  const providers = [
    { client_id: "a", provider_name: "n", server_side_token_check: true },
    { client_id: "b", provider_name: "n", server_side_token_check: false },
  ];
  const prior: ObjectValue = {
    id: "p",
    identity_pool_name: "p",
    region: "eu-west-1",
    cognito_identity_providers: providers,
    openid_connect_provider_arns: ["x", "y"],
    saml_provider_arns: ["x", "y"],
    supported_login_providers: { a: "1", b: "2" },
  };

  test("the order in a set is no change, the order in a list is one", () => {
    const { planned } = changed(type, prior, {
      identity_pool_name: "p",
      cognito_identity_providers: [...providers].reverse(),
      openid_connect_provider_arns: ["y", "x"],
      saml_provider_arns: ["y", "x"],
      supported_login_providers: { b: "2", a: "1" },
    });
    expect(planned.cognito_identity_providers).toEqual(providers);
    expect(planned.openid_connect_provider_arns).toEqual(["x", "y"]);
    expect(planned.saml_provider_arns).toEqual(["y", "x"]);
    expect(planned.supported_login_providers).toEqual({ a: "1", b: "2" });
  });

  test("a default in a set comes from the configuration, not from the element that was there", () => {
    const { planned } = changed(type, prior, {
      identity_pool_name: "p",
      cognito_identity_providers: [{ client_id: "a", provider_name: "n" }],
    });
    expect(planned.cognito_identity_providers).toEqual([
      { client_id: "a", provider_name: "n", server_side_token_check: false },
    ]);
  });

  test.each([
    ["identity_pool_name", { identity_pool_name: "q" }],
    ["developer_provider_name", { developer_provider_name: "d" }],
    ["region", { region: "us-east-1" }],
  ])("a new %s replaces the pool", (name, more) => {
    expect(changed(type, prior, { identity_pool_name: "p", ...more }).replacedBy).toEqual([name]);
  });

  test("a provider that moved to another region replaces the pool, a state from before regions were written does not", () => {
    const config = { identity_pool_name: "p" };
    const moved = planResourceChange({ type, prior, config }, { ...aws, region: "us-east-1" });
    expect(moved).toMatchObject({ planned: { region: "us-east-1" }, requiresReplace: [["region"]] });
    expect(planResourceChange({ type, prior: { ...prior, region: null }, config }, aws).requiresReplace).toEqual([]);
  });
});

test.each<[string, ObjectValue, ...string[]]>([
  [
    "aws_cognito_identity_pool_roles_attachment",
    { identity_pool_id: "p", roles: { authenticated: "r" } },
    "identity_pool_id",
    "roles",
  ],
  [
    "aws_cognito_identity_pool_provider_principal_tag",
    { identity_pool_id: "p", identity_provider_name: "n" },
    "identity_pool_id",
    "identity_provider_name",
  ],
  ["aws_iam_role_policy", { name: "n", role: "r", policy: "{}" }, "name", "role"],
  ["aws_iam_role_policy_attachment", { role: "r", policy_arn: "a" }, "role", "policy_arn"],
  ["aws_cognito_user_group", { name: "n", user_pool_id: "u" }, "name", "user_pool_id"],
  ["aws_cognito_user_pool_client", { name: "n", user_pool_id: "u" }, "user_pool_id"],
  ["aws_s3_bucket", { bucket: "b" }, "bucket"],
])("%s is replaced by a change of what it hangs on", (type, config, ...names) => {
  for (const name of names) {
    const value = name === "roles" ? { authenticated: "other" } : "other";
    expect(changed(type, config, { ...config, [name]: value }).replacedBy).toEqual([name]);
  }
});

test("a destruction plans nothing", () => {
  expect(planResourceChange({ type: "aws_iam_role", prior: { id: "r" }, config: null }, aws)).toEqual({
    planned: null,
    requiresReplace: [],
  });
});
