/** What is in the account and in no state, and what to do with it. */
import type { Pool, Role } from "./account";
import type { KnownResource } from "./states";

const addresses = {
  pool: "aws_cognito_identity_pool.IdentityPool_EC8A1A0D",
  authenticated: "aws_iam_role.IdentityPool_AuthenticatedRole_42131CF5",
  unauthenticated: "aws_iam_role.IdentityPool_UnauthenticatedRole_68AEFF8B",
} as const;

export interface Orphan {
  /** Such as `pool notes (us-east-1:12345678-...)`. */
  readonly what: string;
  /** The id that Terraform imports it by. */
  readonly id: string;
  /** Its address in the shipped stack. */
  readonly address: string;
  /** The commands that delete it. */
  readonly deletion: readonly string[];
  /** What a state has at its place: an import would be refused. */
  readonly rival?: string;
}

export function orphans(
  known: readonly KnownResource[],
  found: { readonly pools: readonly Pool[]; readonly roles: readonly Role[] },
): Orphan[] {
  const ids = new Set(known.map(({ type, values }) => `${type} ${String(values.id)}`));
  const rivalOf = (type: string, address: string, poolName: string) =>
    known.find((each) => each.type === type && each.address.endsWith(address) && belongsTo(each, poolName, known))
      ?.address;
  const pools = found.pools
    .filter(({ id }) => !ids.has(`aws_cognito_identity_pool ${id}`))
    .map(({ id, name }) => ({
      what: `pool ${name} (${id})`,
      id,
      address: addresses.pool,
      deletion: [`aws cognito-identity delete-identity-pool --identity-pool-id ${quoted(id)}`],
      rival: rivalOf("aws_cognito_identity_pool", addresses.pool, name),
    }));
  const roles = found.roles
    .filter(({ name }) => !ids.has(`aws_iam_role ${name}`))
    .map((role) => ({
      what: `role ${role.name}`,
      id: role.name,
      address: addresses[role.authentication],
      deletion: deletionOf(role),
      rival: rivalOf("aws_iam_role", addresses[role.authentication], role.poolName),
    }));
  return [...pools, ...roles];
}

/** Whether what is known is of the state that has the pool of this name. */
function belongsTo(
  { type, address, values }: KnownResource,
  poolName: string,
  known: readonly KnownResource[],
): boolean {
  if (type === "aws_cognito_identity_pool") return values.identity_pool_name === poolName;
  const module = address.slice(0, address.indexOf("aws_iam_role."));
  const pool = known.find((each) => each.address === `${module}${addresses.pool}`);
  return pool === undefined || pool.values.identity_pool_name === poolName;
}

function deletionOf({ name, inlinePolicies, managedPolicyArns }: Role): string[] {
  const role = `--role-name ${quoted(name)}`;
  return [
    ...inlinePolicies.map((policy) => `aws iam delete-role-policy ${role} --policy-name ${quoted(policy)}`),
    ...managedPolicyArns.map((arn) => `aws iam detach-role-policy ${role} --policy-arn ${quoted(arn)}`),
    `aws iam delete-role ${role}`,
  ];
}

const NOT_LOOKED_FOR =
  "Not looked for: roles of other names, such as those of an adopted pool, of addRole and addGroup, and of other tools.";

const WHOSE =
  "Pools are found by their name alone, which another tool or person may have given to a pool too. Before you import or delete one, " +
  "see whose it is: aws cognito-identity describe-identity-pool and get-identity-pool-roles show its tags and roles.";

/** @param states how many were given to compare with */
export function inWords(found: readonly Orphan[], names: readonly string[], states: number): string {
  const pools = names.join(", ");
  if (found.length === 0) {
    const isThere =
      states === 0
        ? `there is no pool named ${pools}, and no role that the stack names after such a pool`
        : `every pool named ${pools} is in a state, and so is every role that the stack names after such a pool`;
    return `No orphans: ${isThere}.\n${NOT_LOOKED_FOR}\n`;
  }
  const arePools = found.some(({ address }) => address === addresses.pool);
  return [listOf(found, states), ...(arePools ? [WHOSE] : []), NOT_LOOKED_FOR, ""].join("\n");
}

function listOf(found: readonly Orphan[], states: number): string {
  return found
    .map(({ what, id, address, deletion, rival }) =>
      [
        states === 0 ? `${what}: no state was given to look in (--state FILE)` : `${what}: in no state`,
        rival === undefined
          ? `  to keep it:    terraform import -var-file=FILE ${quoted(address)} ${quoted(id)}`
          : `  do not import: the state has another one at ${rival}`,
        ...deletion.map((command, index) => `  ${index === 0 ? "to delete it: " : "              "} ${command}`),
        "",
      ].join("\n"),
    )
    .join("\n");
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
