/** Roles with their policies: those of aws_iam_role_policy, attached ones, and the older arguments of aws_iam_role. */
import { awsManagedPolicyDocument, awsManagedPolicyName } from "../iam/aws-managed-policies";
import { blocks, stringOf, stringsOf, type TerraformResource } from "../terraform-json/resource";
import { hasSymbol, isAfterApply, isSensitive, referencesOf } from "../terraform-json/symbol";
import type { NotEvaluatedCause } from "../terraform-json/not-evaluated";
import type { Policy, Role } from "./access-model";
import { distinct } from "../iam/distinct";
import { statementsOf } from "../iam/policy-document";
import { Links } from "./links";
import { readDocument, readPolicy } from "./policy-documents";
import { roleTagsOf } from "./role-tags";

/** A role without who gets it. */
export type RoleResource = Omit<Role, "recipients" | "guestsOnly">;

/** Reads the roles of a snapshot, each once. */
export class Roles {
  private readonly read = new Map<string, RoleResource>();
  private readonly prior: Links | undefined;

  constructor(private readonly links: Links) {
    const { prior } = links.snapshot.plan;
    this.prior = prior && new Links(prior);
  }

  of(role: TerraformResource): RoleResource {
    const known = this.read.get(role.address);
    if (known !== undefined) return known;
    const boundary = stringOf(role.values.permissions_boundary) ?? "";
    const tags = roleTagsOf(role.values);
    const resource: RoleResource = {
      address: role.address,
      name: nameOf(role),
      ...(tags !== undefined && { tags }),
      trust: readDocument(this.links.snapshot, role.address, role.values.assume_role_policy),
      policies: [
        ...this.inlinePolicies(role),
        ...this.managedPolicies(role),
        ...notReadPolicies(role.address, role.isData ? ["role-outside-the-file"] : []),
      ],
      ...(boundary !== "" && { permissionsBoundary: this.boundary(role.address, boundary) }),
    };
    this.read.set(role.address, resource);
    return resource;
  }

  private inlinePolicies(role: TerraformResource): Policy[] {
    const policies = this.links.ofRole("aws_iam_role_policy", "role", role);
    const before = this.prior?.ofRole("aws_iam_role_policy", "role", role) ?? [];
    const names = new Set([...policies, ...before].map(({ values }) => values.name));
    // The provider fills the argument in with all policies that it finds: those with a resource of their own stand there
    // too, even when the plan is to delete them. What is left was written here, or made by hand.
    const written = blocks(role.values.inline_policy).filter(
      ({ name, policy }) => isWritten(stringOf(policy)) && (name === undefined || !names.has(name)),
    );
    const known = new Set([...names, ...written.map(({ name }) => name)]);
    const exclusive = this.links.ofRole("aws_iam_role_policies_exclusive", "role_name", role);
    return [
      ...policies.map((policy) => this.inlinePolicy(policy, role)),
      ...written.map(({ policy }) => readPolicy(this.links.snapshot, role.address, policy)),
      ...exclusive.flatMap(({ address, values }) =>
        stringsOf(values.policy_names)
          .filter((name) => !known.has(name) && !this.isNameOf(name, policies))
          .flatMap((name) => notReadPolicies(address, [{ inlinePolicyOutsideTheFile: name }])),
      ),
    ];
  }

  private inlinePolicy({ address, values, planned }: TerraformResource, role: TerraformResource): Policy {
    const policy = readPolicy(this.links.snapshot, address, values.policy);
    if (planned === "deferred") return { ...policy, notEvaluated: "deferred" };
    return withDoubtOfDenies(policy, this.rolesOf(values.role, role));
  }

  /** The roles of which a policy may be for one, where it is not surely for this one.
   *  @param value a text that names roles, or a list of such texts */
  private rolesOf(value: unknown, role: TerraformResource): readonly string[] {
    const named = stringsOf(value)
      .map((one) => this.links.rolesNamed(one).resources.map(({ address }) => address))
      .filter((addresses) => addresses.includes(role.address));
    return named.some(({ length }) => length === 1) ? [] : distinct(named.flat());
  }

  /** Whether a reference leads to one of these policies, whose name may be made by the provider. */
  private isNameOf(name: string, policies: readonly TerraformResource[]): boolean {
    const referenced = this.links.referenced(name, "aws_iam_role_policy");
    return referenced.length > 0 && referenced.every((one) => policies.includes(one));
  }

  private managedPolicies(role: TerraformResource): Policy[] {
    const attached = attachments(this.links, role);
    const before = this.prior === undefined ? [] : attachments(this.prior, role);
    const known = new Set([...attached, ...before].map(({ arn }) => arn));
    // Filled in by the provider too, with what the attachments attach.
    const listed = listedIn(role.address, role.values.managed_policy_arns).filter(
      ({ arn }) => isWritten(arn) && !known.has(arn),
    );
    const all = [...attached, ...listed].map((one) => ({ ...one, policies: this.links.policiesNamed(one.arn) }));
    const policies = all.flatMap((one) => {
      const alike = all.filter((other) => one.policies.every((policy) => other.policies.includes(policy)));
      return this.managedPolicy(one, role, alike.length);
    });
    return [...new Map(policies.map((policy) => [keyOf(policy), policy])).values()];
  }

