/** What is worked out of an expression in a .tf.json file, and what stands for itself. */
import { reviewAccess } from "../../src";
import { evaluate, type PathStep } from "../../src/terraform-json/expression";
import { configuration } from "../configuration";

/** The name of a pool that is written as this template, beside these locals. */
function nameOf(template: string, locals: Record<string, unknown> = {}): string | undefined {
  const document = { ...configuration({ pool: { identity_pool_name: template } }), locals };
  return reviewAccess(document).pools[0]?.name;
}

test.each<[string, string]>([
  // Texts.
  ["plain", "plain"],
  ["${local.text}", "a-b"],
  ["x-${local.text}-${local.number}", "x-a-b-7"],
  ['${"quoted ${local.text} \\"q\\" \\u00e9"}', 'quoted a-b "q" é'],
  ["$${kept} %%{kept}", "${kept} %{kept}"],
  // Operators.
  ["${local.number > 5 ? local.text : var.x}", "a-b"],
  ['${local.flag && !false ? "on" : "off"}', "on"],
  ['${local.text == "a-b" || false ? "same" : "other"}', "same"],
  ["${(local.number + 3) * 2 - 10 / 5 % 3}", "18"],
  ["${-local.number}", "-7"],
  ["${  1  +  2  }${1+2}", "33"],
  ["${1 - 3}", "-2"],
  ...["2 >= 2", "3 >= 2", "2 <= 2", "2 < 3", "3 > 2", "2 != 3", '"2" != 2', "!(2 < 2)", "!(2 > 2)", "-2 < 0"].map(
    (condition): [string, string] => [`\${${condition} ? "yes" : var.no}`, "yes"],
  ),
  ...["1 >= 2", "3 <= 2", "2 == 3", "true && false", "false || false", '"false"'].map((condition): [string, string] => [
    `\${${condition} ? var.yes : "no"}`,
    "no",
  ]),
  ['${"true" ? "yes" : "no"}', "yes"],
  ['${"3" * "2"}', "6"],
  ["${7.5 % 2}-${1.25 * 4}", "1.5-5"],
  ["${true}-${null == null}", "true-true"],
  ['${"a\\tb\\n\\r\\\\"}', "a\tb\n\r\\"],
  ["${~ local.text ~}", "a-b"],
  ["100% $5 %{", "⟨100% $5 %{⟩"],
  ["100% $5 ${local.text}", "100% $5 a-b"],
  // Collections.
  ["${local.list[1]}", "second"],
  ['${[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, "tenth"][10]}', "tenth"],
  ["${local.list.0}", "first"],
  ['${local.list["1"]}', "second"],
  ['${join("", [[1, 2], [3]].*[0])}', "12"],
  ["${[[1, 2], [3]][*][0][1]}", "⟨[[1, 2], [3]][*][0][1]⟩"],
  ['${join("", [[1, 2], [3]][*][0])}', "13"],
  ["${{ a = 1\n b = 2 }.b}", "2"],
  ['${{ "a" : 1, (local.text) = 2, }["a-b"]}', "2"],
  ['${{ "${local.text}-c" = 3 }["a-b-c"]}', "3"],
  ["${[local.text,\n local.number,\n][1]}", "7"],
  ['${local.map["k"]}-${local.map.k}', "value-value"],
  ["${local.objects.*.id[0]}", "first id"],
  ['${join(",", local.objects.*.id)}', "first id,second id"],
  ["${[local.text, var.x][0]}", "a-b"],
  ['${{ a = local.text, "b": 1 }.a}', "a-b"],
  // For.
  ['${join(",", [for one in local.list : upper(one)])}', "FIRST,SECOND"],
  ['${join(",", [for i, one in local.list : "${i}${one}" if i > 0])}', "1second"],
  ['${join(",", keys({ for one in local.list : "k-${one}" => one }))}', "k-first,k-second"],
  ['${join(",", [for one in [] : one])}', ""],
  ['${join(",", [for one in [] : [one, "]"][0]])}', ""],
  ['${length({ for one in [] : one => "}" })}', "0"],
  ['${join(",", [for k, v in { a = 1, b = 2 } : "${k}${v}"])}', "a1,b2"],
  ['${join(",", [for k, v in toset(["b", "a"]) : "${k}${v}"])}', "aa,bb"],
  ['${join(",", [for one in local.list : [for two in ["x"] : "${one}${two}"][0]])}', "firstx,secondx"],
  ['${join(",", [for one in local.list : one if one != "first"])}-${local.text}', "second-a-b"],
  // Functions.
  ['${join("-", concat(local.list, ["x"]))}', "first-second-x"],
  ['${join("", [format("%s/%d%%", local.text, local.number)])}', "a-b/7%"],
  ['${join(",", distinct(compact(flatten([["b", ""], [["a", "b"]]]))))}', "b,a"],
  ['${join(",", toset(["b", "a", "b"]))}', "a,b"],
  ['${lookup(local.map, "none", "fallback")}-${lookup(local.map, "k", "")}', "fallback-value"],
  ['${element(local.list, 3)}-${one(["x"])}-${coalesce("", "c")}', "second-x-c"],
  ['${join(",", values(merge({ b = "1", a = "2" }, { b = "3" })))}', "2,3"],
  ["${jsonencode({ b = [1, true], a = null })}", '{"a":null,"b":[1,true]}'],
  ['${jsondecode("{\\"a\\": \\"x\\"}").a}', "x"],
  ["${element(local.list, -1)}-${element(local.list, 1)}", "second-second"],
  ["${merge([{ a = 1 }, { a = 2 }]...).a}${coalesce(local.list...)}", "2first"],
  ['${join("-", concat([["a"], ["b"]]...))}', "a-b"],
  ['${coalesce(null, "", "c", var.x)}-${coalescelist([], ["d"])[0]}', "c-d"],
  ['${length("a😀")}${length({ a = 1 })}${contains(["a"], "b")}', "21false"],
  ['${join(",", tolist(toset([2, 1, 2])))}', "2,1"],
  ['${join(",", [for k, v in tolist(toset(["b", "a"])) : "${k}${v}"])}', "0a,1b"],
  ["${jsonencode(tomap({ b = { d = 1, c = 2 }, a = null }))}", '{"a":null,"b":{"c":2,"d":1}}'],
  ["${merge({ a = 1 }, null, { a = 2 }).a}${tostring(null) == null}", "2true"],
  ['${trimsuffix("a", "")}${trimsuffix("b", "c")}${trimprefix("d", "e")}', "abd"],
  ['${replace("a/b", "/", "-")}${replace("$&x", "x", "$&")}${split(",", "f")[0]}', "a-b$&$&f"],
  ["${one([]) == null}", "true"],
  ['${format("%v and %s", 1, "two")}', "1 and two"],
  ['${lower("A")}${trimspace(" b ")}${replace("c.d", ".", "-")}', "abc-d"],
  ['${trimprefix("a-b", "a-")}${trimsuffix("c.d", ".d")}${split("/", "e/f")[1]}', "bcf"],
  ['${length(local.list)}${contains(local.list, "first")}', "2true"],
  ['${tostring(3)}${nonsensitive("n")}${zipmap(["z"], ["y"]).z}', "3ny"],
])("%s is %s", (template, expected) => {
  const locals = {
    text: "a-b",
    number: 7,
    flag: true,
    list: ["first", "second"],
    map: { k: "value" },
    objects: [{ id: "first id" }, { id: "second id" }],
  };
  expect(nameOf(template, locals)).toBe(expected);
});

