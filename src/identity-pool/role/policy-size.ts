/** How long a policy gets, as IAM counts it for its quotas: characters, without white space.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
import type { PolicyStatement } from "../../permissions/policy-statement";
import { withoutTokens } from "../../terraform/tokens";

/** The length of the policy that Terraform will render from the statements. What only Terraform knows counts as nothing:
 *  the policy has at least this length, and exactly this where there are no tokens. */
export function policySize(statements: readonly PolicyStatement[]): number {
  const document = { Version: "2012-10-17", Statement: statements.map(rendered) };
  return withoutTokens(JSON.stringify(document)).replace(/\s/g, "").length;
}

function rendered(statement: PolicyStatement): object {
  const { sid, effect = "Allow", actions, notActions, resources, notResources, principals, condition } = statement;
  return {
    Sid: sid,
    Effect: effect,
    Principal: Array.isArray(principals) ? byType(principals) : undefined,
    Action: oneOrMore(actions),
    NotAction: oneOrMore(notActions),
    Resource: oneOrMore(resources),
    NotResource: oneOrMore(notResources),
    Condition: Array.isArray(condition) ? conditions(condition) : undefined,
  };
}

function byType(principals: readonly { type: string; identifiers: string[] }[]): object {
  return Object.fromEntries(principals.map(({ type, identifiers }) => [type, oneOrMore(identifiers)]));
}

/** Conditions of one operator are one object, and those of one key too are one list. */
function conditions(list: readonly { test: string; variable: string; values: string[] }[]): object | undefined {
  if (list.length === 0) return undefined;
  const operators: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of list) {
    const keys = (operators[test] ??= {});
    keys[variable] = [...(keys[variable] ?? []), ...values];
  }
  return Object.fromEntries(
    Object.entries(operators).map(([test, keys]) => [
      test,
      Object.fromEntries(Object.entries(keys).map(([variable, values]) => [variable, oneOrMore(values)])),
    ]),
  );
}

/** A list of one entry is rendered as the entry. */
function oneOrMore(values: readonly string[] | undefined): unknown {
  return values?.length === 1 ? values[0] : values;
}
