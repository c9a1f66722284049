/** Which of a pool's roles a user gets: that of the user's token or of the first rule that matches, where the provider has a
 *  mapping, and otherwise the one that the pool has for all signed-in users, or for guests.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
import type { Pool, PoolMappingRule, PoolRoleMapping, Role } from "../model/access-model";
import { hasSymbol } from "../terraform-json/symbol";
import { isForProvider, type UserToken } from "./known-user";

/** Why it cannot be told which role a user gets. */
export type RoleNotKnown =
  | { readonly kind: "guests-not-known" }
  /** The file leaves open which of these it is. */
  | { readonly kind: "several-roles"; readonly roles: readonly string[] }
  | { readonly kind: "role-outside-the-file"; readonly role: string }
  /** Address of a mapping that the file does not have as a whole. */
  | { readonly kind: "mapping-not-known"; readonly address: string }
  /** AWS does not say how a rule compares what the token has there. */
  | { readonly kind: "claim-not-compared"; readonly claim: string; readonly address: string };

/** A role, "none" for a user who gets no credentials, or why it cannot be told. */
export type ChosenRole = Role | "none" | RoleNotKnown;

/** @param token none for a guest */
export function chosenRole(pool: Pool, token: UserToken | undefined): ChosenRole {
  if (token === undefined) return roleOfGuests(pool);
  const mapping = pool.roleMappings.find(({ identityProvider }) => isForProvider(identityProvider, token));
  return mapping === undefined ? roleFor(pool, "signed-in") : mappedRole(pool, mapping, token);
}

function roleOfGuests(pool: Pool): ChosenRole {
  if (pool.allowUnauthenticatedIdentities === "unknown") return { kind: "guests-not-known" };
  return pool.allowUnauthenticatedIdentities ? roleFor(pool, "guests") : "none";
}

function roleFor({ roles }: Pool, kind: "signed-in" | "guests"): ChosenRole {
  const [role, ...more] = roles.filter(({ recipients }) => recipients.some((recipient) => recipient.kind === kind));
  if (role === undefined) return "none";
  return more.length === 0 ? role : { kind: "several-roles", roles: [role, ...more].map(({ address }) => address) };
}

function mappedRole(pool: Pool, mapping: PoolRoleMapping, token: UserToken): ChosenRole {
  const named = mapping.type === "Token" ? roleOfToken(token) : roleOfRules(mapping, token);
  if (typeof named === "object") return named;
  if (named !== undefined) return roleNamed(pool, named);
  if (mapping.ambiguousRoleResolution === "AuthenticatedRole") return roleFor(pool, "signed-in");
  return mapping.ambiguousRoleResolution === "Deny" ? "none" : { kind: "mapping-not-known", address: mapping.address };
}

function roleOfToken({ claims }: UserToken): string | undefined {
  const preferred = claims["cognito:preferred_role"];
  if (typeof preferred === "string" && preferred !== "") return preferred;
  const roles: unknown = claims["cognito:roles"];
  const [only, ...more] = Array.isArray(roles) ? (roles as unknown[]) : [];
  return typeof only === "string" && more.length === 0 ? only : undefined;
}

/** The first rule that matches is the one that counts. */
function roleOfRules(
  { address, type, rules }: PoolRoleMapping,
  { claims }: UserToken,
): string | RoleNotKnown | undefined {
  if (type !== "Rules") return { kind: "mapping-not-known", address };
  for (const rule of rules) {
    if (hasSymbol(`${rule.claim}${rule.matchType}${rule.value}`)) return { kind: "mapping-not-known", address };
    const answer = isMatch(rule, claims[rule.claim]);
    if (answer === undefined) return { kind: "claim-not-compared", claim: rule.claim, address };
    if (answer) return rule.role;
  }
  return undefined;
}

type Match = (actual: string, value: string) => boolean;

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html */
const MATCHES = new Map<string, Match>([
  ["Equals", (actual, value) => actual === value],
  ["Contains", (actual, value) => actual.includes(value)],
  ["StartsWith", (actual, value) => actual.startsWith(value)],
  ["NotEqual", (actual, value) => actual !== value],
]);

/** @returns undefined if it depends on what AWS does not say */
function isMatch({ matchType, value }: PoolMappingRule, claim: unknown): boolean | undefined {
  const match = MATCHES.get(matchType);
  if (match === undefined) return undefined;
  if (claim === undefined || claim === null) return matchType === "NotEqual" ? undefined : false;
  const answers = new Set(textsOf(claim).map((text) => match(text, value)));
  return answers.size === 1 ? answers.has(true) : undefined;
}

/** What a claim may be compared as. Where all agree, it does not matter how a list is written. */
function textsOf(claim: unknown): string[] {
  if (typeof claim === "string") return [claim];
  if (!Array.isArray(claim)) return [JSON.stringify(claim)];
  const parts = claim.map(String);
  return [JSON.stringify(claim), parts.join(","), parts.join(", "), `[${parts.join(", ")}]`, parts.join(" ")];
}

/** Within an account, a role's name says which it is. */
function roleNamed({ roles }: Pool, arn: string): ChosenRole {
  const name = arn.split("/").at(-1);
  const role = roles.find((one) => one.name === arn || one.name === name);
  return role ?? { kind: "role-outside-the-file", role: arn };
}
