/** What stands in the place of values that the file does not hold. */
import {
  afterApply,
  isAfterApply,
  isSensitive,
  isSymbol,
  referencesIn,
  referencesInExpression,
  referencesOf,
  sensitiveValue,
  symbol,
  withoutSources,
} from "../../src/terraform-json/symbol";

test.each([
  ["aws_iam_role.a.arn", "⟨aws_iam_role.a.arn⟩"],
  ['var.x["a"]', "⟨var.x['a']⟩"],
  ['"⟨a⟩"', "⟨'a'⟩"],
  ['sensitive("s3cr3t")', "⟨sensitive⟩"],
  ['join("", [sensitive ("s3cr3t"), var.a, aws_iam_role.b[0].id])', "⟨sensitive: var.a, aws_iam_role.b[0].id⟩"],
  ["nonsensitive(var.a)", "⟨nonsensitive(var.a)⟩"],
  [`upper(var.${"a".repeat(989)})`, `⟨upper(var.${"a".repeat(989)})⟩`],
  [`upper(var.${"a".repeat(990)})`, `⟨a long expression: var.${"a".repeat(990)}⟩`],
  [`"${"a".repeat(1000)}"`, "⟨a long expression⟩"],
])("%s is written %s", (expression, written) => {
  expect(symbol(expression)).toBe(written);
});

test.each<[string, string[]]>([
  ["var.a", ["var.a"]],
  ["upper(aws_iam_role.a.arn) == var.b", ["aws_iam_role.a.arn", "var.b"]],
  ["data.aws_iam_policy_document.a[0].json", ["data.aws_iam_policy_document.a[0].json"]],
  ['aws_iam_role.a["x.y"].arn', ['aws_iam_role.a["x.y"].arn']],
  ["aws_iam_role.a['x.y'].arn", ["aws_iam_role.a['x.y'].arn"]],
  ["aws_iam_role.a[*].arn", ["aws_iam_role.a[*].arn"]],
  ["aws_iam_role.a.*.arn", ["aws_iam_role.a.*.arn"]],
  ["module.a-b.role-c", ["module.a-b.role-c"]],
  // A text is no reference, but for what is interpolated in it.
  ['"var.a"', []],
  ["'var.a'", []],
  [String.raw`"a\"var.b" == var.c`, ["var.c"]],
  ['"x-${var.a}" == var.b', ["var.a", "var.b"]],
  // A function is none, nor a name alone, nor a number.
  ["provider::a.b(var.c)", ["var.c"]],
  ["local", []],
  ["1.5", []],
  ["a[0]", []],
  // What a symbol says that it comes from.
  ["known after apply", []],
  ["known after apply: var.a, aws_iam_role.b.arn", ["var.a", "aws_iam_role.b.arn"]],
  ["known after apply: local.größe", ["local.größe"]],
  ["sensitive: var.a", ["var.a"]],
  ["sensitivevar.a", ["sensitivevar.a"]],
])("the references of %s are %j", (expression, references) => {
  expect(referencesInExpression(expression)).toEqual(references);
});

test("a text comes from all its symbols, each once", () => {
  const text = `a-${symbol("var.a")}-${afterApply(["var.b", "var.a"])}`;
  expect(referencesIn(text)).toEqual(["var.a", "var.b"]);
  expect(referencesIn("var.a")).toEqual([]);
  expect(referencesOf(text)).toEqual([]);
  expect(referencesOf(symbol("var.a"))).toEqual(["var.a"]);
});

test.each([
  [symbol("var.a"), true, false, false],
  [afterApply([]), true, true, false],
  [`a-${afterApply(["var.a"])}`, false, true, false],
  [sensitiveValue(), true, true, true],
  [`a-${sensitiveValue(["var.a"])}-b`, false, true, true],
  [symbol("sensitivevar.a"), true, false, false],
  [`${symbol("var.a")}${symbol("var.b")}`, false, false, false],
  ["sensitive", false, false, false],
])("%s: a symbol %p, known after apply %p, sensitive %p", (text, whole, unknown, sensitive) => {
  expect([isSymbol(text), isAfterApply(text), isSensitive(text)]).toEqual([whole, unknown, sensitive]);
});

test("of a sensitive value can be left out what it comes from", () => {
  expect(withoutSources(`a-⟨sensitive: var.a⟩-⟨sensitive: var.b, var.c⟩-⟨sensitive⟩-⟨var.d⟩`)).toBe(
    "a-⟨sensitive⟩-⟨sensitive⟩-⟨sensitive⟩-⟨var.d⟩",
  );
});

test("a long list of what a value comes from stays what it is", () => {
  const references = Array.from({ length: 200 }, (_, i) => `aws_iam_role.r[${i}].arn`);
  expect(isAfterApply(afterApply(references))).toBe(true);
  expect(referencesOf(sensitiveValue(references))).toEqual(references);
});
