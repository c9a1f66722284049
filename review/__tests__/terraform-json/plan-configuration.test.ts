/** What a plan's configuration says that an attribute comes from, through modules, variables, outputs, count and for_each. */
import type { BlockSource } from "../../src/terraform-json/marked-values";
import { PlanConfiguration } from "../../src/terraform-json/plan-configuration";
import type { Values } from "../../src/terraform-json/resource";

const refers = (...references: string[]): Values => ({ references });
const given = (value: unknown, ...references: string[]): Values => ({
  constant_value: value,
  ...(references.length > 0 && { references }),
});

function resource(address: string, expressions: Values, more: Values = {}): Values {
  return { address, mode: "managed", type: address.split(".")[0], expressions, ...more };
}

/** The source of a resource, in a root module with these parts. */
function sourceOf(address: string, root: Values, { addresses = [] as string[], variables = {} } = {}): BlockSource {
  const document = { configuration: { root_module: root }, variables };
  const source = new PlanConfiguration(document, new Set(addresses)).sourceOf(address);
  if (source === undefined) throw new Error(`the configuration has no ${address}`);
  return source;
}

const attribute = (...from: Parameters<typeof sourceOf>): unknown => sourceOf(...from).parts.get("a");

/** The references of attribute `a` of `t.r`, where it has these. */
function referencesOf(references: string[], more: Values = {}, addresses: string[] = [], of = "t.r"): unknown {
  const root = { resources: [resource("t.r", { a: refers(...references) }, more)] };
  return attribute(of, root, { addresses });
}

test.each<[string, string[], string[]]>([
  ["an attribute of a resource", ["aws_iam_role.r.arn", "aws_iam_role.r"], ["aws_iam_role.r.arn"]],
  ["an instance", ['aws_iam_role.r["x"].arn', 'aws_iam_role.r["x"]', "aws_iam_role.r"], ['aws_iam_role.r["x"].arn']],
  ["two attributes", ["t.a.id", "t.a", "t.b.id", "t.b"], ["t.a.id", "t.b.id"]],
  ["the same twice", ["t.a.id", "t.a.id"], ["t.a.id"]],
  ["a data source", ["data.t.a.json", "data.t.a"], ["data.t.a.json"]],
  ["a local", ["local.x"], ["local.x"]],
  ["a variable of the root", ["var.x"], ["var.x"]],
  ["what is no resource", ["path.module", "terraform.workspace", "self.id", "count.index", "each.key"], []],
  ["a name that begins like another", ["t.a", "t.ab"], ["t.a", "t.ab"]],
])("references: %s", (_what, references, expected) => {
  expect(referencesOf(references)).toEqual({ references: expected });
});

describe("a resource beside each.key or count.index", () => {
  const addresses = ['t.o["x"]', "t.o[0]", 'data.t.o["x"]'];

  test.each<[string, string, string[], string[]]>([
    ["each.key", 't.r["x"]', ["t.o", "each.key"], ['t.o["x"]']],
    ["each.value", 't.r["x"]', ["t.o.id", "each.value"], ['t.o["x"].id']],
    ["count.index", "t.r[0]", ["t.o", "count.index"], ["t.o[0]"]],
    ["each.key, and a data source", 't.r["x"]', ["data.t.o", "each.key"], ['data.t.o["x"]']],
    ["each.key, and no instance of that key", 't.r["y"]', ["t.o", "each.key"], ["t.o"]],
    ["each.key, and a key that is written", 't.r["x"]', ['t.o["y"]', "each.key"], ['t.o["y"]']],
    ["neither", 't.r["x"]', ["t.o"], ["t.o"]],
    ["a local whose name begins like it", "t.r[0]", ["t.o", "local.count"], ["t.o", "local.count"]],
  ])("%s: %s", (_what, of, references, expected) => {
    expect(referencesOf(references, {}, addresses, of)).toEqual({ references: expected });
  });
});

