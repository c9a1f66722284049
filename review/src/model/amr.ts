/** How somebody signed in, as a trust policy reads it: `amr` of the token that Cognito hands to STS. A guest's has one value.
 *  Everybody else's has several: "authenticated", and the providers with which they signed in.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
import { hasSymbol } from "../terraform-json/symbol";
import type { SignIn } from "./access-model";

/** The values of `amr` in one token. */
export type Amr = readonly string[];

export const AMR_OF_GUESTS: Amr = ["unauthenticated"];

/** What `amr` may hold for those who sign in with one provider. */
export interface ProviderAmr {
  /** As the pool names it. */
  readonly provider: string;
  /** One for each kind of user that a trust policy may tell apart, and for each name that the provider may have. */
  readonly alternatives: readonly Amr[];
  /** Whether its users are surely among the alternatives. Not where the plan does not know the provider's name, nor where
   *  AWS does not say how `amr` has it. */
  readonly isKnown: boolean;
}

/** By provider; several clients of a user pool are one.
 *  @param asked what a trust policy compares `amr` with: some user of a provider may be the one that it names */
export function amrOfProviders(signIns: readonly SignIn[], asked: readonly string[]): ProviderAmr[] {
  const byProvider = new Map(signIns.map((signIn) => [nameOf(signIn), signIn]));
  return Array.from(byProvider, ([provider, { kind }]): ProviderAmr => {
    const isKnown = !hasSymbol(provider) && kind !== "oidc-provider" && kind !== "saml-provider";
    const names = isKnown ? [provider] : [provider, provider.replace(/^arn:[^/]*\//, ""), ...otherNames(asked)];
    return { provider, alternatives: alternativesOf(names, asked), isKnown };
  });
}

/** Of a provider by the name that `Logins` has for it. */
export function amrOfProvider(provider: string, asked: readonly string[]): ProviderAmr {
  return { provider, alternatives: alternativesOf([provider], asked), isKnown: true };
}

/** Of users of whatever provider: a pool of somebody else may have any. */
export function amrOfAnyProvider(asked: readonly string[]): ProviderAmr {
  const provider = "☆provider";
  return { provider, alternatives: alternativesOf([provider, ...otherNames(asked)], asked), isKnown: true };
}

/** A provider's users have its name, and one more value that ends in an id of their own. */
function alternativesOf(names: readonly string[], asked: readonly string[]): Amr[] {
  return names.flatMap((name) => {
    const users = asked.filter((one) => one.startsWith(`${name}:`)).map(example);
    return [`${name}:☆`, ...users].map((user) => ["authenticated", name, user]);
  });
}

/** What a trust policy asks for that may be a provider's name. */
function otherNames(asked: readonly string[]): string[] {
  return asked.filter((one) => one !== "authenticated" && !AMR_OF_GUESTS.includes(one)).map(example);
}

/** A text that fits a pattern. */
export function example(pattern: string): string {
  return pattern.replaceAll(/[*?]/g, "☆");
}

/** A user pool's name, without the client behind it. */
function nameOf({ kind, provider }: SignIn): string {
  return kind === "user-pool-client" && !hasSymbol(provider)
    ? provider.slice(0, Math.max(0, provider.lastIndexOf(":")))
    : provider;
}
