/** Claims of a user pool's tokens that its users write themselves.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
import type { Pool } from "../model/access-model";

/** OpenID Connect's standard attributes: an app client can write all of them, unless it is told not to. */
const STANDARD_ATTRIBUTES = new Set([
  ...["address", "birthdate", "email", "family_name", "gender", "given_name", "locale", "middle_name", "name"],
  ...["nickname", "phone_number", "picture", "preferred_username", "profile", "website", "zoneinfo"],
]);

/** Whether users can write the claim: by default, if an app client may, or never. */
export function writableClaim(claim: string): "by-default" | "if-the-client-may" | "never" {
  const name = claim.toLowerCase();
  if (STANDARD_ATTRIBUTES.has(name)) return "by-default";
  return name.startsWith("custom:") ? "if-the-client-may" : "never";
}

/** Whether a provider is a user pool: other providers' claims are what their administrators make them. */
export function isUserPool({ signIns }: Pool, identityProvider: string): boolean {
  if (/^(?:https:\/\/)?cognito-idp\.|aws_cognito_user_pool/.test(identityProvider)) return true;
  return signIns.some(
    ({ kind, provider }) => kind === "user-pool-client" && isSameProvider(provider, identityProvider),
  );
}

function isSameProvider(client: string, named: string): boolean {
  return client === named || client.startsWith(`${named}:`);
}
