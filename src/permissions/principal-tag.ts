/** The tag of a session in a policy.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
import { limits } from "../aws/limits";
import { ruleOf } from "../checks/check-limit";
import { characters, inWords } from "../checks/in-words";
import { known } from "../terraform/tokens";
import type { PolicyStatement } from "./policy-statement";

const PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html";

/** The policy variable that holds a principal tag of the caller, for the resources and conditions of a statement: rows or
 *  folders of the user's own team, say. The pool must map a claim to the tag (`IdentityPool.addPrincipalTags`); without the
 *  tag, a statement that names it matches nothing.
 *  @param key of the tag, such as `team`: 1 to 128 letters, digits, spaces and `_ . : / = + - @`. Another one is a problem of the
 *    role that the statement is granted to
 *  @returns `&{aws:PrincipalTag/team}`, which the policy that IAM reads has as `${aws:PrincipalTag/team}`
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#principaltag */
export function principalTag(key: string): string {
  return `&{aws:PrincipalTag/${isUsable(key) ? key : unusableKey(key)}}`;
}

function isUsable(key: unknown): boolean {
  if (!known(key)) return true;
  const { max, pattern } = limits.tagKey;
  return typeof key === "string" && characters(key) <= max && pattern.test(key);
}

/** What no key begins with. A function without a scope cannot report a problem: its text carries what was given to the role. */
const UNUSABLE = "%";

function unusableKey(key: unknown): string {
  return UNUSABLE + Buffer.from(inWords(key)).toString("hex");
}

/** Whether the key in a statement stands for one that no tag has, which is a problem of its own. */
export function isUnusableKey(key: string): boolean {
  return key.startsWith(UNUSABLE);
}

/** What is wrong with the keys that `principalTag` was given for the statements. */
export function problemsWithTagKeys(statements: readonly PolicyStatement[]): string[] {
  const found = JSON.stringify(statements).matchAll(/aws:PrincipalTag\/%([0-9a-f]+)\}/g);
  const given = new Set(Array.from(found, ([, key = ""]) => Buffer.from(key, "hex").toString()));
  return [...given].map((key) => `principalTag: key is ${key}: give ${ruleOf(limits.tagKey)}. See ${PAGE}`);
}