test.each<[string, string]>([
  ["${var.x}", "⟨var.x⟩"],
  ["a-${var.x}-b", "a-⟨var.x⟩-b"],
  ['${var.x == "a" ? 1 : 2}', "⟨var.x == 'a' ? 1 : 2⟩"],
  ["${upper(var.x)}", "⟨upper(var.x)⟩"],
  ['${join("-", ["a", var.x])}', "a-⟨var.x⟩"],
  ['${cidrsubnet("10.0.0.0/8", 8, 1)}', "⟨cidrsubnet('10.0.0.0/8', 8, 1)⟩"],
  ["${local.none}", "⟨local.none⟩"],
  ["${local.list[*].none}", "⟨local.list[*].none⟩"],
  ["${local.one}", "⟨local.one⟩"],
  ["%{ if var.x }a%{ endif }", "⟨%{ if var.x }a%{ endif }⟩"],
  ["${", "⟨${⟩"],
  ["${[}", "⟨[⟩"],
  ["${}", "⟨⟩"],
  ...[
    "1 2",
    "(1",
    "local.",
    "local.list[1",
    "local.list[true]",
    "local.list[5]",
    "local.list[-1]",
    "local.list[0.5]",
    "local.list.first",
    "local.one.deep",
    "[1 2]",
    "[1\n 2]",
    "[1][1]",
    "{ a = 1 b = 2 }.a",
    "{ a 1 }.a",
    "{ - = 1 }.a",
    "{ 'a' = 1 }.a",
    "[for one in local.list : one => one]",
    "[for one local.list : one]",
    "[for 1 in local.list : 1]",
    "[for one in var.list : one]",
    "[for one in local.list : one.none]",
    "[for one in local.list : one if var.x]",
    "{ for one in local.list : one => one... }",
    "<<EOT",
    "1 // 2",
    "!1",
    "-true",
    "1 + null",
    "1 / 0 + var.x",
    "1 < true",
    "null ? 1 : 2",
    "var.x || true",
    "true || var.x ? 1 : 2 : 3",
    "[1] == var.x",
    "var.x == [1]",
    "one([1, 2])",
    "coalesce(local.one...)",
    "element([], 0)",
    "element([1, 2], var.x)",
    "element([1, 2], 0.5)",
    "coalesce(var.x, 1)",
    "coalesce(null)",
    "coalescelist([])",
    "coalescelist(var.x, [1])",
    "lookup({}, 1)",
    "lookup({ (var.k) = 1 }, 2, 3)",
    "lookup(var.x, 1, 2)",
    "length(1)",
    "length(var.x)",
    "contains([var.x], 1)",
    "contains([1], var.x)",
    "keys([1])",
    "merge({ a = 1 }, var.x)",
    "flatten(var.x)",
    "jsondecode(1 / 3)[0]",
    "split(1, var.x)",
    "sensitive(1)",
    "local.list...",
  ].map((expression): [string, string] => [
    `\${${expression}}`,
    expression.startsWith("sensitive") ? "⟨sensitive⟩" : `⟨${expression}⟩`,
  ]),
  [
    '${join(",", [for one in local.list : "x-${none(one)}"])}',
    "⟨join(',', [for one in local.list : 'x-${none(one)}'])⟩",
  ],
  ['${jsondecode("{")}', "⟨jsondecode('{')⟩"],
  ['${format("%q", "a")}', "⟨format('%q', 'a')⟩"],
  ['${format("%s")}', "⟨format('%s')⟩"],
  ['${replace("ab", "/a./", "c")}', "⟨replace('ab', '/a./', 'c')⟩"],
  ['${"\\q"}', "⟨'\\q'⟩"],
  ['a${"b', "⟨a${'b⟩"],
  ['${"}" + "\\"}"}-b', "⟨'}' + '\\'}'⟩-b"],
  ['${{ a = { b = "}" } } + 1}-b', "⟨{ a = { b = '}' } } + 1⟩-b"],
  ["a-${[for one in local.list : upper(var.x)][0]}-${1 + 1}", "a-⟨[for one in local.list : upper(var.x)][0]⟩-2"],
  [`${"${upper(var.x)}".repeat(300)}\${1 + 1}`, `${"⟨upper(var.x)⟩".repeat(300)}2`],
  [`\${${"(".repeat(201)}1${")".repeat(201)}}`, `⟨${"(".repeat(201)}1${")".repeat(201)}⟩`],
])("%s is not worked out, and shown as %s", (template, expected) => {
  expect(nameOf(template, { one: "${local.other}", other: "${local.one}", list: [{}] })).toBe(expected);
});

