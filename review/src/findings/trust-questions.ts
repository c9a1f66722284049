/** What the findings about trust policies ask the simulator. */
import { IN_EVERY_REQUEST, PREFIXES } from "../access/session-context";
import type { Answer } from "../iam/answer";
import { compilePolicy, speaksOfCaller } from "../iam/compiled";
import type { Context, KeyValues } from "../iam/context";
import { NotModelled } from "../iam/not-modelled";
import type { TrustRequest } from "../iam/request";
import { decide } from "../iam/simulate";
import type { Pool, Role } from "../model/access-model";
import { trustClaims } from "../model/trust-claims";
import { hasSymbol } from "../terraform-json/symbol";

/** Somebody with a token of Cognito, who wants to take a role. */
export interface Caller {
  readonly action?: string;
  readonly aud: string;
  readonly amr: "authenticated" | "unauthenticated";
}

/** The id of no pool. */
export const ANOTHER_POOL = "☆another-pool";

/** Cognito's name in a trust policy. */
const COGNITO = "cognito-identity.amazonaws.com";

/** Whether a role's trust policy lets somebody take it; "possible" if that depends on more than the token; undefined if it
 *  cannot be told. */
export function canAssume(
  role: Role,
  { action = "sts:AssumeRoleWithWebIdentity", aud, amr }: Caller,
): Answer | undefined {
  const { principals, prefixes } = trustClaims(role.trust?.document);
  const token = new Map<string, KeyValues>();
  for (const prefix of new Set([...prefixes, ...PREFIXES])) {
    token.set(`${prefix}:aud`.toLowerCase(), [aud]);
    token.set(`${prefix}:amr`.toLowerCase(), [amr]);
    token.set(`${prefix}:sub`.toLowerCase(), "any");
  }
  return bestOf(
    Array.from(new Set([...principals, COGNITO]), (id) =>
      answerTo(role, { action, principal: { type: "Federated", id } }, (key) => token.get(key)),
    ),
  );
}

/** Whether a role's trust policy lets a role of another account take it.
 *  @param account that account's number */
export function canBeAssumedFrom(role: Role, account: string): Answer | undefined {
  const id = `arn:aws:iam::${account}:role/☆`;
  const known = new Map([
    ["aws:principalaccount", [account]],
    ["aws:principalarn", [id]],
    ["aws:principalorgid", ["☆"]],
    ["aws:principaltype", ["AssumedRole"]],
  ]);
  return answerTo(role, { action: "sts:AssumeRole", principal: { type: "AWS", id } }, (key) => known.get(key));
}

function answerTo(
  role: Role,
  asked: Pick<TrustRequest, "action" | "principal">,
  known: (key: string) => KeyValues | undefined,
): Answer | undefined {
  const document = role.trust?.document;
  if (document === undefined) return undefined;
  const context: Context = { valuesOf: (key) => known(key.toLowerCase()) ?? openValues(key.toLowerCase()) };
  const caller = { ...asked, action: asked.action.toLowerCase(), context };
  try {
    const { decision } = decide([compilePolicy(document, "trust")], (statement) => speaksOfCaller(statement, caller));
    return decision === "possible" ? decision : decision === "allowed";
  } catch (error) {
    if (error instanceof NotModelled) return undefined;
    throw error;
  }
}

function openValues(key: string): KeyValues {
  if (IN_EVERY_REQUEST.has(key)) return "any";
  // A token of another provider is not a token of Cognito.
  return /^(?:accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com|saml|cognito-identity[\w.-]*):/.test(key)
    ? []
    : "unknown";
}

function bestOf(answers: readonly (Answer | undefined)[]): Answer | undefined {
  if (answers.includes(true)) return true;
  if (answers.includes("possible")) return "possible";
  return answers.includes(undefined) ? undefined : false;
}

/** Whether somebody can take a role, or may. */
export function mayAssume(role: Role, caller: Caller): boolean {
  const answer = canAssume(role, caller);
  return answer === true || answer === "possible";
}

/** The pool's id as the trust policy may write it; undefined if that is not known, and a comparison would be a guess. */
export function audienceOf(pool: Pool, role: Role): string | undefined {
  const { aud } = trustClaims(role.trust?.document);
  if (aud.includes(pool.id)) return pool.id;
  return hasSymbol(pool.id) || aud.some(hasSymbol) ? undefined : pool.id;
}

/** Whether a text is the id of some identity pool.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export function isPoolId(text: string): boolean {
  return /^[\w-]+:[0-9a-f-]+$/i.test(text);
}

/** What the token of a user who should get the role says about signing in. */
export function expectedAmr(role: Role): Caller["amr"] {
  return role.guestsOnly ? "unauthenticated" : "authenticated";
}
