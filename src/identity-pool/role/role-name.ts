/** Names of roles. IAM is global: a fixed name would collide in a second region, so a role gets a prefix from its pool's
 *  name, to which Terraform appends 26 characters that make it unique.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role#name_prefix */
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { limits } from "../../aws/limits";
import { terraformText } from "../../terraform/terraform-text";
import { known, replacedAndCut } from "../../terraform/tokens";

/** A pool's name may contain white space, a role's name may not. */
const NOT_IN_A_ROLE_NAME = "[^0-9A-Za-z_+=,.@-]";

/** The prefix of a role's name: the pool's name, cleaned and cut so that the purpose still fits in.
 *  @param purpose what tells the pool's roles apart, such as `authenticated` */
export function roleNamePrefix(identityPoolName: string, purpose: string): string {
  const suffix = `-${cleanAndCut(purpose, 26)}-`;
  return `${cleanAndCut(identityPoolName, limits.roleNamePrefix.max - suffix.length)}${suffix}`;
}

function cleanAndCut(name: string, length: number): string {
  return replacedAndCut(name, NOT_IN_A_ROLE_NAME, "-", length);
}

/** The fixed role names of a stack: two roles with one name would fail in the middle of an apply. There is one register for each stack, so that a
 *  check takes as long in a stack of ten thousand pools as in a stack of one. */
const registers = new WeakMap<TerraformStack, Map<string, Construct[]>>();

/** Notes that the role has this fixed name. */
export function registerRoleName(role: Construct, roleName: string): void {
  const names = registerOf(role);
  const text = nameKey(role, roleName);
  names.set(text, [...(names.get(text) ?? []), role]);
}

/** The paths of the other roles in the stack that have the same fixed name. */
export function pathsOfRolesNamed(role: Construct, roleName: string | undefined): string[] {
  if (roleName === undefined) return [];
  const named = registerOf(role).get(nameKey(role, roleName)) ?? [];
  return named.filter((other) => other !== role).map((other) => other.node.path);
}

function registerOf(role: Construct): Map<string, Construct[]> {
  const stack = TerraformStack.of(role);
  const register = registers.get(stack) ?? new Map<string, Construct[]>();
  registers.set(stack, register);
  return register;
}

/** IAM does not tell names apart by case, Terraform does so with references. */
function nameKey(role: Construct, roleName: string): string {
  const text = terraformText(role, roleName);
  return known(text) ? text.toLowerCase() : text;
}
