/** The policies of a role at IAM: inline ones by name, managed ones by ARN. */
import {
  AttachRolePolicyCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { Refused, type AttributePath } from "../problem";
import { isAwsError, type Aws } from "./aws";
import { checkIdentityPolicy } from "./policy-grammar";
import { policySize } from "./policy-json";

/** All inline policies of one role together, white space not counted. */
const INLINE_POLICIES_SIZE = 10_240;
/** Managed policies on one role, before anybody asks AWS for more. */
const MANAGED_POLICIES = 10;

/** IAM answers with URL-encoded documents. */
export function decodedPolicy(document: string | undefined): string {
  return decodeURIComponent((document ?? "").replaceAll("+", "%20"));
}

export async function inlinePolicyNames(role: string, aws: Aws): Promise<string[]> {
  const names: string[] = [];
  let marker: string | undefined;
  do {
    const page = await aws.clients.iam.send(new ListRolePoliciesCommand({ RoleName: role, Marker: marker }));
    names.push(...(page.PolicyNames ?? []));
    marker = page.IsTruncated ? page.Marker : undefined;
  } while (marker !== undefined);
  return names;
}

/** The document, or null where the role or its policy is gone. */
export async function inlinePolicy(role: string, name: string, aws: Aws): Promise<string | null> {
  try {
    const { PolicyDocument } = await aws.clients.iam.send(
      new GetRolePolicyCommand({ RoleName: role, PolicyName: name }),
    );
    return decodedPolicy(PolicyDocument);
  } catch (error) {
    if (isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) return null;
    throw error;
  }
}

export async function inlinePolicies(role: string, aws: Aws): Promise<{ name: string; policy: string }[]> {
  const names = await inlinePolicyNames(role, aws);
  const found = await Promise.all(names.map(async (name) => ({ name, policy: await inlinePolicy(role, name, aws) })));
  return found.flatMap(({ name, policy }) => (policy === null ? [] : [{ name, policy }]));
}

export async function putInlinePolicy(
  role: string,
  name: string,
  policy: string,
  attribute: AttributePath,
  aws: Aws,
): Promise<void> {
  checkIdentityPolicy(policy, attribute);
  await inTurn(role, () => putWithinQuota(role, name, policy, attribute, aws));
}

/** Terraform puts several policies of a role at once. One after the other, as IAM does it, or two would pass the quota together. */
const turns = new Map<string, Promise<void>>();

function inTurn(role: string, work: () => Promise<void>): Promise<void> {
  const turn = (turns.get(role) ?? Promise.resolve()).then(work, work);
  turns.set(role, turn);
  return turn;
}

async function putWithinQuota(
  role: string,
  name: string,
  policy: string,
  attribute: AttributePath,
  aws: Aws,
): Promise<void> {
  const others = (await inlinePolicies(role, aws)).filter((other) => other.name !== name);
  const size = [policy, ...others.map((other) => other.policy)].reduce(
    (sum, document) => sum + policySize(document),
    0,
  );
  if (size > INLINE_POLICIES_SIZE) {
    throw new Refused({
      summary: "LimitExceeded",
      detail: `Maximum policy size of ${INLINE_POLICIES_SIZE} bytes exceeded for role ${role}: with "${name}" its inline policies have ${size} characters without white space.`,
      attribute,
    });
  }
  await aws.clients.iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument: policy }));
}

export async function deleteInlinePolicy(role: string, name: string, aws: Aws): Promise<void> {
  await unlessGone(aws.clients.iam.send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName: name })));
}

export async function managedPolicyArns(role: string, aws: Aws): Promise<string[]> {
  const arns: string[] = [];
  let marker: string | undefined;
  do {
    const page = await aws.clients.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role, Marker: marker }));
    arns.push(...(page.AttachedPolicies ?? []).map(({ PolicyArn = "" }) => PolicyArn));
    marker = page.IsTruncated ? page.Marker : undefined;
  } while (marker !== undefined);
  return arns;
}

export async function attachManagedPolicy(
  role: string,
  arn: string,
  attribute: AttributePath,
  aws: Aws,
): Promise<void> {
  const attached = await managedPolicyArns(role, aws);
  if (!attached.includes(arn) && attached.length >= MANAGED_POLICIES) {
    throw new Refused({
      summary: "LimitExceeded",
      detail: `Cannot exceed quota for PoliciesPerRole: ${MANAGED_POLICIES}.`,
      attribute,
    });
  }
  await checkPolicyExists(arn, attribute, aws);
  await aws.clients.iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: arn }));
}

export async function detachManagedPolicy(role: string, arn: string, aws: Aws): Promise<void> {
  await unlessGone(aws.clients.iam.send(new DetachRolePolicyCommand({ RoleName: role, PolicyArn: arn })));
}

/** AWS's own policies are not looked up: the emulator makes up the ones that it does not have. */
async function checkPolicyExists(arn: string, attribute: AttributePath, aws: Aws): Promise<void> {
  if (/^arn:[^:]+:iam::aws:policy\//.test(arn)) return;
  try {
    await aws.clients.iam.send(new GetPolicyCommand({ PolicyArn: arn }));
  } catch (error) {
    if (!isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) throw error;
    throw new Refused({
      summary: "NoSuchEntity",
      detail: `Policy ${arn} does not exist or is not attachable.`,
      attribute,
    });
  }
}

async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) throw error;
  }
}
