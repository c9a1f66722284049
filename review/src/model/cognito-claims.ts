/** What a policy asks of a token of Cognito.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
import { distinct } from "../iam/distinct";
import { asList, statementsOf, type PolicyDocument } from "../iam/policy-document";
import { principalsOf } from "../iam/principal";

export interface CognitoClaims {
  /** The Cognito principals that it names: one per partition. */
  readonly principals: readonly string[];
  /** What stands before `:aud` and `:amr` in its conditions. */
  readonly prefixes: readonly string[];
  readonly aud: readonly string[];
  readonly amr: readonly string[];
}

const COGNITO = /^cognito-identity[\w.-]*\.amazonaws\.com(?:\.cn)?$/;

/** Whether a name is Cognito's, as principals and condition keys have it in any partition. */
export function isCognito(name: string): boolean {
  return COGNITO.test(name);
}

/** Whether a condition key asks which pool a token is of. Other providers have an `aud` of their own: it is that of an app. */
export function isKeyOfPool(key: string): boolean {
  return isClaim(key, "aud");
}

function isClaim(key: string, name: "aud" | "amr"): boolean {
  const lower = key.toLowerCase();
  return lower.startsWith("cognito-identity") && lower.endsWith(`:${name}`);
}

const NOTHING: PolicyDocument = { Statement: [] };

/** Of the documents that were read: each question about a role asks for them again. */
const read = new WeakMap<PolicyDocument, CognitoClaims>();

export function cognitoClaims(document: PolicyDocument = NOTHING): CognitoClaims {
  const known = read.get(document) ?? claimsOf(document);
  read.set(document, known);
  return known;
}

function claimsOf(document: PolicyDocument): CognitoClaims {
  const statements = statementsOf(document);
  const principals = statements.flatMap((statement) => principalsOf(statement, "Federated"));
  const conditions = statements.flatMap(({ Condition }) =>
    Object.values(Condition ?? {}).flatMap((keys) =>
      Object.entries(keys).map(([key, values]) => ({ key, values: asList(values).map(String) })),
    ),
  );
  const claim = (name: "aud" | "amr"): string[] =>
    conditions.filter(({ key }) => isClaim(key, name)).flatMap(({ values }) => values);
  const prefixes = conditions.map(({ key }) => key.slice(0, key.lastIndexOf(":"))).filter(isCognito);
  return {
    principals: distinct(principals.filter(isCognito)),
    prefixes: distinct(prefixes),
    aud: distinct(claim("aud")),
    amr: distinct(claim("amr")),
  };
}
