/** Whom a role's trust policy lets in.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
import type { Answer } from "../iam/answer";
import { compilePolicy, speaksOfCaller, type CompiledStatement } from "../iam/compiled";
import { COGNITO_PREFIXES, isInEveryRequest, isOfAnotherToken } from "../iam/condition-keys";
import type { Context, KeyValues } from "../iam/context";
import { NotModelled } from "../iam/not-modelled";
import type { PolicyDocument } from "../iam/policy-document";
import type { TrustRequest } from "../iam/request";
import { decide } from "../iam/simulate";
import { hasSymbol } from "../terraform-json/symbol";
import type { Role } from "./access-model";
import { AMR_OF_GUESTS, amrOfAnyProvider, example, type Amr, type ProviderAmr } from "./amr";
import { cognitoClaims } from "./cognito-claims";

type Trusting = Pick<Role, "trust">;

/** Somebody with a token of Cognito, who wants to take a role. */
export interface Caller {
  readonly action?: string;
  /** The pool that the token is of.
   *  @default any */
  readonly aud?: string;
  readonly amr: "authenticated" | "unauthenticated";
  /** With which provider they signed in.
   *  @default any */
  readonly provider?: ProviderAmr;
}

/** Cognito's name in a trust policy. */
const COGNITO = "cognito-identity.amazonaws.com";

/** Whether a role's trust policy lets somebody take it; "possible" if that depends on more than the token; undefined if it
 *  cannot be told. */
export function canAssume(
  role: Trusting,
  { action = "sts:AssumeRoleWithWebIdentity", aud, amr, provider }: Caller,
): Answer | undefined {
  const asked = cognitoClaims(role.trust.document);
  const { alternatives, isKnown } = amr === "unauthenticated" ? GUESTS : (provider ?? amrOfAnyProvider(asked.amr));
  const answers = alternatives.map((one) => answerToToken(role, action, aud, one));
  const best = bestOf(answers);
  if (best === true && !isKnown && answers.some((answer) => answer !== true)) return "possible";
  if (best !== false || aud === undefined || !hasSymbol(aud)) return best;
  // The id that AWS will give to the pool may fit a pattern.
  const fitting = asked.aud.filter((one) => /[*?]/.test(one) && !hasSymbol(one)).map(example);
  return fitting.some((one) => alternatives.some((each) => answerToToken(role, action, one, each) !== false))
    ? "possible"
    : false;
}

const GUESTS: Pick<ProviderAmr, "alternatives" | "isKnown"> = { alternatives: [AMR_OF_GUESTS], isKnown: true };

function answerToToken(role: Trusting, action: string, aud: string | undefined, amr: Amr): Answer | undefined {
  const answer = answerToClaims(role, action, aud, amr);
  if (answer !== undefined || amr.length === 1) return answer;
  // AWS does not say which of several values an operator without ForAnyValue or ForAllValues compares.
  const answers = amr.map((one) => answerToClaims(role, action, aud, [one]));
  const [first] = answers;
  if (answers.every((one) => one === first)) return first;
  return answers.includes(undefined) ? undefined : "possible";
}

function answerToClaims(role: Trusting, action: string, aud: string | undefined, amr: Amr): Answer | undefined {
  const { principals, prefixes } = cognitoClaims(role.trust.document);
  const token = new Map<string, KeyValues>();
  for (const prefix of new Set([...prefixes, ...COGNITO_PREFIXES])) {
    token.set(`${prefix}:aud`.toLowerCase(), aud === undefined ? "any" : [aud]);
    token.set(`${prefix}:amr`.toLowerCase(), amr);
    token.set(`${prefix}:sub`.toLowerCase(), "any");
  }
  return bestOf(
    Array.from(new Set([...principals, COGNITO]), (id) =>
      answerTo(role, { action, principal: { type: "Federated", id } }, (key) => token.get(key)),
    ),
  );
}

