/** What Terraform reads of a grant, and the policy that IAM gets from it. */
import { TerraformVariable } from "cdktf";
import type { TerraformStack } from "cdktf";
import { readDataSource } from "../../local/provider/rpc/read-data-source";
import { text, type ObjectValue } from "../../local/provider/values";
import { IdentityPool, Partition } from "../../src";
import type { PolicyDocument, PolicyStatement } from "../../src";
import { CLIENT } from "../identity-pool/pools";
import { fakeAws } from "../local/provider/fake-aws";
import { named, problems, synthesized } from "../support/synth";
import type { Attributes } from "../support/synth";

/** A pool whose sessions have the tag `user`, which outlives the pool. */
function poolOf(stack: TerraformStack, partition: Partition): IdentityPool {
  return new IdentityPool(stack, "Pool", {
    identityPoolName: "notes",
    userPoolClients: [CLIENT],
    authenticatedRole: { roleName: "notes-users" },
    principalTags: [{ identityProvider: CLIENT, tags: { user: "sub" } }],
    partition,
  });
}

/** The statements in the synthesized JSON, once a role of a pool was granted them.
 *  @param grants each of them is one call of `grant` */
export function granted(
  grants: ((stack: TerraformStack) => PolicyStatement[])[],
  partition = Partition.AWS,
): Attributes[] {
  const { data, locals } = synthesized((stack) => {
    const { authenticatedRole } = poolOf(stack, partition);
    for (const grant of grants) authenticatedRole.grant(...grant(stack));
  });
  const { statement } = named(data.aws_iam_policy_document, "AuthenticatedRole_Grants");
  return JSON.parse(withLiteralsOf(locals, JSON.stringify(statement))) as Attributes[];
}

/** A local value that is a literal is one to Terraform too. */
function withLiteralsOf(locals: Attributes, json: string): string {
  return json.replaceAll(/("?)\$\{local\.(\w+)\}\1/g, (reference, quote: string, name: string) => {
    const text = JSON.stringify(locals[name]);
    if (text.includes("${")) return reference;
    return quote === "" ? text.slice(1, -1) : text;
  });
}

/** The statements of one grant that needs nothing of the stack. */
export function statementsOf(statements: PolicyStatement[], partition = Partition.AWS): Attributes[] {
  return granted([() => statements], partition);
}

/** The problems that a stack has once a role was granted the statements, without the path of the role. */
export function problemsOf(
  statements: PolicyStatement[] | ((stack: TerraformStack) => PolicyStatement[]),
  partition = Partition.AWS,
): string[] {
  return problems((stack) => {
    const { authenticatedRole } = poolOf(stack, partition);
    authenticatedRole.grant(...(typeof statements === "function" ? statements(stack) : statements));
  }).map((problem) => problem.replace("[test/Pool/AuthenticatedRole] ", ""));
}

/** A value that only Terraform knows: `${var.NAME}` in what it reads. */
export function token(stack: TerraformStack, name: string): string {
  return new TerraformVariable(stack, name, { type: "string" }).stringValue;
}

/** The policy that the local provider renders from what Terraform reads. */
export async function policy(statements: readonly Attributes[]): Promise<PolicyDocument> {
  const config = { statement: statements as unknown as ObjectValue[] };
  const { json } = await readDataSource({ type: "aws_iam_policy_document", config }, fakeAws().aws);
  return JSON.parse(text(json)) as PolicyDocument;
}