  /** The policies that an attachment attaches.
   *  @param count of the role's attachments that may attach the same ones */
  private managedPolicy(
    { address, arn, roles, isList, policies: found }: Attached & { readonly policies: readonly TerraformResource[] },
    role: TerraformResource,
    count: number,
  ): Policy[] {
    const policies = found
      .map((policy) => readPolicy(this.links.snapshot, policy.address, policy.values.policy ?? policy.values.json))
      .map((policy) => withDoubtOfDenies(policy, this.rolesOf(roles, role)));
    if (found.length === 0) return [policyOutsideTheFile(address, arn)];
    // A list that is not known as a whole may hold ARNs too, which the plan does not name.
    if (isList && isAfterApply(arn)) return [...policies, ...notReadPolicies(address, ["more-than-the-plan-names"])];
    // As many attachments as policies: each is attached by one of them. Fewer, and a Deny may not be there.
    const isAmbiguous = !isList && count < found.length;
    const oneOf = found.map((policy) => policy.address);
    return isAmbiguous ? [...policies, ...notReadPolicies(address, [{ oneOf }])] : policies;
  }

  private boundary(address: string, arn: string): Policy {
    const [policy, ...more] = this.links.policiesNamed(arn);
    if (policy === undefined) return policyOutsideTheFile(address, arn);
    if (more.length > 0) return { address, notEvaluated: { oneOf: [policy, ...more].map((one) => one.address) } };
    return readPolicy(this.links.snapshot, policy.address, policy.values.policy ?? policy.values.json);
  }
}

/** A managed policy of which the file has only the ARN: of some of AWS's own, the document is known. */
function policyOutsideTheFile(address: string, arn: string): Policy {
  const awsManagedPolicy = awsManagedPolicyName(arn);
  const document = awsManagedPolicyDocument(arn);
  return {
    address,
    ...(awsManagedPolicy !== undefined && { awsManagedPolicy }),
    ...(document === undefined ? { notEvaluated: { managedPolicyOutsideTheFile: arn } } : { document }),
  };
}

function keyOf({ address, awsManagedPolicy, document, notEvaluated }: Policy): string {
  return JSON.stringify([address, awsManagedPolicy, document === undefined, notEvaluated]);
}

/** A policy that may be another role's: what it allows is judged for each of them, but what it denies may not be denied. */
function withDoubtOfDenies(policy: Policy, roles: readonly string[]): Policy {
  const denies = policy.document !== undefined && statementsOf(policy.document).some(({ Effect }) => Effect === "Deny");
  return roles.length > 0 && denies ? { ...policy, notEvaluated: { oneOf: roles } } : policy;
}

/** A role of which the file has only the ARN. */
export function unreadRole(address: string, arn: string): RoleResource {
  const notEvaluated: NotEvaluatedCause = isSensitive(arn) ? "sensitive" : "role-outside-the-file";
  return { address, name: arn, trust: { address, notEvaluated }, policies: notReadPolicies(address, [notEvaluated]) };
}

function notReadPolicies(address: string, causes: readonly NotEvaluatedCause[]): Policy[] {
  return causes.map((notEvaluated) => ({ address, notEvaluated }));
}

/** The role's name; while Terraform has yet to make it, the name of the resource. */
function nameOf({ address, values }: TerraformResource): string {
  const prefix = stringOf(values.name_prefix);
  const name = stringOf(values.name) ?? "";
  if (name !== "" && !hasSymbol(name)) return name;
  if (prefix !== undefined && prefix !== "" && !hasSymbol(prefix)) return `${prefix}...`;
  return address.replace(/(^|\.)aws_iam_role\./, "$1");
}

interface Attached {
  readonly address: string;
  readonly arn: string;
  /** What names the role, or one of several. Of a list that is not known as a whole, all are meant. */
  readonly roles?: unknown;
  /** It is a list of ARNs that is not known as a whole. */
  readonly isList: boolean;
}

/** The ARNs of a list. */
function listedIn(address: string, list: unknown): Attached[] {
  return stringsOf(list).map((arn) => ({ address, arn, isList: !Array.isArray(list) }));
}

const ATTACHMENTS = [
  ["aws_iam_role_policy_attachment", "role"],
  ["aws_iam_policy_attachment", "roles"],
] as const;

function attachments(links: Links, role: TerraformResource): Attached[] {
  const resources = ATTACHMENTS.flatMap(([type, attribute]) => links.ofRole(type, attribute, role));
  const one = resources.map(({ address, values }) => ({
    address,
    arn: stringOf(values.policy_arn) ?? "",
    roles: Array.isArray(values.roles) ? values.roles : values.role,
    isList: false,
  }));
  const known = new Set(one.map(({ arn }) => arn));
  const exclusive = links
    .ofRole("aws_iam_role_policy_attachments_exclusive", "role_name", role)
    .flatMap(({ address, values }) => listedIn(address, values.policy_arns));
  // What a list names by an attachment of the role is attached by that one.
  const isNamed = (arn: string): boolean => {
    const named = ATTACHMENTS.flatMap(([type]) => links.referenced(arn, type));
    return named.length > 0 && named.every((attachment) => resources.includes(attachment));
  };
  return [...one, ...exclusive.filter(({ arn }) => !known.has(arn) && !isNamed(arn))];
}

/** Not empty, and not unknown from nothing in the configuration: that is what the provider will fill in. */
function isWritten(value = ""): boolean {
  return value !== "" && (!isAfterApply(value) || isSensitive(value) || referencesOf(value).length > 0);
}