test.each<[string, Values, string[], string[]]>([
  ["a resource", refers("t.all"), ["each.value.arn", "each.value"], ["t.all.arn"]],
  ["a data source", refers("data.t.all"), ["each.value.arn"], ["data.t.all.arn"]],
  ["an attribute", refers("t.all.list"), ["each.value.arn"], ["t.all.list"]],
  ["a variable", refers("var.all"), ["each.value.arn"], ["var.all"]],
  ["a local", refers("local.all"), ["each.value.arn"], ["local.all"]],
  ["what is written out", given({ x: 1 }), ["each.value.arn"], []],
])("each.value of a for_each over %s", (_what, forEach, references, expected) => {
  expect(referencesOf(references, { for_each_expression: forEach }, [], 't.r["x"]')).toEqual({ references: expected });
});

test("each.value of a resource is the instance of the same key", () => {
  expect(
    referencesOf(["each.value.arn"], { for_each_expression: refers("t.all") }, ['t.all["x"]'], 't.r["x"]'),
  ).toEqual({ references: ['t.all["x"].arn'] });
});

describe("a module", () => {
  /** A module `m` with a resource that has `a` from its variable `v`, and an output `o`. */
  const called = (call: Values, module: Values = {}): Values => ({
    resources: [resource("t.r", { a: refers("module.m.o", "module.m") })],
    module_calls: {
      m: {
        ...call,
        module: {
          resources: [resource("t.inside", { a: refers("var.v"), b: refers("t.other.id"), c: given("x-${var.v}") })],
          outputs: { o: { expression: refers("t.inside.arn", "t.inside") }, p: { expression: refers("t.other.id") } },
          ...module,
        },
      },
    },
  });

  test("has its variables from the call", () => {
    const root = called({ expressions: { v: refers("t.outside.id", "t.outside") } });
    const { parts } = sourceOf("module.m.t.inside", root);
    expect(parts.get("a")).toEqual({ references: ["t.outside.id"] });
    expect(parts.get("b")).toEqual({ references: ["module.m.t.other.id"] });
    expect(parts.get("c")).toEqual({ references: [], template: "x-⟨t.outside.id⟩" });
  });

  test("has variables of its own that the call does not give", () => {
    const { parts } = sourceOf("module.m.t.inside", called({ expressions: {} }));
    expect(parts.get("a")).toEqual({ references: ["module.m.var.v"] });
    expect(parts.get("c")).toMatchObject({ template: "x-⟨module.m.var.v⟩" });
  });

  test.each<[string, Values, Values, string]>([
    ["the call's", { v: given("y") }, { v: { default: "z" } }, "x-y"],
    ["the default", {}, { v: { default: "z" } }, "x-z"],
    ["none that may be shown", { v: given("y") }, { v: { sensitive: true } }, "x-⟨module.m.var.v⟩"],
  ])("works out a template with a variable's value: %s", (_what, expressions, variables, template) => {
    expect(sourceOf("module.m.t.inside", called({ expressions }, { variables })).parts.get("c")).toMatchObject({
      template,
    });
  });

  test("gives what its outputs come from", () => {
    expect(attribute("t.r", called({}))).toEqual({ references: ["module.m.t.inside.arn"] });
  });

  test("that is named as a whole may give any output", () => {
    const root = { ...called({}), resources: [resource("t.r", { a: refers("module.m") })] };
    expect(attribute("t.r", root)).toEqual({ references: ["module.m.t.inside.arn", "module.m.t.other.id"] });
  });

  test("that is not in the file stands for itself", () => {
    const root = { resources: [resource("t.r", { a: refers("module.n.o", "module.n") })] };
    expect(attribute("t.r", root)).toEqual({ references: ["module.n.o"] });
  });

  test.each<[string, Values, string, string[], string]>([
    ["count", { count_expression: given(1) }, "t.r[0]", ["module.m.o", "count.index"], "module.m[0].t.inside.arn"],
    [
      "for_each",
      { for_each_expression: given({}) },
      't.r["x"]',
      ["module.m.o", "each.key"],
      'module.m["x"].t.inside.arn',
    ],
    [
      "a key that is written",
      { count_expression: given(2) },
      "t.r[0]",
      ["module.m[1].o", "count.index"],
      "module.m[1].t.inside.arn",
    ],
    ["no key", { count_expression: given(2) }, "t.r[0]", ["module.m.o"], "module.m.t.inside.arn"],
    ["no repetition", {}, "t.r[0]", ["module.m.o", "count.index"], "module.m.t.inside.arn"],
  ])("that is repeated, by %s", (_what, call, of, references, expected) => {
    const root = { ...called(call), resources: [resource("t.r", { a: refers(...references) })] };
    expect(attribute(of, root)).toEqual({ references: [expected] });
  });

  test("that is repeated has each.value and each.key from its call", () => {
    const root = called({
      for_each_expression: refers("t.all"),
      expressions: { v: refers("each.value.id", "each.value") },
    });
    expect(attribute('module.m["x"].t.inside', root)).toEqual({ references: ["t.all.id"] });
    const named = called({ for_each_expression: given({}), expressions: { v: given("${each.key}") } });
    expect(sourceOf('module.m["x"].t.inside', named).parts.get("c")).toMatchObject({ template: "x-x" });
    const counted = called({ count_expression: given(2), expressions: { v: given("${count.index}") } });
    expect(sourceOf("module.m[1].t.inside", counted).parts.get("c")).toMatchObject({ template: "x-1" });
  });

  test("in a module is found, and so is nothing that the file does not have", () => {
    const inner = called({ expressions: { v: refers("var.w") } });
    const root = { module_calls: { n: { expressions: { w: refers("t.top.id") }, module: inner } } };
    expect(attribute("module.n.module.m.t.inside", root)).toEqual({ references: ["t.top.id"] });
    expect(() => attribute("module.n.module.k.t.inside", root)).toThrow("has no");
    expect(() => attribute("module.n.module.m.t.none", root)).toThrow("has no");
  });

  test("that gives itself its variable, as no Terraform does, comes to an end", () => {
    const root = called({}, { outputs: { o: { expression: refers("module.m.o") } }, module_calls: {} });
    expect(attribute("t.r", root)).toEqual({ references: ["module.m.module.m.o"] });
  });
});

