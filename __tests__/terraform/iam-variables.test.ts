import { TerraformVariable } from "cdktf";
import { IdentityPool } from "../../src";
import { hasTemplate, withIamVariables } from "../../src/terraform/iam-variables";
import { statements } from "../identity-pool/pools";
import { synthesized } from "../support/synth";

test.each([
  ["${cognito-identity.amazonaws.com:sub}", "&{cognito-identity.amazonaws.com:sub}"],
  ["arn:aws:s3:::b/${aws:PrincipalTag/team}/*", "arn:aws:s3:::b/&{aws:PrincipalTag/team}/*"],
  ["${aws:PrincipalTag/cost center}", "&{aws:PrincipalTag/cost center}"],
  ["${aws:PrincipalTag/team, 'none'}", "&{aws:PrincipalTag/team, 'none'}"],
  ["${aws:username}-${aws:userid}", "&{aws:username}-&{aws:userid}"],
  ["a${*}b${?}c${$}", "a&{*}b&{?}c&{$}"],
  // As it is written in HCL, where `$${` is `${`.
  ["$${aws:PrincipalTag/team}", "&{aws:PrincipalTag/team}"],
  ["&{aws:PrincipalTag/team}", "&{aws:PrincipalTag/team}"],
  ["${aws:PrincipalTag/team}/${var.folder}", "&{aws:PrincipalTag/team}/${var.folder}"],
])("%s is IAM's variable: %s", (text, written) => {
  expect(withIamVariables(text)).toBe(written);
});

test.each([
  "${var.bucket}",
  "${aws_s3_bucket.uploads.arn}/*",
  "${local.names[0]}",
  '${var.prod ? "a" : "b"}',
  '${var.prod?"a":"b"}',
  '${join(":", var.parts)}',
  '${provider::aws::arn_build("aws", "s3", "", "", "b")}',
  "${[for k, v in var.names : v][0]}",
  "${ { a : 1 }.a }",
  "${each.key}",
])("%s is Terraform's, and stays", (text) => {
  expect(withIamVariables(text)).toBe(text);
  expect(hasTemplate(text)).toBe(true);
});

test.each(["plain", "${aws:PrincipalTag/team}", "$${var.bucket}", "&{aws:username}", "${*}"])(
  "%s has nothing that Terraform fills in",
  (text) => {
    expect(hasTemplate(text)).toBe(false);
  },
);

test("conditions that only Terraform knows reach it as they are", () => {
  const json = synthesized((stack) => {
    const condition = new TerraformVariable(stack, "conditions", {}).value as never;
    const { authenticatedRole } = new IdentityPool(stack, "Pool", { identityPoolName: "notes" });
    authenticatedRole.grant({ actions: ["s3:GetObject"], resources: ["*"], condition });
  });
  const [{ condition } = {}] = statements(json, "AuthenticatedRole_Grants");
  const [, local = ""] = /^\$\{local\.(\w+)\}$/.exec(String(condition)) ?? [];
  expect(json.locals[local]).toBe("${var.conditions}");
});

test("a grant with IAM's variables as AWS's pages have them is what Terraform's policy document takes", () => {
  const json = synthesized((stack) => {
    new IdentityPool(stack, "Pool", { identityPoolName: "notes" }).authenticatedRole.grant({
      actions: ["dynamodb:GetItem"],
      resources: ["arn:aws:dynamodb:us-east-1:123456789012:table/${aws:PrincipalTag/team}-${var.stage}"],
      condition: [
        {
          test: "ForAllValues:StringEquals",
          variable: "dynamodb:LeadingKeys",
          values: ["${cognito-identity.amazonaws.com:sub}"],
        },
      ],
    });
  });
  expect(statements(json, "AuthenticatedRole_Grants")).toMatchObject([
    {
      resources: ["arn:aws:dynamodb:us-east-1:123456789012:table/&{aws:PrincipalTag/team}-${var.stage}"],
      condition: [{ values: ["&{cognito-identity.amazonaws.com:sub}"] }],
    },
  ]);
});
