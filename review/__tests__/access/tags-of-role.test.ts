/** Tags of a role itself are tags of its sessions: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
import { reviewAccess } from "../../src";
import { configuration, type Body, type Parts } from "../configuration";

const BY_KEY: Body = {
  actions: ["s3:GetObject"],
  resources: ["arn:aws:s3:::b/reports/*"],
  condition: [{ test: "StringEquals", variable: "aws:PrincipalTag/Stage", values: ["prod"] }],
};
const BY_NAME: Body = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/&{aws:PrincipalTag/stage}/*"] };
const BY_NAME_OR_DEFAULT: Body = {
  actions: ["s3:GetObject"],
  resources: ["arn:aws:s3:::b/&{aws:PrincipalTag/stage, 'none'}/*"],
};

/** "EFFECT RESOURCE" of each grant, and the findings about tags. */
function seen(parts: Parts, more: Body = {}): string[] {
  const { pools, findings } = reviewAccess({ ...configuration(parts), ...more });
  const grants = pools.flatMap(({ roles }) => roles.flatMap((role) => role.grants));
  return [
    ...grants.map(({ effect, resources }) => `${effect} ${resources.join(" ")}`),
    ...findings.map(({ id }) => id).filter((id) => id === "unmapped-principal-tag"),
  ];
}

const tagged = (tags: unknown, statement: Body): Parts => ({ role: { tags }, statements: [statement] });
const mapping = (tag: string): Parts["resource"] => ({
  aws_cognito_identity_pool_provider_principal_tag: {
    tags: {
      identity_pool_id: "${aws_cognito_identity_pool.app.id}",
      identity_provider_name: "p",
      principal_tags: { [tag]: "custom:stage" },
    },
  },
});

const REPORTS = "arn:aws:s3:::b/reports/*";

test.each<[string, unknown, Body, string[]]>([
  ["that the policy asks for", { stage: "prod" }, BY_KEY, [`allowed ${REPORTS}`]],
  ["with another value", { stage: "dev" }, BY_KEY, [`denied ${REPORTS}`]],
  ["of another name", { team: "prod" }, BY_KEY, [`denied ${REPORTS}`, "unmapped-principal-tag"]],
  ["with a value that only Terraform knows", { stage: "${var.stage}" }, BY_KEY, [`allowed ${REPORTS}`]],
  ["in a map that only Terraform knows", "${var.tags}", BY_KEY, [`allowed ${REPORTS}`]],
  ["with a name that only Terraform knows", { "${var.name}": "x" }, BY_KEY, [`allowed ${REPORTS}`]],
  ["in a name", { Stage: "prod" }, BY_NAME, ["allowed arn:aws:s3:::b/prod/*"]],
  ["in a name with a default", { Stage: "prod" }, BY_NAME_OR_DEFAULT, ["allowed arn:aws:s3:::b/prod/*"]],
  ["in a name, known to Terraform alone", "${var.tags}", BY_NAME, ["allowed arn:aws:s3:::b/⟨var.tags⟩/*"]],
])("a role's own tag %s", (_, tags, statement, expected) => {
  expect(seen(tagged(tags, statement))).toEqual(expected);
});

test("a tag that is mapped is the user's, whatever the role has", () => {
  const parts = { ...tagged({ stage: "prod" }, BY_NAME), resource: mapping("Stage") };
  expect(seen(parts)).toEqual(["allowed arn:aws:s3:::b/${aws:PrincipalTag/stage}/*"]);
});

test("a deny for roles without a tag does not deny a role that has it", () => {
  const deny = {
    effect: "Deny",
    actions: ["s3:*"],
    resources: ["*"],
    condition: [{ test: "StringNotEquals", variable: "aws:PrincipalTag/stage", values: ["prod"] }],
  };
  const grant = { actions: ["s3:GetObject"], resources: [REPORTS] };
  expect(seen({ ...tagged({ stage: "prod" }, grant), guard: [deny] })).toEqual([`allowed ${REPORTS}`]);
});

describe("tags that the provider gives to every resource", () => {
  const aws = { default_tags: [{ tags: { stage: "prod" } }] };

  test.each<[string, Body, Body, string]>([
    ["count", {}, { aws: [aws] }, "allowed"],
    ["come behind those of the resource", { tags: { stage: "dev" } }, { aws: [aws] }, "denied"],
    ["are those of the resource's own provider", { provider: "aws.eu" }, { aws: [aws, { alias: "eu" }] }, "denied"],
    ["are found by its alias", { provider: "aws.eu" }, { aws: [{ alias: "eu", ...aws }] }, "allowed"],
    ["are found by a reference to it", { provider: "${aws.eu}" }, { aws: [{ alias: "eu", ...aws }] }, "allowed"],
    ["may be known to Terraform alone", {}, { aws: { default_tags: { tags: "${var.tags}" } } }, "allowed"],
  ])("%s", (_, role, provider, effect) => {
    expect(seen({ role, statements: [BY_KEY] }, { provider })[0]).toBe(`${effect} ${REPORTS}`);
  });

  test.each<[string, Body, Body, string]>([
    ["in a plan", { tags: null, tags_all: { stage: "prod" } }, {}, "allowed"],
    ["in a plan of a role without tags", { tags: null }, { tags_all: true }, "denied"],
    ["in a plan of a role with an unknown tag", { tags: {} }, { tags: { x: true }, tags_all: true }, "allowed"],
  ])("%s", (_, values, unknown, effect) => {
    const [pool, role, policy] = [
      [
        "aws_cognito_identity_pool",
        { id: "eu-west-1:1", identity_pool_name: "app", allow_unauthenticated_identities: false },
        {},
      ],
      [
        "aws_iam_role",
        { name: "user", arn: "arn:aws:iam::1:role/user", assume_role_policy: TRUST, ...values },
        unknown,
      ],
      ["aws_iam_role_policy", { role: "user", name: "p", policy: POLICY }, {}],
    ] as const;
    const changes = [pool, role, policy, ["aws_cognito_identity_pool_roles_attachment", ATTACHED, {}] as const];
    const plan = {
      format_version: "1.2",
      resource_changes: changes.map(([type, after, after_unknown]) => ({
        address: `${type}.app`,
        mode: "managed",
        type,
        name: "app",
        change: { actions: ["create"], before: null, after, after_unknown },
      })),
    };
    const [grant] = reviewAccess(plan).pools[0]?.roles[0]?.grants ?? [];
    expect(grant?.effect).toBe(effect);
  });
});

const ATTACHED = { identity_pool_id: "eu-west-1:1", roles: { authenticated: "arn:aws:iam::1:role/user" } };
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
  },
});
const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: REPORTS,
    Condition: { StringEquals: { "aws:PrincipalTag/Stage": "prod" } },
  },
});
