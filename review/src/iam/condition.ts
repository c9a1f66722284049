/** Condition: all operators and all keys must hold; of the values of one key, one (or, negated, none) must match.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
import { CONDITION_OPERATORS, type ConditionOperator } from "./condition-operators";
import { everyTest, NotModelled } from "./not-modelled";
import type { Pattern } from "./pattern";
import { asList, type ConditionValue, type Conditions, type OneOrMore } from "./policy-document";
import { expandVariables } from "./policy-variables";
import { contextValues, type RequestContext } from "./request";

export interface ConditionQuestion {
  readonly variables: boolean;
  readonly context: RequestContext | undefined;
}

/** An operator's name, taken apart. */
export interface OperatorName {
  readonly set: "ForAllValues" | "ForAnyValue" | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

export function conditionsApply(conditions: Conditions | undefined, question: ConditionQuestion): boolean {
  return everyTest(
    Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(
        ([key, values]) =>
          () =>
            conditionApplies(parseOperator(operator), key, values, question),
      ),
    ),
  );
}

export function parseOperator(name: string): OperatorName {
  const [, set, base = name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(name) ?? [];
  return { set: set as OperatorName["set"], base, ifExists: ifExists !== undefined };
}

function conditionApplies(
  name: OperatorName,
  key: string,
  policyValues: OneOrMore<ConditionValue>,
  question: ConditionQuestion,
): boolean {
  const expected = asList(policyValues).map(String);
  if (expected.length === 0) throw new NotModelled(`an empty list of values for the condition key "${key}"`);
  const actual = contextValues(question.context, key);
  if (name.base === "Null") return nullApplies(name, key, expected, actual);
  const operator = CONDITION_OPERATORS[name.base];
  if (operator === undefined) throw new NotModelled(`the condition operator "${name.base}"`);

  if (isNullSet(name, actual)) return holdsWithoutValue(name, operator);
  const holds = (value: string): boolean => valueApplies(operator, expected, value, question);
  if (name.set === "ForAllValues") return actual.every(holds);
  if (name.set === "ForAnyValue") return actual.some(holds);
  const [value, ...more] = actual;
  if (value === undefined || more.length > 0) {
    throw new NotModelled(`the multivalued key "${key}" under "${name.base}" without ForAllValues or ForAnyValue`);
  }
  return holds(value);
}

/** `Null` asks whether the key is missing: "true" holds without it, "false" with it. */
function nullApplies(name: OperatorName, key: string, expected: readonly string[], actual: readonly string[]): boolean {
  const [missing] = expected;
  if (name.ifExists || name.set !== undefined || expected.length > 1 || (missing !== "true" && missing !== "false")) {
    throw new NotModelled(`this use of the condition operator "Null" for "${key}"`);
  }
  if (actual.length === 1 && actual[0] === "") throw new NotModelled(`"Null" for the empty value of "${key}"`);
  return (actual.length === 0) === (missing === "true");
}

/** Without the key there is nothing to compare. The set operators also call an empty text nothing. */
function isNullSet(name: OperatorName, actual: readonly string[]): boolean {
  return actual.length === 0 || (name.set !== undefined && actual.length === 1 && actual[0] === "");
}

function holdsWithoutValue(name: OperatorName, operator: ConditionOperator): boolean {
  if (name.ifExists) return true;
  // Quantifiers over nothing. AWS says so for both; its table of ForAllValues:StringNotLike shows the opposite, in rows
  // that all show the opposite of the sentence above them.
  if (name.set !== undefined) return name.set === "ForAllValues";
  return operator.negated;
}

function valueApplies(
  operator: ConditionOperator,
  expected: readonly string[],
  value: string,
  question: ConditionQuestion,
): boolean {
  const patterns = expected.map((text) => policyPattern(operator, text, question));
  const isMatch = patterns.some((pattern) => pattern !== undefined && operator.matches(pattern, value));
  if (operator.negated) return !isMatch; // A variable without a value equals nothing, so a negated operator holds.
  if (isMatch && patterns.includes(undefined)) {
    // AWS's text lets the other values match, AWS's table for StringLike with a missing variable does not.
    throw new NotModelled("a condition of which one value matches and another has a variable without a value");
  }
  return isMatch;
}

function policyPattern(operator: ConditionOperator, text: string, question: ConditionQuestion): Pattern | undefined {
  if (question.variables && !operator.variables && text.includes("${")) {
    throw new NotModelled(`the policy variable in "${text}": this condition operator takes none`);
  }
  return expandVariables(text, { ...question, wildcards: operator.wildcards });
}
