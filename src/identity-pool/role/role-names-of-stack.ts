/** The fixed role names of a stack. Two roles of one name would be one resource's failure in the middle of an apply. */
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { terraformText } from "../../terraform/terraform-text";

/** One register a stack, so that a check costs the same in a stack of ten thousand pools as in a stack of one. */
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

/** IAM does not tell names apart by case. */
function nameKey(role: Construct, roleName: string): string {
  return terraformText(role, roleName).toLowerCase();
}
