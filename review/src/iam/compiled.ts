/** Policies, taken apart once: patterns are made when a policy is read, not each time that it is asked about. */
import { compileAction, listsAction } from "./action";
import { everyTest, not, type Answer } from "./answer";
import { compileConditions, conditionHolds, type CompiledCondition } from "./condition";
import type { Context } from "./context";
import { NotModelled } from "./not-modelled";
import type { Pattern } from "./pattern";
import {
  asList,
  hasVariables,
  requireKnownElements,
  statementsOf,
  type IamStatement,
  type PolicyDocument,
} from "./policy-document";
import type { CompiledText } from "./policy-variables";
import { principalApplies } from "./principal";
import type { TrustRequest } from "./request";
import { compileResource, listsResource } from "./resource";

/** A statement, and where it stands. */
export interface StatementSource {
  readonly statement: IamStatement;
  readonly policy: PolicyDocument;
}

export interface CompiledStatement extends StatementSource {
  readonly isAllow: boolean;
  /** Of Action, or of NotAction. In lower case. */
  readonly actions: readonly Pattern[];
  /** Of Resource, or of NotResource. None in a trust policy. */
  readonly resources: readonly CompiledText[];
  readonly conditions: readonly CompiledCondition[];
  /** Why nothing can be said of it: IAM would not store it, or it has a part that nothing here reads. */
  readonly refusal: NotModelled | undefined;
}

export type PolicyKind = "identity" | "trust";

export function compilePolicy(policy: PolicyDocument, kind: PolicyKind): CompiledStatement[] {
  return statementsOf(policy).map((statement) => compileStatement(statement, policy, kind));
}

function compileStatement(statement: IamStatement, policy: PolicyDocument, kind: PolicyKind): CompiledStatement {
  const source = { statement, policy, isAllow: statement.Effect === "Allow" };
  try {
    requireKnownElements(statement, kind);
    const variables = hasVariables(policy);
    return {
      ...source,
      actions: asList(statement.Action ?? statement.NotAction).map(compileAction),
      resources: asList(statement.Resource ?? statement.NotResource).map((arn) => compileResource(arn, variables)),
      conditions: compileConditions(statement.Condition, variables),
      refusal: undefined,
    };
  } catch (error) {
    if (!(error instanceof NotModelled)) throw error;
    return { ...source, actions: [], resources: [], conditions: [], refusal: error };
  }
}

/** A call, as a statement of an identity policy sees it. */
export interface Call {
  /** In lower case. */
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** Whether a statement of an identity policy speaks of a call.
 *  @throws NotModelled */
export function speaksOfCall(compiled: CompiledStatement, { action, resource, context }: Call): Answer {
  if (compiled.refusal !== undefined) throw compiled.refusal;
  if (!speaksOfAction(compiled, action)) return false;
  return everyTest([
    () => speaksOfResource(compiled, resource, context),
    ...compiled.conditions.map((condition) => () => conditionHolds(condition, context)),
  ]);
}

/** Whether a statement of a trust policy speaks of somebody who wants the role.
 *  @throws NotModelled */
export function speaksOfCaller(
  compiled: CompiledStatement,
  { action, principal, context }: Pick<TrustRequest, "action" | "principal"> & { readonly context: Context },
): Answer {
  if (compiled.refusal !== undefined) throw compiled.refusal;
  if (!speaksOfAction(compiled, action)) return false;
  return everyTest([
    () => principalApplies(compiled.statement, principal),
    ...compiled.conditions.map((condition) => () => conditionHolds(condition, context)),
  ]);
}

export function speaksOfAction({ statement, actions }: CompiledStatement, action: string): boolean {
  return listsAction(actions, action) === (statement.NotAction === undefined);
}

function speaksOfResource({ statement, resources }: CompiledStatement, resource: string, context: Context): Answer {
  const isListed = listsResource(resources, resource, context);
  return statement.NotResource === undefined ? isListed : not(isListed);
}
