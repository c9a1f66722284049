/** The decision: an explicit deny wins, then an allow is needed, and the default is to deny.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
import { requireWholeName } from "./action";
import { answerOf, type Answer } from "./answer";
import { compilePolicy, speaksOfCall, speaksOfCaller, type CompiledStatement, type StatementSource } from "./compiled";
import { contextOf } from "./context";
import { NotModelled } from "./not-modelled";
import type { PolicyDocument } from "./policy-document";
import type { AccessRequest, TrustRequest } from "./request";

/** AWS's own words, as in the answers of its SimulateCustomPolicy. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny";

/** A statement, and where it stands. */
export type DecidingStatement = StatementSource;

/** A decision and what made it. */
export interface Explanation {
  /** "possible" if it depends on a context key whose value the request leaves open. */
  readonly decision: Decision | "possible";
  /** The Deny statements that apply, or else the Allow statements that do; none for an implicit deny. Of a possible
   *  allow, all that apply or may apply. */
  readonly statements: readonly DecidingStatement[];
}

/** What the identity policies of a role say to a call.
 *  @param policies all policies of the role, in any order
 *  @returns "allowed", "explicitDeny", or "implicitDeny" where nothing speaks of the call. Resource policies, service
 *    control policies and the service's own rules are not part of it.
 *  @throws NotModelled if the answer depends on something that is not modelled, or on a value that the request leaves open
 *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function simulate(policies: readonly PolicyDocument[], request: AccessRequest): Decision {
  return requireDecision(explain(policies, request));
}

/** Like {@link simulate}, with the statements that decided; a decision that depends on an open value is "possible". */
export function explain(policies: readonly PolicyDocument[], request: AccessRequest): Explanation {
  const { action, resource = "*", sessionPolicies, permissionsBoundary } = request;
  requireWholeName(action);
  if (sessionPolicies?.length === 0) throw new NotModelled("an empty list of session policies");
  const call = { action: action.toLowerCase(), resource, context: contextOf(request.context) };
  const caps = [sessionPolicies, permissionsBoundary && [permissionsBoundary]].filter((set) => set !== undefined);
  const layers = [policies, ...caps].map((set) => set.flatMap((policy) => compilePolicy(policy, "identity")));
  return decide(layers, (statement) => speaksOfCall(statement, call));
}

/** What a trust policy says to somebody who wants to take the role.
 *  @throws NotModelled if the answer depends on something that is not modelled, or on a value that the request leaves open
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export function simulateTrust(policy: PolicyDocument, request: TrustRequest): Decision {
  return requireDecision(explainTrust(policy, request));
}

/** Like {@link simulateTrust}, with the statements that decided; a decision that depends on an open value is "possible". */
export function explainTrust(policy: PolicyDocument, { action, principal, context }: TrustRequest): Explanation {
  requireWholeName(action);
  const caller = { action: action.toLowerCase(), principal, context: contextOf(context) };
  return decide([compilePolicy(policy, "trust")], (statement) => speaksOfCaller(statement, caller));
}

function requireDecision({ decision }: Explanation): Decision {
  if (decision === "possible") throw new NotModelled("an answer that depends on a value which the request leaves open");
  return decision;
}

interface JudgedStatement extends DecidingStatement {
  readonly isAllow: boolean;
  /** Whether the statement applies to the request, or why that cannot be told. */
  readonly applies: Answer | NotModelled;
}

/** @param layers sets of statements, each of which must allow: the role's own, and what caps the session
 *  @throws NotModelled */
export function decide(
  layers: readonly (readonly CompiledStatement[])[],
  applies: (statement: CompiledStatement) => Answer,
): Explanation {
  const judged = layers.map((layer) =>
    layer.map((compiled): JudgedStatement => {
      const { statement, policy, isAllow } = compiled;
      return { statement, policy, isAllow, applies: answerOf(() => applies(compiled)) };
    }),
  );
  const denies = judged.flat().filter(({ isAllow }) => !isAllow);
  const allows = judged.map((layer) => layer.filter(({ isAllow }) => isAllow));

  // Deny.
  if (denies.some(isSure)) return { decision: "explicitDeny", statements: quoted(denies, isSure) };
  requireAnswers(denies);

  // Allow, in every layer.
  const isAllowed = allows.every((layer) => layer.some(isSure));
  if (isAllowed && !denies.some(isPossible)) return { decision: "allowed", statements: quoted(allows.flat(), isSure) };
  const isSilent = allows.some((layer) => layer.every((statement) => statement.applies === false));
  if (!isSilent) {
    requireAnswers(allows.filter((layer) => !layer.some(isSure)).flat());
    return { decision: "possible", statements: quoted(judged.flat(), (one) => isSure(one) || isPossible(one)) };
  }

  // Default. A Deny that may apply changes nothing about it.
  return { decision: "implicitDeny", statements: [] };
}

function isSure({ applies }: JudgedStatement): boolean {
  return applies === true;
}

function isPossible({ applies }: JudgedStatement): boolean {
  return applies === "possible";
}

function quoted(
  statements: readonly JudgedStatement[],
  which: (statement: JudgedStatement) => boolean,
): DecidingStatement[] {
  return statements.filter(which).map(({ statement, policy }) => ({ statement, policy }));
}

function requireAnswers(statements: readonly JudgedStatement[]): void {
  for (const { applies } of statements) if (applies instanceof NotModelled) throw applies;
}
