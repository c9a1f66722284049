/** The decision: an explicit deny wins, then an allow is needed, and the default is to deny.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
import { actionApplies } from "./action";
import { conditionsApply } from "./condition";
import { answerOf, everyTest, NotModelled } from "./not-modelled";
import {
  hasVariables,
  requireKnownElements,
  statementsOf,
  type PolicyDocument,
  type IamStatement,
} from "./policy-document";
import { principalApplies } from "./principal";
import type { AccessRequest, TrustRequest } from "./request";
import { resourceApplies } from "./resource";

/** AWS's own words, as in the answers of its SimulateCustomPolicy. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny";

/** A decision and what made it. */
export interface Explanation {
  readonly decision: Decision;
  /** The Deny statements that apply, or else the Allow statements that do; none for an implicit deny. */
  readonly statements: readonly DecidingStatement[];
}

/** A statement, and where it stands. */
export interface DecidingStatement {
  readonly statement: IamStatement;
  readonly policy: PolicyDocument;
}

/** What the identity policies of a role say to a call.
 *  @param policies all policies of the role, in any order
 *  @returns "allowed", "explicitDeny", or "implicitDeny" where nothing speaks of the call. Resource policies, service
 *    control policies and the service's own rules are not part of it.
 *  @throws NotModelled if the answer hangs on something that is not modelled
 *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function simulate(policies: readonly PolicyDocument[], request: AccessRequest): Decision {
  return explain(policies, request).decision;
}

/** Like {@link simulate}, with the statements that decided. */
export function explain(policies: readonly PolicyDocument[], request: AccessRequest): Explanation {
  const { action, resource = "*", context, sessionPolicies, permissionsBoundary } = request;
  const applies = (statement: IamStatement, policy: PolicyDocument): boolean => {
    requireKnownElements(statement, "identity");
    const variables = hasVariables(policy);
    return everyTest([
      () => actionApplies(statement, action),
      () => resourceApplies(statement, { resource, variables, context }),
      () => conditionsApply(statement.Condition, { variables, context }),
    ]);
  };
  const ceilings = [sessionPolicies, permissionsBoundary && [permissionsBoundary]].filter((set) => set !== undefined);
  return decide([policies, ...ceilings], applies);
}

/** What a trust policy says to somebody who wants to take the role.
 *  @throws NotModelled if the answer hangs on something that is not modelled
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export function simulateTrust(policy: PolicyDocument, request: TrustRequest): Decision {
  return explainTrust(policy, request).decision;
}

/** Like {@link simulateTrust}, with the statements that decided. */
export function explainTrust(policy: PolicyDocument, request: TrustRequest): Explanation {
  const { action, principal, context } = request;
  const applies = (statement: IamStatement): boolean => {
    requireKnownElements(statement, "trust");
    const variables = hasVariables(policy);
    return everyTest([
      () => actionApplies(statement, action),
      () => principalApplies(statement, principal),
      () => conditionsApply(statement.Condition, { variables, context }),
    ]);
  };
  return decide([[policy]], applies);
}

interface JudgedStatement extends DecidingStatement {
  /** Whether the statement applies to the request, or why that cannot be told. */
  readonly applies: boolean | NotModelled;
}

/** @param layers sets of policies, each of which must allow: the role's own, and what caps the session */
function decide(
  layers: readonly (readonly PolicyDocument[])[],
  applies: (statement: IamStatement, policy: PolicyDocument) => boolean,
): Explanation {
  const judged = layers.map((policies) =>
    policies.flatMap((policy) =>
      statementsOf(policy).map((statement): JudgedStatement => ({
        statement,
        policy,
        applies: answerOf(() => applies(statement, policy)),
      })),
    ),
  );
  const denies = judged.flat().filter(({ statement }) => statement.Effect !== "Allow");
  const allows = judged.map((layer) => layer.filter(({ statement }) => statement.Effect === "Allow"));

  // Deny.
  if (denies.some(isSure)) return { decision: "explicitDeny", statements: quoted(denies) };
  requireAnswers(denies);

  // Allow, in every layer.
  if (allows.every((layer) => layer.some(isSure))) return { decision: "allowed", statements: quoted(allows.flat()) };
  const silent = allows.some((layer) => layer.every((statement) => statement.applies === false));
  if (!silent) requireAnswers(allows.flat());

  // Default.
  return { decision: "implicitDeny", statements: [] };
}

function isSure(statement: JudgedStatement): boolean {
  return statement.applies === true;
}

function quoted(statements: readonly JudgedStatement[]): DecidingStatement[] {
  return statements.filter(isSure).map(({ statement, policy }) => ({ statement, policy }));
}

function requireAnswers(statements: readonly JudgedStatement[]): void {
  for (const { applies } of statements) if (applies instanceof NotModelled) throw applies;
}
