import { TerraformVariable } from "cdktf";
import { IdentityPool } from "../../../src";
import type { RoleMapping, RoleMappingRule } from "../../../src";
import { problems, synthesized } from "../../support/synth";
import { attachment, CLIENT, OTHER_CLIENT, pool, poolJson, PROVIDER, ROLE, SAML } from "../pools";

const RULE: RoleMappingRule = { claim: "department", matchType: "Equals", value: "finance", role: ROLE };
const TOKEN: RoleMapping = { identityProvider: CLIENT, type: "Token" };
const RULES: RoleMapping = { identityProvider: CLIENT, type: "Rules", rules: [RULE] };

const mappings = (...roleMappings: RoleMapping[]) => attachment(poolJson({ roleMappings })).role_mapping;

test("a mapping by token denies what is ambiguous, unless it says otherwise", () => {
  expect(mappings(TOKEN)).toEqual([
    { identity_provider: `${PROVIDER}:${CLIENT.clientId}`, type: "Token", ambiguous_role_resolution: "Deny" },
  ]);
  expect(mappings({ ...TOKEN, ambiguousRoleResolution: "AuthenticatedRole" })).toMatchObject([
    { ambiguous_role_resolution: "AuthenticatedRole" },
  ]);
});

test("the rules of a mapping keep their order: the first that matches wins", () => {
  const second = { ...RULE, matchType: "StartsWith" as const, value: "a" };
  expect(mappings({ ...RULES, rules: [RULE, second] })).toEqual([
    {
      identity_provider: `${PROVIDER}:${CLIENT.clientId}`,
      type: "Rules",
      ambiguous_role_resolution: "Deny",
      mapping_rule: [
        { claim: "department", match_type: "Equals", value: "finance", role_arn: ROLE },
        { claim: "department", match_type: "StartsWith", value: "a", role_arn: ROLE },
      ],
    },
  ]);
});

test("a rule names a role that the pool makes later", () => {
  const json = poolJson({}, (each) => {
    each.addRoleMapping({ ...RULES, rules: [{ ...RULE, role: each.addRole("Finance") }] });
  });
  expect(attachment(json).role_mapping).toMatchObject([
    { mapping_rule: [{ role_arn: expect.stringMatching(/aws_iam_role\.Pool_Finance_\w+\.arn/) as string }] },
  ]);
});

test("without mappings there is no empty block, which HCL could not have", () => {
  expect(attachment(poolJson())).not.toHaveProperty("role_mapping");
});

