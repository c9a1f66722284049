import type { Pool, PoolRoleMapping } from "../model/access-model";
import { hasSymbol } from "../terraform-json/symbol";
import type { FindingCheck } from "./finding";

/** A role mapping for a provider with which nobody signs in to the pool.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html */
export const mappingWithoutProvider: FindingCheck = ({ pool }) =>
  pool.roleMappings
    .filter((mapping) => !mayBeOfPool(pool, mapping))
    .map(({ address, identityProvider }) => ({
      id: "mapping-without-provider",
      severity: "medium",
      title: `A role mapping is for ${identityProvider}, which is not a provider of the pool`,
      reason: "Nobody signs in with it, so users get their roles as if there were no mapping for them.",
      fix: "Write the provider as the pool has it: for a user pool PROVIDER_NAME:CLIENT_ID, without https://.",
      address,
    }));

function mayBeOfPool({ signIns, isOutsideTheFile }: Pool, { identityProvider }: PoolRoleMapping): boolean {
  if (isOutsideTheFile) return true;
  return signIns.some(({ provider }) => {
    if (provider === identityProvider) return true;
    // An OpenID Connect provider is also named by its address.
    if (provider.endsWith(`:oidc-provider/${identityProvider}`)) return true;
    // What is known only later may be the same.
    return hasSymbol(provider) || hasSymbol(identityProvider);
  });
}
