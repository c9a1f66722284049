import type { Pool, SignIn } from "../model/access-model";
import { hasSymbol } from "../terraform-json/symbol";
import type { Finding, FindingCheck } from "./finding";

/** Mappings for a provider with which nobody signs in to the pool.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
export const mappingWithoutProvider: FindingCheck = ({ pool }) =>
  pool.isOutsideTheFile ? [] : [...roleMappings(pool), ...mappingsOfTags(pool)];

function roleMappings({ roleMappings: mappings, signIns }: Pool): Finding[] {
  return mappings
    .filter(({ identityProvider }) => !signIns.some((one) => mayBe(one, one.provider, identityProvider)))
    .map(({ address, identityProvider }) => ({
      id: "mapping-without-provider",
      severity: "medium",
      title: `A role mapping is for ${identityProvider}, which is not a provider of the pool`,
      reason: "Nobody signs in with it, so users get their roles as if there were no mapping for them.",
      fix: "Write the provider as the pool has it: for a user pool PROVIDER_NAME:CLIENT_ID, without https://.",
      address,
    }));
}

function mappingsOfTags({ principalTags, signIns }: Pool): Finding[] {
  return principalTags
    .filter(
      ({ identityProvider }) =>
        !signIns.some((one) => namesForTags(one).some((name) => mayBe(one, name, identityProvider))),
    )
    .map(({ address, identityProvider }) => ({
      id: "mapping-without-provider",
      severity: "low",
      title: `Tags are mapped for ${identityProvider}, which is not a provider of the pool`,
      reason: "Nobody signs in with it, so no session gets the tags.",
      fix: "Write the provider as the pool has it: for a user pool PROVIDER_NAME, without the client's id.",
      address,
    }));
}

/** Whether a mapping that names a provider may be for a way to sign in.
 *  @param provider what a mapping calls it */
function mayBe({ kind }: SignIn, provider: string, named: string): boolean {
  if (provider === named || hasSymbol(named)) return true;
  // An OpenID Connect provider is also named by its address.
  if (provider.endsWith(`:oidc-provider/${named}`)) return true;
  // What is known only later may be the same, but no user pool is called like another provider.
  return hasSymbol(provider) && (kind !== "user-pool-client" || named.startsWith("cognito-idp."));
}

/** A user pool's tags are those of all its clients, or of one. */
function namesForTags({ kind, provider }: SignIn): string[] {
  return kind === "user-pool-client" ? [provider, provider.replace(/:[^:]*$/, "")] : [provider];
}