test.each<[string, Values, unknown, unknown]>([
  ["a variable's value", { x: { value: "given" } }, {}, "n-given"],
  ["its default", {}, { x: { default: "usual" } }, "n-usual"],
  ["none", {}, { x: {} }, "n-⟨var.x⟩"],
  ["one that is sensitive", { x: { value: "s3cr3t" } }, { x: { sensitive: true } }, "n-⟨var.x⟩"],
])("the template of an attribute in the root, with %s", (_what, values, variables, template) => {
  const root = { resources: [resource("t.r", { a: given("n-${var.x}", "var.x") })], variables };
  expect(attribute("t.r", root, { variables: values })).toMatchObject({ references: ["var.x"], template });
});

test("blocks, nested objects, and plain values", () => {
  const root = {
    resources: [
      resource("t.r", {
        plain: given("x"),
        both: given("x", "var.y"),
        list: [{ a: refers("t.a.id") }, { b: given(1) }],
        single: { a: refers("t.b.id"), c: given(2) },
      }),
    ],
  };
  const { parts, constants } = sourceOf("t.r", root);
  expect(constants).toEqual({ plain: "x" });
  expect(parts.get("list")).toMatchObject({ blocks: [{ constants: {} }, { constants: { b: 1 } }] });
  expect(parts.get("single")).toEqual({
    parts: new Map([
      ["a", { references: ["t.b.id"] }],
      ["c", { references: [], template: 2 }],
    ]),
    constants: { c: 2 },
  });
});

test("a template keeps what is no resource and has no value in the plan", () => {
  const a = given("x-${terraform.workspace}-${t.a.id}", "terraform.workspace", "t.a.id");
  const root = { resources: [resource("t.r", { a })] };
  expect(attribute("t.r", root)).toEqual({
    references: ["t.a.id"],
    template: "x-⟨terraform.workspace⟩-⟨t.a.id⟩",
  });
});
