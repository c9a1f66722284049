/** What becomes of a statement whose text means nothing: a key that no request has, or a variable that stands for itself.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
import { operatorOf, parseOperator } from "../iam/condition";
import { asList, type IamStatement } from "../iam/policy-document";

/** Whether a statement then allows, or denies, nothing; or applies where it should not; or leaves nothing out. */
export type Effect = "never-applies" | "always-applies";

/** A text that a statement uses, and what becomes of the statement if the text matches nothing. */
export interface UsedText {
  readonly text: string;
  readonly effect: Effect;
}

/** The keys that a statement compares, and what it does in a request that has none of them. */
export function keysOf({ Condition }: IamStatement): UsedText[] {
  return Object.entries(Condition ?? {}).flatMap(([name, keys]) =>
    Object.entries(keys).map(([text, values]) => ({
      text,
      effect: holdsWithout(name, asList(values).map(String)) ? ("always-applies" as const) : ("never-applies" as const),
    })),
  );
}

/** The texts of a statement that may hold variables, and what it does if they match nothing. */
export function textsOf(statement: IamStatement): UsedText[] {
  return [
    ...asList(statement.Resource).map((text): UsedText => ({ text, effect: "never-applies" })),
    ...asList(statement.NotResource).map((text): UsedText => ({ text, effect: "always-applies" })),
    ...comparedTextsOf(statement),
  ];
}

/** Those of its conditions. */
export function comparedTextsOf({ Condition }: IamStatement): UsedText[] {
  return Object.entries(Condition ?? {}).flatMap(([name, keys]) =>
    Object.values(keys).flatMap((values) =>
      asList(values).map((value): UsedText => ({
        text: String(value),
        effect: isNegated(name) ? "always-applies" : "never-applies",
      })),
    ),
  );
}

/** The keys of a statement, and those of its variables. */
export function keysAndVariablesOf(statement: IamStatement): UsedText[] {
  const variables = textsOf(statement).flatMap(({ text, effect }) =>
    Array.from(text.matchAll(/\$\{([^},]+)/g), ([, key = ""]) => ({ text: key, effect })),
  );
  return [...keysOf(statement), ...variables];
}

/** Whether a statement is then no protection: a Deny that never applies, or an Allow that always does. */
export function isUnprotected({ Effect }: IamStatement, { effect }: UsedText): boolean {
  return (Effect === "Deny") === (effect === "never-applies");
}

function holdsWithout(operator: string, values: readonly string[]): boolean {
  const { set, base, ifExists } = parseOperator(operator);
  if (base === "Null") return values.includes("true");
  return set === undefined ? ifExists || isNegated(operator) : set === "ForAllValues";
}

function isNegated(operator: string): boolean {
  return operatorOf(operator)?.negated ?? false;
}
