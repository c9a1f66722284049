/** What the identity providers of a pool are called where something is mapped for one of them. */
import type { IdentityPool } from "@aws-sdk/client-cognito-identity";

/** In a role mapping: a user pool with its client, anything else by its own name or ARN. */
export function roleMappingProviders(pool: IdentityPool): string[] {
  return [
    ...(pool.CognitoIdentityProviders ?? []).map(
      ({ ProviderName = "", ClientId = "" }) => `${ProviderName}:${ClientId}`,
    ),
    ...others(pool),
  ];
}

/** In a map of principal tags: a user pool without its client. */
export function principalTagProviders(pool: IdentityPool): string[] {
  return [...(pool.CognitoIdentityProviders ?? []).map(({ ProviderName = "" }) => ProviderName), ...others(pool)];
}

/** An OpenID Connect provider goes by its ARN. A developer provider has neither: its role and its tags come with the backend's
 *  own call. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html */
function others(pool: IdentityPool): string[] {
  const { OpenIdConnectProviderARNs = [], SamlProviderARNs = [], SupportedLoginProviders = {} } = pool;
  return [...Object.keys(SupportedLoginProviders), ...SamlProviderARNs, ...OpenIdConnectProviderARNs];
}
