/** What is worked out of an expression in a .tf.json file, and what stands for itself. */
import { reviewAccess } from "../../src";
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
  // Collections.
  ["${local.list[1]}", "second"],
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
])("%s is not worked out, and shown as %s", (template, expected) => {
  expect(nameOf(template, { one: "${local.other}", other: "${local.one}", list: [{}] })).toBe(expected);
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
