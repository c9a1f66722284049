/** Conditions on keys of which a request does not say everything: whether it has the key, or what its value is.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
import type { Answer } from "../../src/iam/answer";
import { compileConditions, conditionHolds } from "../../src/iam/condition";
import { ANY_VALUE, type KeyValues } from "../../src/iam/context";
import { NotModelled } from "../../src/iam/not-modelled";
import { wildcardPattern } from "../../src/iam/pattern";
import { explain } from "../../src/iam/simulate";
import { allow, deny, policy } from "./policies";

/** What a condition on `a:key` says where this is known of the key, and "any" of `a:open`. */
function answer(operator: string, value: string | string[], known: KeyValues): Answer | undefined {
  const [condition] = compileConditions({ [operator]: { "a:key": value } }, true);
  const keys = new Map<string, KeyValues>([
    ["a:key", known],
    ["a:open", "any"],
    ["a:team", ["red"]],
  ]);
  return condition && conditionHolds(condition, { valuesOf: (key) => keys.get(key) ?? [] });
}

const NONE = "${a:none}";
const OPEN = "${a:open}";
const TEAM = "${a:team}";

test.each<[string, string | string[], Answer]>([
  ["StringEquals", "x", "possible"],
  ["StringEquals", "*", "possible"],
  ["StringEquals", NONE, false],
  ["StringEquals", ["x", NONE], "possible"],
  ["StringNotEquals", ["x", NONE], "possible"],
  ["StringNotEquals", NONE, true],
  ["StringLike", "*", true],
  ["StringLike", ["x", "*"], true],
  ["StringLike", ["*", NONE], "possible"],
  ["StringLike", "?", "possible"],
  ["StringLike", "*x", "possible"],
  ["StringLike", "x*", "possible"],
  ["StringLike", OPEN, "possible"],
  ["StringNotLike", "*", false],
  ["ArnLike", "*", "possible"],
  ["ArnNotLike", "*", "possible"],
  ["Null", "true", false],
  ["Null", "false", true],
])("%s %j, where the key has whatever value: %p", (operator, value, expected) => {
  expect(answer(operator, value, "any")).toBe(expected);
});

test.each<[string, string | string[], Answer]>([
  ["StringEquals", "x", "possible"],
  ["StringEquals", NONE, false],
  ["StringLike", "*", "possible"],
  ["StringNotLike", "*", "possible"],
  ["StringLikeIfExists", "*", true],
  ["StringNotEquals", NONE, true],
  ["ForAllValues:StringLike", "*", true],
  ["ForAnyValue:StringLike", "*", "possible"],
  ["Null", "true", "possible"],
  ["Null", "false", "possible"],
])("%s %j, where the request may lack the key: %p", (operator, value, expected) => {
  expect(answer(operator, value, "unknown")).toBe(expected);
});

test.each<[string, string | string[], Answer]>([
  ["StringEquals", "red-1", true],
  ["StringEquals", "red-2", "possible"],
  ["StringEquals", "blue-1", false],
  ["StringEquals", ["blue-1", "red-1"], true],
  ["StringEquals", ["blue-1", "red-2"], "possible"],
  ["StringEquals", NONE, false],
  ["StringEquals", OPEN, "possible"],
  ["StringEquals", `${TEAM}-1`, true],
  ["StringEquals", `${TEAM}-2`, "possible"],
  ["StringEqualsIgnoreCase", "RED-2", "possible"],
  ["StringEqualsIgnoreCase", "RED-1", true],
  ["StringNotEquals", "red-1", false],
  ["StringNotEquals", "red-2", "possible"],
  ["StringNotEquals", "blue-1", true],
  ["StringLike", "blue*", false],
  ["StringLike", "*2", "possible"],
  ["StringLike", `${OPEN}-1`, "possible"],
  ["NumericEquals", "1", "possible"],
  ["IpAddress", "203.0.113.0/24", "possible"],
  ["ArnLike", "arn:aws:s3:::b", "possible"],
  ["Null", "true", false],
  ["Null", "false", true],
])("%s %j, where the value begins with red- and one that does is red-1: %p", (operator, value, expected) => {
  expect(answer(operator, value, { like: wildcardPattern("red-*"), example: "red-1" })).toBe(expected);
});

