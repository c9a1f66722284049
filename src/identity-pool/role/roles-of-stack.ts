/** The roles that the pools of a stack made, by their ARNs: users of another pool cannot take such a role,
 *  and signed-in users cannot take the guests' role. https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { PoolReference } from "../../permissions/pool-reference";
import { terraformText } from "../../terraform/terraform-text";
import type { Authentication } from "./trust-policy";

/** A role and who can take it. */
export interface MadeRole {
  readonly construct: Construct;
  readonly roleArn: string;
  readonly pool: PoolReference;
  readonly authentication: Authentication;
}

const rolesOfStacks = new WeakMap<TerraformStack, MadeRole[]>();

/** Notes a role that its stack makes. */
export function registerRole(role: MadeRole): void {
  const stack = TerraformStack.of(role.construct);
  const roles = rolesOfStacks.get(stack) ?? [];
  roles.push(role);
  rolesOfStacks.set(stack, roles);
}

/** The ARNs as Terraform will read them. An address can change until the stack is synthesized. */
const rolesByText = new WeakMap<
  MadeRole[],
  { readonly count: number; readonly roles: ReadonlyMap<string, MadeRole> }
>();

function roleWithArn(scope: Construct, roleArn: string): MadeRole | undefined {
  const roles = rolesOfStacks.get(TerraformStack.of(scope)) ?? [];
  let byText = rolesByText.get(roles);
  if (byText?.count !== roles.length) {
    const entries = roles.map((role) => [terraformText(scope, role.roleArn), role] as const);
    byText = { count: roles.length, roles: new Map(entries) };
    rolesByText.set(roles, byText);
  }
  return byText.roles.get(terraformText(scope, roleArn));
}

/** What is wrong with giving a role to the identities of a pool.
 *  @param setting such as `roleMappings[0].rules[0].role` */
export function problemsWithTakingRole(
  setting: string,
  roleArn: string,
  pool: Construct & PoolReference,
  authentication: Authentication,
): string[] {
  const role = roleWithArn(pool, roleArn);
  if (role === undefined) return [];
  const isOfPool =
    role.pool === pool || terraformText(pool, role.pool.identityPoolId) === terraformText(pool, pool.identityPoolId);
  if (isOfPool && role.authentication === authentication) return [];
  const wanted = authentication === "authenticated" ? "signed-in users" : "guests";
  const whose = isOfPool
    ? role.authentication === "authenticated"
      ? "a role for signed-in users"
      : "the guests' role"
    : "a role of another pool";
  return [
    `${setting} is ${role.construct.node.path}, ${whose}: its trust policy does not let this pool's ${wanted} take it, so they would get no credentials. ` +
      `Give a role of this pool (addRole), or one that exists. See https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html`,
  ];
}
