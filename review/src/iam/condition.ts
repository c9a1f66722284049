/** Condition: all operators and all keys must hold; of the values of one key, one (or, negated, none) must match.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
import { all, not, some, type Answer } from "./answer";
import { CONDITION_OPERATORS, type ConditionOperator } from "./condition-operators";
import { areKnown, type Context, type KeyValues, type ValueLike } from "./context";
import { NotModelled } from "./not-modelled";
import { isAnyCharacters, overlap, type Pattern } from "./pattern";
import { asList, type Conditions } from "./policy-document";
import { compileText, expandText, type CompiledText, type ExpandedText } from "./policy-variables";

/** An operator's name, taken apart. */
export interface OperatorName {
  readonly set: "ForAllValues" | "ForAnyValue" | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

/** One key under one operator. */
export type CompiledCondition = NullCondition | Comparison | Refused;

interface NullCondition {
  readonly kind: "null";
  readonly key: string;
  readonly holdsIfMissing: boolean;
}

interface Comparison {
  readonly kind: "comparison";
  readonly key: string;
  readonly name: OperatorName;
  readonly operator: ConditionOperator;
  readonly expected: readonly CompiledText[];
}

/** It cannot be answered, but matters only where the rest of its statement applies. */
interface Refused {
  readonly kind: "refused";
  readonly refusal: NotModelled;
}

export function compileConditions(conditions: Conditions | undefined, variables: boolean): CompiledCondition[] {
  if (conditions === undefined) return [];
  // Policies come from outside: that they have the shape of their type is not to be relied on.
  if (!isRecord(conditions))
    return [{ kind: "refused", refusal: new NotModelled("a condition that is not an object") }];
  return Object.entries<unknown>(conditions).flatMap(([operator, keys]): CompiledCondition[] => {
    if (!isRecord(keys)) {
      return [{ kind: "refused", refusal: new NotModelled(`the condition operator "${operator}" without keys`) }];
    }
    return Object.entries(keys).map(([key, values]) => {
      try {
        return compileCondition(parseOperator(operator), key, values, variables);
      } catch (error) {
        if (error instanceof NotModelled) return { kind: "refused", refusal: error };
        throw error;
      }
    });
  });
}

export function parseOperator(name: string): OperatorName {
  const [, set, base = name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(name) ?? [];
  return { set: set as OperatorName["set"], base, ifExists: ifExists !== undefined };
}

/** What an operator of a policy does; undefined for "Null", and for a name that IAM does not have. */
export function operatorOf(name: string): ConditionOperator | undefined {
  return CONDITION_OPERATORS.get(parseOperator(name).base);
}

function compileCondition(name: OperatorName, key: string, values: unknown, variables: boolean): CompiledCondition {
  const expected = asList(values).map((value) => textOf(key, value));
  if (expected.length === 0) throw new NotModelled(`an empty list of values for the condition key "${key}"`);
  if (name.base === "Null") return compileNull(name, key, expected);
  const operator = CONDITION_OPERATORS.get(name.base);
  if (operator === undefined) throw new NotModelled(`the condition operator "${name.base}"`);
  return {
    kind: "comparison",
    key,
    name,
    operator,
    expected: expected.map((text) => {
      if (variables && !operator.variables && text.includes("${")) {
        throw new NotModelled(`the policy variable in "${text}": this condition operator takes none`);
      }
      operator.requireReadable(text);
      return compileText(text, { variables, wildcards: operator.wildcards });
    }),
  };
}

function textOf(key: string, value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new NotModelled(`${JSON.stringify(value)} as a value of the condition key "${key}"`);
}

/** `Null` asks whether the key is missing: "true" holds without it, "false" with it. */
function compileNull(name: OperatorName, key: string, expected: readonly string[]): NullCondition {
  const [missing] = expected;
  if (name.ifExists || name.set !== undefined || expected.length > 1 || (missing !== "true" && missing !== "false")) {
    throw new NotModelled(`this use of the condition operator "Null" for "${key}"`);
  }
  return { kind: "null", key, holdsIfMissing: missing === "true" };
}

/** @throws NotModelled */
export function conditionHolds(condition: CompiledCondition, context: Context): Answer {
  if (condition.kind === "refused") throw condition.refusal;
  const values = context.valuesOf(condition.key);
  if (condition.kind === "null") return nullHolds(condition, values);
  if (values === "unknown") {
    const [without, withValue] = [comparisonHolds(condition, [], context), comparisonHolds(condition, "any", context)];
    return without === withValue ? without : "possible";
  }
  return comparisonHolds(condition, values, context);
}

function nullHolds({ key, holdsIfMissing }: NullCondition, values: KeyValues): Answer {
  if (values === "unknown") return "possible";
  if (!areKnown(values)) return !holdsIfMissing;
  if (values.length === 1 && values[0] === "") throw new NotModelled(`"Null" for the empty value of "${key}"`);
  return (values.length === 0) === holdsIfMissing;
}

function comparisonHolds(comparison: Comparison, values: Exclude<KeyValues, "unknown">, context: Context): Answer {
  const { key, name } = comparison;
  if (values === "any") return holdsForAnyValue(comparison, context);
  if (!areKnown(values)) return holdsForValueLike(comparison, values, context);
  if (isNullSet(name, values)) return holdsWithoutValue(comparison);
  const answers = values.map((value) => holdsForValue(comparison, value, context));
  if (name.set === "ForAllValues") return all(answers);
  if (name.set === "ForAnyValue") return some(answers);
  const [answer, ...more] = answers;
  if (answer === undefined || more.length > 0) {
    throw new NotModelled(`the multivalued key "${key}" under "${name.base}" without ForAllValues or ForAnyValue`);
  }
  return answer;
}

/** Without the key there is nothing to compare. The set operators also call an empty text nothing. */
function isNullSet({ set }: OperatorName, values: readonly string[]): boolean {
  return values.length === 0 || (set !== undefined && values.length === 1 && values[0] === "");
}

function holdsWithoutValue({ name: { set, ifExists }, operator }: Comparison): boolean {
  // Quantifiers over nothing. AWS says so for both; its table of ForAllValues:StringNotLike shows the opposite, in rows
  // that all show the opposite of the sentence above them. IfExists does not help ForAnyValue: AWS denies such requests.
  if (set !== undefined) return set === "ForAllValues";
  return ifExists || operator.negated;
}

/** A policy's values against a value that is left open: whatever it is, `*` matches it, and a text with a variable that
 *  has no value does not. */
function holdsForAnyValue({ operator, expected }: Comparison, context: Context): Answer {
  const texts = expected.map((text) => expandText(text, context));
  if (texts.every((text) => text === undefined)) return operator.negated;
  const matchesEverything = operator.wildcards && !operator.isForArns && texts.some(isWildcardAlone);
  if (!matchesEverything || texts.includes(undefined)) return "possible";
  return !operator.negated;
}

/** A policy's texts against a value of which only the looks are known. Other operators than those for texts say nothing
 *  about looks. */
function holdsForValueLike(comparison: Comparison, { like, example }: ValueLike, context: Context): Answer {
  const { operator, expected } = comparison;
  if (!operator.variables || operator.isForArns) return holdsForAnyValue(comparison, context);
  const isMatch = some(
    expected.map((text) => {
      const expanded = expandText(text, context);
      if (expanded === undefined) return false;
      if (!expanded.isOpen && operator.matches(expanded.pattern, example)) return true;
      return overlap(inLowerCase(expanded.pattern), inLowerCase(like)) ? "possible" : false;
    }),
  );
  return operator.negated ? not(isMatch) : isMatch;
}

/** Some operators compare without regard to case. */
function inLowerCase(pattern: Pattern): Pattern {
  return pattern.map((part) => (typeof part === "string" ? part.toLowerCase() : part));
}

function isWildcardAlone(text: ExpandedText | undefined): boolean {
  return text !== undefined && !text.isOpen && text.pattern.length === 1 && isAnyCharacters(text.pattern[0]);
}

function holdsForValue({ operator, expected }: Comparison, value: string, context: Context): Answer {
  const texts = expected.map((text) => expandText(text, context));
  const isMatch = some(
    texts.map((text) => {
      if (text === undefined || !operator.matches(text.pattern, value)) return false;
      return text.isOpen ? "possible" : true;
    }),
  );
  if (operator.negated) return not(isMatch); // A variable without a value equals nothing, so a negated operator holds.
  if (isMatch !== false && texts.includes(undefined)) {
    // AWS's text lets the other values match, AWS's table for StringLike with a missing variable does not.
    throw new NotModelled("a condition of which one value matches and another has a variable without a value");
  }
  return isMatch;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
