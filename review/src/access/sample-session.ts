/** A session that the simulator is asked about: an identity of the pool, somebody else's identity, and sample names in
 *  the place of wildcards. */
import { parseOperator } from "../iam/condition";
import { CONDITION_OPERATORS } from "../iam/condition-operators";
import { asList, type Conditions } from "../iam/policy-document";
import type { RequestContext } from "../iam/context";
import type { Pool, Role } from "../model/access-model";
import { trustClaims } from "../model/trust-claims";

/** No id of Cognito and no name in a policy is like these. */
const SELF = "☆self";
const SOMEBODY_ELSE = "☆other";
const ANYTHING = "☆☆☆☆";

export type Person = "self" | "somebody else";

/** Condition keys of Cognito, in every partition: each gives the identity id as PREFIX:sub. */
const PREFIX = String.raw`cognito-identity[\w.-]*\.amazonaws\.com(?:\.cn)?`;
const IDENTITY_ID = new RegExp(String.raw`\$\{${PREFIX}:sub\}`, "i");
const VARIABLE = /\$\{([^}]*)\}/g;

/** Whether a text of a policy mentions the identity id of whoever asks. */
export function mentionsIdentityId(text: string): boolean {
  return IDENTITY_ID.test(text);
}

/** The session of somebody who has the role. */
export function sessionContext(pool: Pool, role: Role): Record<string, string | readonly string[]> {
  const { prefixes } = trustClaims(role.trust?.document);
  const context: Record<string, string | readonly string[]> = {};
  for (const { tag } of pool.principalTags) context[`aws:PrincipalTag/${tag}`] = tagValue(tag);
  for (const prefix of new Set([...prefixes, ...ALL_PREFIXES])) {
    context[`${prefix}:sub`] = SELF;
    context[`${prefix}:aud`] = pool.id;
    context[`${prefix}:amr`] = [role.guestsOnly ? "unauthenticated" : "authenticated"];
  }
  return context;
}

const ALL_PREFIXES = [
  "cognito-identity.amazonaws.com",
  "cognito-identity-us-gov.amazonaws.com",
  "cognito-identity.us-gov-east-1.amazonaws.com",
  "cognito-identity.cn-north-1.amazonaws.com.cn",
  "cognito-identity.cn-north-1.amazonaws.com",
];

function tagValue(tag: string): string {
  return `☆tag-${tag}`;
}

/** Names that a pattern stands for: with nothing and with something in the place of each wildcard. */
export function sampleNames(pattern: string, person: Person = "self"): string[] {
  const names = ["", ANYTHING].map((filling) => sampleName(pattern, person, filling));
  return [...new Set(names)];
}

function sampleName(pattern: string, person: Person, filling: string): string {
  // Wildcards first: the values of variables are not patterns.
  const parts = pattern.split(VARIABLE);
  return parts
    .map((part, i) => {
      if (i % 2 === 0) return part.replaceAll("*", filling).replaceAll("?", "☆");
      return variableValue(part, person);
    })
    .join("");
}

function variableValue(variable: string, person: Person): string {
  if (["*", "?", "$"].includes(variable)) return variable;
  if (mentionsIdentityId(`\${${variable}}`)) return person === "self" ? SELF : SOMEBODY_ELSE;
  const [, tag] = /^aws:PrincipalTag\/([^,]+)/i.exec(variable) ?? [];
  return tag === undefined ? ANYTHING : tagValue(tag);
}

/** Names of actions: like the names of resources, but no part of an action is empty.
 *  @param service what to put in the place of "*" alone
 *    @default a service that no policy names */
export function sampleActions(pattern: string, service = ANYTHING): string[] {
  const names = sampleNames(pattern.includes(":") ? pattern : `${service}:${pattern}`);
  return names.filter((name) => !name.endsWith(":") && !name.startsWith(":"));
}

/** The context keys that make conditions hold, as far as a sample can: for somebody else's identity id the conditions
 *  are asked to hold with that id in the place of one's own.
 *  @param leaveOut keys that the request does not have */
export function conditionContext(
  conditions: Conditions | undefined,
  person: Person,
  leaveOut: (key: string) => boolean = () => false,
): RequestContext {
  const context: Record<string, string[]> = {};
  const present: string[] = [];
  for (const [operator, keys] of Object.entries(conditions ?? {})) {
    const { base, ifExists } = parseOperator(operator);
    for (const [key, values] of Object.entries(keys)) {
      const texts = asList(values).map(String);
      const bound = person === "self" ? undefined : texts.find(mentionsIdentityId);
      const first = bound ?? texts[0];
      if (first === undefined || isClaim(key) || leaveOut(key)) continue;
      if (base === "Null") {
        if (first === "false") present.push(key);
      } else if (CONDITION_OPERATORS.get(base)?.negated === false && !ifExists) {
        context[key] = [sampleNames(first, person)[0] ?? ""];
      }
    }
  }
  for (const key of present) context[key] ??= [ANYTHING];
  return context;
}

/** Keys whose value the session has, whatever a condition asks for. */
function isClaim(key: string): boolean {
  return new RegExp(`^${PREFIX}:(?:aud|amr|sub)$`, "i").test(key);
}

/** A session with what a request adds. A tag of the session can have the value that a condition asks for, if the pool
 *  maps the tag at all: the claim behind it is the user's. */
export function withRequest(session: RequestContext, request: RequestContext): RequestContext {
  const context = { ...session };
  for (const [key, value] of Object.entries(request)) {
    const same = Object.keys(context).find((name) => name.toLowerCase() === key.toLowerCase());
    if (same === undefined && /^aws:PrincipalTag\//i.test(key)) continue;
    context[same ?? key] = value;
  }
  return context;
}
