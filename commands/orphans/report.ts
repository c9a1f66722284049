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

/** @param states how many were given to compare with */
export function inWords(found: readonly Orphan[], names: readonly string[], states: number): string {
  if (found.length === 0) {
    return states === 0
      ? `No orphans: there is no pool or role of ${names.join(", ")}.\n`
      : `No orphans: every pool and role of ${names.join(", ")} is in a state.\n`;
  }
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
