/** Claims of a user pool's tokens that its users write themselves.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
import type { AppClient, Pool } from "../model/access-model";
import { hasSymbol } from "../terraform-json/symbol";

/** OpenID Connect's standard attributes: an app client can write all of them, unless it is told not to. */
const STANDARD_ATTRIBUTES = new Set([
  ...["address", "birthdate", "email", "family_name", "gender", "given_name", "locale", "middle_name", "name"],
  ...["nickname", "phone_number", "picture", "preferred_username", "profile", "updated_at", "website"],
  "zoneinfo",
]);

/** Logins that are open to everybody, who writes there what stands in the profile. An address has to be verified. */
const PUBLIC_LOGINS = new Set(["accounts.google.com", "appleid.apple.com", "graph.facebook.com", "www.amazon.com"]);
const VERIFIED = new Set(["email", "phone_number"]);

/** Whether users can write the claim at a login that is open to everybody. */
function isOfProfile(identityProvider: string, claim: string): boolean {
  const name = claim.toLowerCase();
  return PUBLIC_LOGINS.has(identityProvider) && STANDARD_ATTRIBUTES.has(name) && !VERIFIED.has(name);
}

/** Whether users can write the claim: by default, if an app client may, or never. */
function writableClaim(claim: string): "by-default" | "if-the-client-may" | "never" {
  const name = claim.toLowerCase();
  if (STANDARD_ATTRIBUTES.has(name)) return "by-default";
  return name.startsWith("custom:") ? "if-the-client-may" : "never";
}

/** Whether users of a provider can write a claim, by what the app clients in the file let them write. */
export type Writing =
  | { readonly can: "yes"; readonly through: readonly AppClient[] }
  /** In the profile that they have at the provider. */
  | { readonly can: "at-the-provider" }
  /** Unless another client lets them: not all clients are known. */
  | { readonly can: "by-default" | "if-the-client-may" }
  | { readonly can: "never" };

export function writingOf(pool: Pool, identityProvider: string, claim: string): Writing {
  if (isOfProfile(identityProvider, claim)) return { can: "at-the-provider" };
  const can = isUserPool(pool, identityProvider) ? writableClaim(claim) : "never";
  if (can === "never") return { can };
  const known = pool.appClients.find((one) => one.identityProvider === identityProvider);
  const clients = known?.clients ?? [];
  const through = clients.filter((client) => mayWrite(client, claim) === true);
  if (through.length > 0) return { can: "yes", through };
  const isKept = known?.isInTheFile === true && clients.every((client) => mayWrite(client, claim) === false);
  return { can: isKept ? "never" : can };
}

/** A claim has the name of its attribute. */
function mayWrite({ writeAttributes }: AppClient, claim: string): boolean | "unknown" {
  if (writeAttributes === "default") return true;
  if (writeAttributes === "unknown") return "unknown";
  const name = claim.toLowerCase();
  if (writeAttributes.some((attribute) => attribute.toLowerCase() === name)) return true;
  return writeAttributes.some(hasSymbol) ? "unknown" : false;
}

/** Whether a provider is a user pool: other providers' claims are what their administrators make them. */
function isUserPool({ signIns }: Pool, identityProvider: string): boolean {
  if (/^(?:https:\/\/)?cognito-idp\.|aws_cognito_user_pool/.test(identityProvider)) return true;
  return signIns.some(
    ({ kind, provider }) => kind === "user-pool-client" && isSameProvider(provider, identityProvider),
  );
}

function isSameProvider(client: string, named: string): boolean {
  return client === named || client.startsWith(`${named}:`);
}