/** Whether a role's trust policy lets somebody of another account take it.
 *  @param account that account's number
 *  @param id who it is
 *    @default some role of the account */
export function canBeAssumedFrom(
  role: Trusting,
  account: string,
  id = `arn:aws:iam::${account}:role/☆`,
): Answer | undefined {
  const known = new Map<string, readonly string[]>([
    ...NOT_BY_A_SERVICE,
    ["aws:principalaccount", [account]],
    ["aws:principalarn", [id]],
    ["aws:principalorgid", ["☆"]],
    ["aws:principalorgpaths", ["☆"]],
    // It begins with an id that AWS gives to the role or the user.
    ["aws:userid", ["☆"]],
    ["aws:principaltype", [id.includes(":user/") ? "User" : "AssumedRole"]],
  ]);
  return answerTo(role, { action: "sts:AssumeRole", principal: { type: "AWS", id } }, (key) => known.get(key));
}

/** Keys that tell calls of AWS's services from those that somebody makes.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const NOT_BY_A_SERVICE: readonly (readonly [string, readonly string[]])[] = [
  ["aws:principalisawsservice", ["false"]],
  ["aws:viaawsservice", ["false"]],
  ...["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"].map((key) => [key, []] as const),
];

/** Whether a role's trust policy lets in somebody who signed in with a provider's own token, past the identity pool, at
 *  whatever app of whatever company.
 *  @param principal as the trust policy names the provider: `graph.facebook.com`, or the ARN of a provider in IAM */
export function canBeAssumedWithTokenOf(role: Trusting, principal: string): Answer | undefined {
  const host = principal.replace(/^arn:[^/]*:oidc-provider\//, "").toLowerCase();
  if (!SHARED_PROVIDERS.has(host)) return false;
  const isArn = host.length < principal.length;
  return answerTo(
    role,
    { action: "sts:AssumeRoleWithWebIdentity", principal: { type: "Federated", id: principal } },
    (key) => {
      if (!key.startsWith(`${host}:`)) return undefined;
      // The audience of a provider in IAM is AWS, whoever asks for the token.
      return isArn && key.endsWith(":aud") ? "any" : ["☆stranger"];
    },
  );
}

/** Providers with which everybody signs in, each at an app or an account of their own: only claims tell these apart.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html */
const SHARED_PROVIDERS = new Set([
  ...["accounts.google.com", "graph.facebook.com", "www.amazon.com"],
  ...["token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io", "oidc.vercel.com"],
]);

function answerTo(
  role: Trusting,
  asked: Pick<TrustRequest, "action" | "principal">,
  known: (key: string) => KeyValues | undefined,
): Answer | undefined {
  const document = role.trust.document;
  if (document === undefined) return undefined;
  const context: Context = { valuesOf: (key) => known(key.toLowerCase()) ?? openValues(key.toLowerCase()) };
  const caller = { ...asked, action: asked.action.toLowerCase(), context };
  try {
    const { decision } = decide([compiledTrust(document)], (statement) => speaksOfCaller(statement, caller));
    return decision === "possible" ? decision : decision === "allowed";
  } catch (error) {
    if (error instanceof NotModelled) return undefined;
    throw error;
  }
}

/** Of the documents that were read: a role is asked about every kind of user. */
const compiled = new WeakMap<PolicyDocument, CompiledStatement[]>();

function compiledTrust(document: PolicyDocument): CompiledStatement[] {
  const known = compiled.get(document) ?? compilePolicy(document, "trust");
  compiled.set(document, known);
  return known;
}

function openValues(key: string): KeyValues {
  if (isInEveryRequest(key)) return "any";
  return isOfAnotherToken(key) ? [] : "unknown";
}

function bestOf(answers: readonly (Answer | undefined)[]): Answer | undefined {
  if (answers.includes(true)) return true;
  if (answers.includes("possible")) return "possible";
  return answers.includes(undefined) ? undefined : false;
}
