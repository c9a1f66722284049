import { CognitoIdentityPool } from "@cdktf/provider-aws/lib/cognito-identity-pool";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { IdentityPool, permissions } from "../../../src";
import type { IIdentityPool, ImportedIdentityPoolOptions } from "../../../src";
import { only, problems, synthesized } from "../../support/synth";
import { statements } from "../pools";

const ID = "us-east-1:12345678-1234-1234-1234-123456789012";

function imported(id: string, build: (pool: IIdentityPool) => void, options?: ImportedIdentityPoolOptions) {
  return synthesized((stack) => {
    build(IdentityPool.fromIdentityPoolId(stack, "Pool", id, options));
  });
}

const trust = (json: ReturnType<typeof imported>) => statements(json, "Finance_TrustPolicy");

test("a pool made elsewhere is not made here: only what is built against it is", () => {
  const json = imported(ID, (pool) => {
    const role = pool.addRole("Finance");
    role.grant(...permissions.ownDatasets(pool));
    role.addPolicy("Guardrail", permissions.guardrail(pool));
  });
  expect(Object.keys(json.resource)).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
  expect(only(json.resource.aws_iam_role).name_prefix).toBe("Pool-Finance-");
  expect(trust(json)).toMatchObject([{ condition: [{ values: [ID] }, { values: ["authenticated"] }] }]);
});

test.each([
  ["us-gov-west-1", "aws-us-gov", "cognito-identity-us-gov.amazonaws.com"],
  ["us-gov-east-1", "aws-us-gov", "cognito-identity.us-gov-east-1.amazonaws.com"],
  ["cn-north-1", "aws-cn", "cognito-identity.cn-north-1.amazonaws.com.cn"],
])("the partition is that of the region in the id: %s", (region, partition, principal) => {
  const json = imported(ID.replace("us-east-1", region), (pool) => {
    pool.addRole("Finance", { roleName: "finance" }).grant(...permissions.ownDatasets(pool));
    expect(pool.partition.name).toBe(partition);
  });
  expect(trust(json)).toMatchObject([{ principals: [{ identifiers: [principal] }] }]);
});

test("the ARN is that of the id's region and of the provider's account", () => {
  const json = synthesized((stack) => {
    const pool = IdentityPool.fromIdentityPoolId(stack, "Pool", ID);
    new TerraformOutput(stack, "arn", { value: pool.identityPoolArn });
    new TerraformOutput(stack, "again", { value: pool.identityPoolArn });
  });
  const account = "${data.aws_caller_identity.Pool_CallerIdentity_\\w+.account_id}".replace(/[${}.]/g, "\\$&");
  expect(json.output.arn?.value).toMatch(
    new RegExp(`^arn:aws:cognito-identity:us-east-1:${account.replace("\\\\w+", "\\w+")}:identitypool/${ID}$`),
  );
  expect(Object.keys(json.data.aws_caller_identity ?? {})).toHaveLength(1);
});

test("an id that only Terraform knows is read at plan, and its region taken from it", () => {
  const json = synthesized((stack) => {
    const elsewhere = new CognitoIdentityPool(stack, "elsewhere", { identityPoolName: "elsewhere" });
    const pool = IdentityPool.fromIdentityPoolId(stack, "Pool", elsewhere.id);
    pool.addRole("Finance");
    new TerraformOutput(stack, "arn", { value: pool.identityPoolArn });
  });
  expect(trust(json)).toMatchObject([{ condition: [{ values: [expect.stringMatching(/^\$\{local\./)] }, {}] }]);
  expect(json.output.arn?.value).toMatch(/^arn:aws:cognito-identity:\$\{element\(split\(":", local\./);
});

test("a pool that maps principal tags needs sessions that may be tagged", () => {
  const json = imported(ID, (pool) => pool.addRole("Finance"), { sessionTags: true });
  expect(trust(json)).toMatchObject([{ actions: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"] }]);
});

const ARN = `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${ID}`;

test.each([
  ["an id that no pool has", ARN.replace(ID, "us-east-1:notes")],
  ["another region than its id", ARN.replace("identity:us-east-1", "identity:eu-west-1")],
  ["another partition than its region", ARN.replace("arn:aws", "arn:aws-cn")],
  ["something before it", `from ${ARN}`],
])("an ARN with %s is refused", (_, arn) => {
  const found = (given: string) => problems((stack) => IdentityPool.fromIdentityPoolArn(stack, "Pool", given));
  expect(found(arn)).toEqual([expect.stringMatching(/identityPoolArn is "\S.*: give an ARN of the form/)]);
  expect(found(ARN)).toEqual([]);
});

test("what is no pool's id is refused, a token is not", () => {
  const found = (id: string) => problems((stack) => IdentityPool.fromIdentityPoolId(stack, "Pool", id));
  expect(found("notes")).toEqual([expect.stringContaining('identityPoolId is "notes"')]);
  expect(
    problems((stack) => {
      const token = new TerraformVariable(stack, "pool", { type: "string" }).stringValue;
      IdentityPool.fromIdentityPoolId(stack, "Pool", token).addRole("Finance");
    }),
  ).toEqual([]);
});