test.each<[string, string | string[], string[], Answer]>([
  ["ForAnyValue:StringEquals", "x", ["", "x"], true],
  ["ForAnyValue:StringEquals", "x", ["x"], true],
  ["ForAllValues:StringEquals", "x", ["", "x"], false],
  ["Null", "false", ["", "x"], true],
])("%s %j for %j, of which one is empty: %p", (operator, value, values, expected) => {
  expect(answer(operator, value, values)).toBe(expected);
});

test("a wildcard in a variable's value is just a character under an operator without wildcards", () => {
  expect(answer("StringEquals", TEAM.replace("team", "star"), ["a*"])).toBe(false);
  const [condition] = compileConditions({ StringEquals: { "a:key": "${a:star}" } }, true);
  expect(condition && conditionHolds(condition, { valuesOf: () => ["a*"] })).toBe(true);
});

test("a variable that is open has the value that a context keeps for variables", () => {
  const [condition] = compileConditions({ StringEquals: { "a:key": "${a:me}" } }, true);
  const context = { valuesOf: (): KeyValues => ["me"], valuesOfVariable: (): KeyValues => ["you"] };
  expect(condition && conditionHolds(condition, context)).toBe(false);
});

test.each<[string, unknown, RegExp]>([
  ["no condition, but an empty list", [], /a condition that is not an object/],
  ["no condition, but a number", 5, /a condition that is not an object/],
  ["no condition, but null", null, /a condition that is not an object/],
  ["two values of Null", { Null: { "a:key": ["true", "true"] } }, /this use of the condition operator "Null"/],
  ["a variable among numbers", { NumericEquals: { "a:key": "${a:x}" } }, /this condition operator takes none/],
])("%s is refused", (_what, conditions, words) => {
  const [condition] = compileConditions(conditions as Parameters<typeof compileConditions>[0], true);
  expect(() => condition && conditionHolds(condition, { valuesOf: () => ["1"] })).toThrow(NotModelled);
  expect(() => condition && conditionHolds(condition, { valuesOf: () => ["1"] })).toThrow(words);
});

test("a number of JSON is a value as its text is", () => {
  const [condition] = compileConditions({ NumericEquals: { "a:key": 10 } }, true);
  expect(condition && conditionHolds(condition, { valuesOf: () => ["10"] })).toBe(true);
});

describe("a decision that depends on an open value", () => {
  const request = { action: "a:B", context: { "a:key": ANY_VALUE } };
  const maybe = { StringEquals: { "a:key": "x" } };
  const unheard = { Unheard: { "a:key": "x" } };

  test("quotes what applies and what may apply, and nothing else", () => {
    const statements = [
      allow("a:B", "*", maybe),
      allow("a:*", "*", { StringEquals: { "a:key": "y" } }),
      allow("a:C", "*"),
      deny("a:B", "*", maybe),
      allow("a:B", "*"),
    ];
    const { decision, statements: quoted } = explain([policy(...statements)], request);
    expect(decision).toBe("possible");
    expect(quoted.map(({ statement }) => statement)).toEqual(statements.filter(({ Action }) => Action !== "a:C"));
  });

  test("is a refusal where no Allow speaks of the call, whatever a Deny may do", () => {
    expect(explain([policy(deny("a:B", "*", maybe))], request).decision).toBe("implicitDeny");
  });

  test("does not need the answer of an Allow beside one that is sure", () => {
    const sure = policy(allow("a:B", "*"), allow("a:B", "*", unheard));
    const boundary = policy(allow("a:B", "*", maybe));
    expect(explain([sure], { ...request, permissionsBoundary: boundary }).decision).toBe("possible");
    expect(() => explain([policy(allow("a:B", "*", maybe), allow("a:B", "*", unheard))], request)).toThrow(NotModelled);
  });

  test("needs all layers: a boundary that is silent refuses", () => {
    const boundary = policy(allow("a:C", "*"));
    expect(explain([policy(allow("a:B", "*"))], { ...request, permissionsBoundary: boundary }).decision).toBe(
      "implicitDeny",
    );
  });
});
