/** The statements of a role's policies, and where they stand. */
import { asList, statementsOf, type IamStatement, type PolicyDocument } from "../iam/policy-document";
import type { Policy, Role } from "../model/access-model";

/** A statement, and where it stands. */
export interface PlacedStatement {
  readonly address: string;
  readonly document: PolicyDocument;
  readonly statement: IamStatement;
  /** Its place in the policy, counted from 1. */
  readonly number: number;
}

/** How the review names a statement. */
export interface StatementReference {
  /** Address of the policy. */
  readonly policy: string;
  readonly sid?: string;
  /** Its place in the policy, counted from 1. */
  readonly number: number;
  /** When it applies, if it has conditions. */
  readonly conditions?: readonly GrantCondition[];
}

/** A condition of a statement. */
export interface GrantCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** All statements of a role's policies that could be read. */
export function placedStatements(role: Role): PlacedStatement[] {
  return role.policies.flatMap(statementsOfPolicy);
}

/** Those of its permissions boundary too. */
export function placedStatementsAndBoundary(role: Role): PlacedStatement[] {
  return [...placedStatements(role), ...statementsOfPolicy(role.permissionsBoundary)];
}

export function statementsOfPolicy(policy: Policy | undefined): PlacedStatement[] {
  if (policy?.document === undefined) return [];
  const { address, document } = policy;
  return statementsOf(document).map((statement, i) => ({ address, document, statement, number: i + 1 }));
}

export function referenceTo({ address, statement, number }: PlacedStatement): StatementReference {
  return { policy: address, ...(statement.Sid !== undefined && { sid: statement.Sid }), number };
}

export function conditionsOf({ Condition }: IamStatement): GrantCondition[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: asList(values).map(String) })),
  );
}
