/** What an account has of a name: its identity pools, and the roles that the stack made for them.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
import { CognitoIdentityClient, paginateListIdentityPools } from "@aws-sdk/client-cognito-identity";
import {
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
  paginateListRoles,
} from "@aws-sdk/client-iam";
import { roleNamePrefix } from "../../src/identity-pool/role/role-name";

export interface Pool {
  readonly id: string;
  readonly name: string;
}

export interface Role {
  readonly name: string;
  readonly authentication: Authentication;
  /** The pool whose name the role's begins with. */
  readonly poolName: string;
  readonly inlinePolicies: readonly string[];
  readonly managedPolicyArns: readonly string[];
}

export type Authentication = "authenticated" | "unauthenticated";

const authentications: readonly Authentication[] = ["authenticated", "unauthenticated"];

/** The pools of exactly these names, of the region that the environment names. */
export async function poolsNamed(names: readonly string[]): Promise<Pool[]> {
  const pools: Pool[] = [];
  const pages = paginateListIdentityPools({ client: new CognitoIdentityClient() }, { MaxResults: 60 });
  for await (const { IdentityPools = [] } of pages)
    for (const { IdentityPoolId: id = "", IdentityPoolName: name = "" } of IdentityPools) pools.push({ id, name });
  return pools.filter(({ name }) => names.includes(name));
}

/** The roles whose names the stack makes for pools of these names, of any path: a prefix, and 26 digits of Terraform's. */
export async function rolesOfPoolsNamed(names: readonly string[]): Promise<Role[]> {
  const iam = new IAMClient();
  const prefixes = names.flatMap((poolName) =>
    authentications.map((authentication) => ({
      poolName,
      authentication,
      prefix: roleNamePrefix(poolName, authentication),
    })),
  );
  const roles: Role[] = [];
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, {})) {
    for (const { RoleName: name = "" } of Roles) {
      const made = prefixes.find(
        ({ prefix }) => name.startsWith(prefix) && /^[0-9a-f]{26}$/.test(name.slice(prefix.length)),
      );
      if (made === undefined) continue;
      const { poolName, authentication } = made;
      roles.push({ name, poolName, authentication, ...(await policiesOf(iam, name)) });
    }
  }
  return roles;
}

async function policiesOf(
  client: IAMClient,
  RoleName: string,
): Promise<Pick<Role, "inlinePolicies" | "managedPolicyArns">> {
  const inlinePolicies: string[] = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName }))
    inlinePolicies.push(...PolicyNames);
  const managedPolicyArns: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName }))
    managedPolicyArns.push(...AttachedPolicies.map(({ PolicyArn = "" }) => PolicyArn));
  return { inlinePolicies, managedPolicyArns };
}
