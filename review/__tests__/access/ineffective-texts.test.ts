/** What becomes of a statement whose text matches nothing.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
import { isUnprotected, keysAndVariablesOf, keysOf, textsOf } from "../../src/access/ineffective-texts";
import type { IamStatement } from "../../src/iam/policy-document";

const statement = (parts: Partial<IamStatement>): IamStatement => ({ Effect: "Allow", ...parts });

test.each<[string, string | string[], "always" | "never"]>([
  ["StringEquals", "x", "never"],
  ["StringLike", "*", "never"],
  ["Bool", "true", "never"],
  ["StringNotEquals", "x", "always"],
  ["ArnNotLike", "x", "always"],
  ["NotIpAddress", "10.0.0.0/8", "always"],
  ["StringEqualsIfExists", "x", "always"],
  ["StringNotEqualsIfExists", "x", "always"],
  ["ForAnyValue:StringEquals", "x", "never"],
  ["ForAnyValue:StringNotEquals", "x", "never"],
  ["ForAllValues:StringEquals", "x", "always"],
  ["ForAllValues:StringNotEquals", "x", "always"],
  ["StringMatches", "x", "never"], // IAM has no such operator.
  ["Null", "true", "always"],
  ["Null", "false", "never"],
  ["Null", ["false", "true"], "always"],
])("without the key, a statement under %s %j %s applies", (operator, value, when) => {
  const keys = keysOf(statement({ Condition: { [operator]: { "a:key": value } } }));
  expect(keys).toEqual([{ text: "a:key", effect: `${when}-applies` }]);
});

test("each key of each operator counts", () => {
  const Condition = { StringEquals: { "a:one": "x", "a:two": "x" }, StringNotEquals: { "a:three": "x" } };
  expect(keysOf(statement({ Condition })).map(({ text }) => text)).toEqual(["a:one", "a:two", "a:three"]);
  expect(keysOf(statement({}))).toEqual([]);
});

test("a text that matches nothing keeps a statement from applying, or what leaves something out leaves nothing out", () => {
  const found = textsOf(
    statement({
      Resource: ["r1", "r2"],
      NotResource: "n",
      Condition: { StringLike: { "a:key": ["l1", "l2"] }, StringNotLike: { "a:key": "not" } },
    }),
  );
  expect(found).toEqual([
    ...["r1", "r2"].map((text) => ({ text, effect: "never-applies" })),
    { text: "n", effect: "always-applies" },
    ...["l1", "l2"].map((text) => ({ text, effect: "never-applies" })),
    { text: "not", effect: "always-applies" },
  ]);
});

test("the keys of variables are those before a default", () => {
  const found = keysAndVariablesOf(
    statement({
      Resource: "arn:aws:s3:::${a:one}/${a:two, 'x'}",
      Condition: { StringNotEquals: { "a:key": "${a:three}" } },
    }),
  );
  expect(found).toEqual([
    { text: "a:key", effect: "always-applies" },
    { text: "a:one", effect: "never-applies" },
    { text: "a:two", effect: "never-applies" },
    { text: "a:three", effect: "always-applies" },
  ]);
});

test.each([
  ["Deny", "never-applies", true],
  ["Deny", "always-applies", false],
  ["Allow", "never-applies", false],
  ["Allow", "always-applies", true],
] as const)("%s that %s: whether it is no protection", (Effect, effect, is) => {
  expect(isUnprotected(statement({ Effect }), { text: "x", effect })).toBe(is);
});
