/** Principal tags that no mapping of the pool has: those of the role itself.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag */
import type { KeyValues } from "../iam/context";
import type { PolicyDocument } from "../iam/policy-document";
import type { Policy, Pool, Role } from "../model/access-model";
import { hasSymbol } from "../terraform-json/symbol";
import { tagOf } from "./people";
import { developerProviderOf } from "./tags-of-server";

/** What a session has for a key aws:PrincipalTag/TAG by its role.
 *  @param key in any case */
export function tagOfRole({ tags }: Pick<Role, "tags">, key: string): KeyValues {
  const value = tags?.values.get(tagOf(key) ?? "");
  if (value === undefined) return tags?.others === undefined ? [] : "unknown";
  return hasSymbol(value) ? "any" : [value];
}

/** The pool with the tags of its roles in the place of the variables for them. A tag that a mapping, or the server of a developer
 *  provider, gives to a session comes first. */
export function withTagsOfRoles(pool: Pool): Pool {
  if (developerProviderOf(pool) !== undefined || pool.roles.every(({ tags }) => tags === undefined)) return pool;
  const mapped = new Set(pool.principalTags.map(({ tag }) => tag.toLowerCase()));
  return { ...pool, roles: pool.roles.map((role) => withOwnTags(role, mapped)) };
}

function withOwnTags(role: Role, mapped: ReadonlySet<string>): Role {
  const { tags, policies, permissionsBoundary: boundary } = role;
  if (tags === undefined) return role;
  const valueOf = (tag: string): string | undefined => {
    const name = tag.toLowerCase();
    return mapped.has(name) ? undefined : (tags.values.get(name) ?? tags.others);
  };
  return {
    ...role,
    policies: policies.map((policy) => withValues(policy, valueOf)),
    ...(boundary && { permissionsBoundary: withValues(boundary, valueOf) }),
  };
}

function withValues(policy: Policy, valueOf: (tag: string) => string | undefined): Policy {
  // Without this version a variable is plain text.
  if (policy.document?.Version !== "2012-10-17") return policy;
  const text = JSON.stringify(policy.document);
  const replaced = text.replaceAll(VARIABLE, (variable, tag: string) => {
    const value = valueOf(tag.trim());
    return value === undefined ? variable : JSON.stringify(value).slice(1, -1);
  });
  return replaced === text ? policy : { ...policy, document: JSON.parse(replaced) as PolicyDocument };
}

/** With a default or without. */
const VARIABLE = /\$\{aws:PrincipalTag\/([^},]+)(?:,[^}]*)?\}/gi;