test("keys are templates too: one that is no text stands for itself", () => {
  const lookup = (path: readonly PathStep[]): unknown =>
    ({ key: "k", list: ["a"] })[JSON.stringify(path).slice(10, -3)];
  const body = { plain: 1, "${key}": 2, "${list}": 3, "${none}": 4, "a-%{b": 5, "c-$${d}": [{ "${key}-e": "${key}" }] };
  expect(evaluate(body, lookup)).toEqual({
    plain: 1,
    k: 2,
    "⟨${list}⟩": 3,
    "⟨none⟩": 4,
    "⟨a-%{b⟩": 5,
    "c-${d}": [{ "k-e": "k" }],
  });
});

test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])("%s is a name like any other", (name) => {
  expect(nameOf(`\${local.${name}}`)).toBe(`⟨local.${name}⟩`);
  expect(nameOf(`\${local.map.${name}}`, { map: {} })).toBe(`⟨local.map.${name}⟩`);
  expect(nameOf(`\${${name}("x")}`)).toBe(`⟨${name}('x')⟩`);
  const locals = JSON.parse(`{"${name}": "found", "map": {"${name}": "inside"}}`) as Record<string, unknown>;
  expect(nameOf(`\${local.${name}}-\${local.map["${name}"]}`, locals)).toBe("found-inside");
});

test("what sensitive() is given is not shown", () => {
  expect(nameOf('${sensitive("s3cr3t")}')).toBe("⟨sensitive⟩");
  expect(nameOf('${upper(sensitive("s3cr3t"))}-x')).toBe("⟨sensitive⟩-x");
});

test("locals that use each other twice are worked out once, and texts that no name has are not written out", () => {
  const doubling = (last: string, twice: (name: string) => unknown): Record<string, unknown> =>
    Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`l${i}`, i === 59 ? last : twice(`local.l${i + 1}`)] as const),
    );
  expect(
    nameOf(
      "${local.l0}",
      doubling("", (name) => `\${${name}}\${${name}}`),
    ),
  ).toBe("");
  expect(
    nameOf(
      "${length(local.l0)}",
      doubling("x", (name) => [`\${${name}}`, `\${${name}}`]),
    ),
  ).toBe("2");
  const name =
    nameOf(
      "${local.l0}",
      doubling("x", (local) => `\${${local}}\${${local}}`),
    ) ?? "";
  expect(name).toMatch(/^⟨/);
  expect(name.length).toBeLessThan(2_000_000);
});

test("a chain of locals that is longer than any is no crash", () => {
  const locals = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`l${i}`, `\${local.l${i + 1}}`]));
  expect(nameOf("${local.l0}", locals)).toMatch(/^⟨local\.l\d+⟩$/);
});
