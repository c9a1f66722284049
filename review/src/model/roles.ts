/** Roles with their policies: those of aws_iam_role_policy, attached ones, and the older arguments of aws_iam_role. */
import {
  blocks,
  isPartOf,
  ofType,
  referenced,
  stringOf,
  stringsOf,
  type Snapshot,
  type TerraformResource,
} from "../terraform-json/resource";
import { hasSymbol, isAfterApply, referencesOf } from "../terraform-json/symbol";
import type { Policy, Role } from "./access-model";
import { readPolicy } from "./policy-documents";

/** A role without who gets it. */
export type RoleResource = Omit<Role, "recipients" | "guestsOnly">;

/** The role that an ARN, a name or a reference to either names. */
export function findRole(snapshot: Snapshot, named: string): TerraformResource | undefined {
  const role = referenced(snapshot, named);
  if (role !== undefined) return role.type === "aws_iam_role" ? role : undefined;
  if (hasSymbol(named)) return undefined;
  return ofType(snapshot, "aws_iam_role").find(({ values }) => [values.arn, values.name, values.id].includes(named));
}

/** Of several roles that a plan says a value may come from, the addresses. */
export function candidateRoles(snapshot: Snapshot, named: string): TerraformResource[] {
  return ofType(snapshot, "aws_iam_role").filter(({ address }) =>
    referencesOf(named).some((reference) => isPartOf(reference, address)),
  );
}

export function readRole(snapshot: Snapshot, role: TerraformResource): RoleResource {
  const boundary = stringOf(role.values.permissions_boundary);
  return {
    address: role.address,
    name: nameOf(role),
    trust: readPolicy(snapshot, role.address, role.values.assume_role_policy),
    policies: [...inlinePolicies(snapshot, role), ...managedPolicies(snapshot, role)],
    ...(boundary !== undefined &&
      boundary !== "" && { permissionsBoundary: managedPolicy(snapshot, role.address, boundary) }),
  };
}

/** A role of which the file has only the ARN. */
export function unreadRole(address: string, arn: string): RoleResource {
  const notEvaluated = "role-outside-the-file";
  return { address, name: arn, trust: { address, notEvaluated }, policies: [{ address, notEvaluated }] };
}

/** The role's name; while Terraform has yet to make it, the name of the resource. */
function nameOf({ address, values }: TerraformResource): string {
  const prefix = stringOf(values.name_prefix);
  const name = stringOf(values.name) ?? "";
  if (name !== "" && !hasSymbol(name)) return name;
  if (prefix !== undefined && prefix !== "" && !hasSymbol(prefix)) return `${prefix}...`;
  return address.replace(/(^|\.)aws_iam_role\./, "$1");
}

function inlinePolicies(snapshot: Snapshot, role: TerraformResource): Policy[] {
  const policies = ofRole(snapshot, "aws_iam_role_policy", role);
  const names = [...policies, ...ofRole(priorOf(snapshot), "aws_iam_role_policy", role)].map(
    ({ values }) => values.name,
  );
  // The provider fills the argument in with all policies that it finds: those with a resource of their own stand there
  // too, even when the plan is to delete them. What is left was written here, or made by hand.
  const own = blocks(role.values.inline_policy).filter(
    ({ name, policy }) => isWritten(stringOf(policy)) && (name === undefined || !names.includes(name)),
  );
  return [
    ...policies.map(({ address, values }) => readPolicy(snapshot, address, values.policy)),
    ...own.map(({ policy }) => readPolicy(snapshot, role.address, policy)),
  ];
}

function managedPolicies(snapshot: Snapshot, role: TerraformResource): Policy[] {
  const attached = attachments(snapshot, role);
  const known = [...attached, ...attachments(priorOf(snapshot), role)].map(({ arn }) => arn);
  // Filled in by the provider too, with what the attachments attach.
  const listed = stringsOf(role.values.managed_policy_arns).filter((arn) => isWritten(arn) && !known.includes(arn));
  return [...attached, ...listed.map((arn) => ({ address: role.address, arn }))].map(({ address, arn }) =>
    managedPolicy(snapshot, address, arn),
  );
}

function attachments(snapshot: Snapshot, role: TerraformResource): { address: string; arn: string }[] {
  const toMany = ofType(snapshot, "aws_iam_policy_attachment").filter(({ values }) =>
    stringsOf(values.roles).some((named) => isRole(snapshot, named, role)),
  );
  return [...ofRole(snapshot, "aws_iam_role_policy_attachment", role), ...toMany].map(({ address, values }) => ({
    address,
    arn: stringOf(values.policy_arn) ?? "",
  }));
}

function ofRole(snapshot: Snapshot, type: string, role: TerraformResource): TerraformResource[] {
  return ofType(snapshot, type).filter(({ values }) => isRole(snapshot, stringOf(values.role), role));
}

function priorOf({ prior = [] }: Snapshot): Snapshot {
  return { resources: prior, notEvaluated: [] };
}

/** Not empty, and not unknown from nothing in the configuration: that is what the provider will fill in. */
function isWritten(value = ""): boolean {
  return value !== "" && (!isAfterApply(value) || referencesOf(value).length > 0);
}

function managedPolicy(snapshot: Snapshot, address: string, arn: string): Policy {
  const policy =
    referenced(snapshot, arn) ?? ofType(snapshot, "aws_iam_policy").find(({ values }) => values.arn === arn);
  if (policy === undefined) return { address, notEvaluated: { managedPolicyOutsideTheFile: arn } };
  return readPolicy(snapshot, policy.address, policy.values.policy ?? policy.values.json);
}

function isRole(snapshot: Snapshot, named: string | undefined, role: TerraformResource): boolean {
  return named !== undefined && findRole(snapshot, named)?.address === role.address;
}