test.each<[string, RoleMapping, string]>([
  ["Rules without rules", { ...RULES, rules: [] }, 'has type "Rules" and no rules: give 1 to 25 rules'],
  ["Rules without the setting", { identityProvider: CLIENT, type: "Rules" } as never, 'has type "Rules" and no rules'],
  ["Token with rules", { ...RULES, type: "Token" } as never, 'has type "Token" and rules: leave out the rules'],
  ["a type that AWS does not have", { ...TOKEN, type: "Role" } as never, 'type is "Role": give "Token" or "Rules"'],
  [
    "a resolution that AWS does not have",
    { ...TOKEN, ambiguousRoleResolution: "Allow" } as never,
    'ambiguousRoleResolution is "Allow": give "AuthenticatedRole" or "Deny"',
  ],
  [
    "a comparison that AWS does not have",
    { ...RULES, rules: [{ ...RULE, matchType: "Like" as never }] },
    'rules[0].matchType is "Like": give "Equals", "Contains", "StartsWith" or "NotEqual"',
  ],
  ["a role of another partition", { ...RULES, rules: [{ ...RULE, role: ROLE.replace("aws", "aws-cn") }] }, "aws-cn"],
  ["a role that is no ARN", { ...RULES, rules: [{ ...RULE, role: "reporters" }] }, 'rules[0].role is "reporters"'],
])("%s is refused at synth", (_case, mapping, message) => {
  const found = problems(pool({ roleMappings: [mapping] }));
  expect(found).toEqual([expect.stringContaining(message)]);
  expect(found[0]).toMatch(/roleMappings\[0\].* See https:\/\//);
});

test("a provider has one mapping: a second is refused, also where ids are tokens", () => {
  expect(problems(pool({ roleMappings: [TOKEN, RULES] }))).toEqual([
    expect.stringContaining(
      `roleMappings[1].identityProvider is "${PROVIDER}:${CLIENT.clientId}", and so is roleMappings[0]`,
    ),
  ]);
  const tokens = problems((stack) => {
    const userPoolId = new TerraformVariable(stack, "users", { type: "string" }).stringValue;
    const client = { ...CLIENT, userPoolId };
    const mapping: RoleMapping = { identityProvider: client, type: "Token" };
    pool({ userPoolClients: [client], roleMappings: [mapping, mapping] })(stack);
  });
  expect(tokens).toEqual([expect.stringContaining("roleMappings[1]")]);
});

describe("a mapping for a provider that the pool does not have", () => {
  test.each([
    ["another client", OTHER_CLIENT],
    ["a social login", "accounts.google.com"],
    ["a SAML provider", SAML],
  ])("is refused where that is certain: %s", (_case, identityProvider) => {
    expect(problems(pool({ roleMappings: [{ identityProvider, type: "Token" }] }))).toEqual([
      expect.stringContaining("which the pool does not have: give one of"),
    ]);
  });

  test("is not refused where only Terraform knows, whichever side the token is on", () => {
    const found = problems((stack) => {
      const token = new TerraformVariable(stack, "saml", { type: "string" }).stringValue;
      pool({ samlProviderArns: [SAML], roleMappings: [{ identityProvider: token, type: "Token" }] })(stack);
      new IdentityPool(stack, "Other", {
        identityPoolName: "other",
        samlProviderArns: [token],
        roleMappings: [{ identityProvider: SAML, type: "Token" }],
      });
    });
    expect(found).toEqual([]);
  });

  test("is refused for a login, though the pool's ARNs are tokens: a name tells its kind", () => {
    const found = problems((stack) => {
      const samlProviderArns = [new TerraformVariable(stack, "saml", { type: "string" }).stringValue];
      pool({ samlProviderArns, roleMappings: [{ identityProvider: "accounts.google.com", type: "Token" }] })(stack);
    });
    expect(found).toEqual([expect.stringContaining('"accounts.google.com", which the pool does not have')]);
  });

  test("is taken once the provider is added, in any order", () => {
    const late = pool({ userPoolClients: [], roleMappings: [TOKEN] }, (each) => {
      each.addUserPoolClient(CLIENT);
    });
    expect(problems(late)).toEqual([]);
  });
});

test("role mappings and the classic flow exclude each other: it would fail for every user", () => {
  expect(problems(pool({ allowClassicFlow: true, roleMappings: [TOKEN] }))).toEqual([
    expect.stringContaining("allowClassicFlow is true and there are role mappings"),
  ]);
  expect(problems(pool({ allowClassicFlow: true }))).toEqual([]);
});

test("mappings are written in one order, whatever the order of the calls: a list of blocks keeps it", () => {
  const props = { userPoolClients: [CLIENT, OTHER_CLIENT] };
  const other: RoleMapping = { identityProvider: OTHER_CLIENT, type: "Token" };
  const written = (...roleMappings: RoleMapping[]) => attachment(poolJson({ ...props, roleMappings })).role_mapping;
  expect(written(TOKEN, other)).toEqual(written(other, TOKEN));
});

test("no mapping is lost on the way to Terraform", () => {
  const json = synthesized(
    pool({ userPoolClients: [CLIENT, OTHER_CLIENT], samlProviderArns: [SAML], roleMappings: [TOKEN] }, (each) => {
      each.addRoleMapping({ identityProvider: SAML, type: "Token" });
      each.addRoleMapping({ identityProvider: OTHER_CLIENT, type: "Token" });
    }),
  );
  expect(attachment(json).role_mapping).toHaveLength(3);
});
