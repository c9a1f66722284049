/** Values that a plan or a state marks as unknown or sensitive, and what the configuration says of them. */
import {
  markedValues,
  withoutSensitive,
  type AttributeSource,
  type BlockSource,
  type Source,
} from "../../src/terraform-json/marked-values";

const from = (...references: string[]): AttributeSource => ({ references });
const written = (template: unknown, ...references: string[]): AttributeSource => ({ references, template });

function block(parts: Record<string, Source>, constants: Record<string, unknown> = {}): BlockSource {
  return { parts: new Map(Object.entries(parts)), constants };
}

const unknown = (values: unknown, marks: unknown, parts: Record<string, Source> = {}) =>
  markedValues(values, { unknown: marks, sensitive: {} }, block(parts));

const AFTER = "⟨known after apply⟩";
const after = (...references: string[]): string => `⟨known after apply: ${references.join(", ")}⟩`;

test.each<[string, unknown, unknown, object]>([
  ["nothing marked", { a: "x", b: [1] }, {}, { a: "x", b: [1] }],
  ["a text", { a: "x", b: "y" }, { a: true }, { a: "⟨sensitive⟩", b: "y" }],
  ["what is empty anyway", { a: "", b: null }, { a: true, b: true }, { a: "", b: null }],
  ["an element", { a: ["x", "y"] }, { a: [false, true] }, { a: ["x", "⟨sensitive⟩"] }],
  ["an element of a list of which not all are marked", { a: ["x", "y"] }, { a: [true] }, { a: ["⟨sensitive⟩", "y"] }],
  ["a key of a block", { a: [{ b: "x", c: "y" }] }, { a: [{ c: true }] }, { a: [{ b: "x", c: "⟨sensitive⟩" }] }],
  ["a key of a map", { a: { b: "x", toString: "z" } }, { a: { b: true } }, { a: { b: "⟨sensitive⟩", toString: "z" } }],
  ["everything", { a: "x", b: ["y"] }, true, { a: "⟨sensitive⟩", b: "⟨sensitive⟩" }],
  ["a resource without values", undefined, { a: true }, {}],
])("sensitive: %s", (_what, values, marks, expected) => {
  expect(withoutSensitive(values, marks)).toEqual(expected);
});

test("what is unknown and sensitive is sensitive, and names what it comes from", () => {
  const marks = { unknown: { a: true }, sensitive: { a: true, b: true } };
  const parts = { a: from("var.secret"), b: from("var.other") };
  expect(markedValues({ b: "s3cr3t" }, marks, block(parts))).toEqual({
    a: "⟨sensitive: var.secret⟩",
    b: "⟨sensitive: var.other⟩",
  });
});

test.each<[string, unknown, unknown, Record<string, Source>, object]>([
  ["an attribute without a source", { b: 1 }, { a: true }, {}, { a: AFTER, b: 1 }],
  ["an attribute with one", {}, { a: true }, { a: from("var.x", "var.y") }, { a: after("var.x", "var.y") }],
  ["one whose expression the plan has", {}, { a: true }, { a: written("x-⟨var.x⟩", "var.x") }, { a: "x-⟨var.x⟩" }],
  ["one that is written as null", {}, { a: true }, { a: written(null, "var.x") }, { a: after("var.x") }],
  ["a key of a map", { m: { a: "x" } }, { m: { b: true } }, { m: from("var.x") }, { m: { a: "x", b: after("var.x") } }],
  [
    "a key of a map whose expression the plan has",
    { m: { a: "x" } },
    { m: { b: true } },
    { m: written({ a: "⟨var.a⟩", b: "⟨var.b⟩" }, "var.a", "var.b") },
    { m: { a: "x", b: "⟨var.b⟩" } },
  ],
  ["an element", { l: ["x"] }, { l: [false, true] }, { l: from("var.x") }, { l: ["x", after("var.x")] }],
  ["a whole resource", { a: 1 }, true, { b: from("var.x") }, { a: AFTER, b: after("var.x") }],
  [
    "a block as a whole",
    {},
    { one: true },
    { one: { blocks: [block({ a: from("var.x") }), block({ a: from("var.x"), b: from("var.y") })] } },
    { one: after("var.x", "var.y") },
  ],
])("unknown: %s", (_what, values, marks, parts, expected) => {
  expect(unknown(values, marks, parts)).toEqual(expected);
});

describe("a set whose elements stand in another order than they are written in", () => {
  const list = written(["a-⟨var.x⟩", "b", "c-⟨var.y⟩-d"], "var.x", "var.y");

  test.each<[string, unknown[], unknown[], unknown[]]>([
    ["both are not known", ["b"], [false, true, true], ["b", "a-⟨var.x⟩", "c-⟨var.y⟩-d"]],
    ["one is known by now", ["a-1", "b"], [false, false, true], ["a-1", "b", "c-⟨var.y⟩-d"]],
    ["the other one is", ["b", "c-(2)-d"], [false, false, true], ["b", "c-(2)-d", "a-⟨var.x⟩"]],
    ["none is", ["a-1", "b", "c-2-d"], [], ["a-1", "b", "c-2-d"]],
    ["it cannot be told which", ["b", "e"], [false, false, true], ["b", "e", after("var.x", "var.y")]],
  ])("where %s", (_what, values, marks, expected) => {
    expect(unknown({ l: values }, { l: marks }, { l: list })).toEqual({ l: expected });
  });

  test("keeps a secret", () => {
    const marks = { unknown: { l: [true, false] }, sensitive: { l: [true, false] } };
    expect(markedValues({ l: [null, "b"] }, marks, block({ l: written(["⟨var.x⟩", "b"], "var.x") }))).toEqual({
      l: ["⟨sensitive: var.x⟩", "b"],
    });
  });
});

describe("blocks are found again by what they say in plain values", () => {
  const read = block({ role: from("role.read") }, { claim: "a", roles: ["x", "y"] });
  const write = block({ role: from("role.write") }, { claim: "b" });
  const rolesOf = (
    name: string,
    blocks: BlockSource[],
    values: object[],
    marks: unknown = values.map(() => ({ role: true })),
  ) =>
    (unknown({ [name]: values }, { [name]: marks }, { [name]: { blocks } })[name] as { role: unknown }[]).map(
      ({ role }) => role,
    );

  test.each<[string, object[], string[]]>([
    [
      "in the order that they are written in",
      [{ claim: "a" }, { claim: "b" }],
      [after("role.read"), after("role.write")],
    ],
    ["in another order", [{ claim: "b" }, { claim: "a" }], [after("role.write"), after("role.read")]],
    ["with their lists sorted", [{ claim: "a", roles: ["y", "x"] }], [after("role.read")]],
    ["with another list", [{ claim: "a", roles: ["y", "z"] }], [AFTER]],
    ["that nobody wrote", [{ claim: "c" }], [AFTER]],
    ["without a value", [{ claim: null }], [after("role.read", "role.write")]],
  ])("%s", (_what, values, expected) => {
    expect(rolesOf("rule", [read, write], values)).toEqual(expected);
  });

  test("or may be any, where the value itself is not known", () => {
    expect(rolesOf("rule", [read, write], [{}], [{ claim: true, role: true }])).toEqual([
      after("role.read", "role.write"),
    ]);
    expect(rolesOf("rule", [read, write], [{ claim: "c" }], [{ claim: true, role: true }])).toEqual([
      after("role.read", "role.write"),
    ]);
  });

  test("statements keep their order, where there are as many as are written", () => {
    const alike = [block({ role: from("role.one") }), block({ role: from("role.two") })];
    expect(rolesOf("statement", alike, [{}, {}])).toEqual([after("role.one"), after("role.two")]);
    expect(rolesOf("other", alike, [{}, {}])).toEqual(Array(2).fill(after("role.one", "role.two")));
    expect(rolesOf("statement", alike, [{}])).toEqual([after("role.one", "role.two")]);
  });

  test("and by the blocks in them", () => {
    const withCondition = (variable: string) =>
      block({ role: from(`role.${variable}`), condition: { blocks: [block({}, { variable })] } });
    const both = [withCondition("aud"), withCondition("amr")];
    expect(rolesOf("statements", both, [{ condition: [{ variable: "amr" }] }])).toEqual([after("role.amr")]);
    expect(rolesOf("statements", both, [{ condition: [{ variable: "sub" }] }])).toEqual([AFTER]);
    const marks = [{ role: true, condition: true }];
    expect(rolesOf("statements", both, [{ condition: [{ variable: "amr" }] }], marks)).toEqual([
      after("role.aud", "role.amr"),
    ]);
    expect(
      rolesOf("statements", both, [{ condition: [{}] }], [{ role: true, condition: [{ variable: true }] }]),
    ).toEqual([after("role.aud", "role.amr")]);
  });
});

test("blocks in another order have the expressions that each is written with", () => {
  const condition = (variable: string, value: string): BlockSource => block({ values: written([value]) }, { variable });
  const parts = { condition: { blocks: [condition("x", "⟨a.b⟩"), condition("y", "⟨c.d⟩")] } };
  const values = { condition: [{ variable: "y" }, { variable: "x" }] };
  expect(unknown(values, { condition: [{ values: true }, { values: true }] }, parts)).toEqual({
    condition: [
      { variable: "y", values: ["⟨c.d⟩"] },
      { variable: "x", values: ["⟨a.b⟩"] },
    ],
  });
});

test("a block that may be each of two comes from both, and the blocks in it from those like them", () => {
  const statement = (variable: string, reference: string): BlockSource =>
    block({
      actions: from(`${reference}.actions`),
      condition: { blocks: [block({ values: from(reference) }, { variable })] },
    });
  const parts = { statement: { blocks: [statement("x", "a.b"), statement("y", "c.d")] } };
  const values = { statement: [{ condition: [{ variable: "x" }, { variable: "y" }] }] };
  const marks = { statement: [{ actions: true, condition: [{ values: true }, { values: true }] }] };
  expect(unknown(values, marks, parts)).toEqual({
    statement: [
      {
        actions: after("a.b.actions", "c.d.actions"),
        condition: [
          { variable: "x", values: after("a.b") },
          { variable: "y", values: after("c.d") },
        ],
      },
    ],
  });
});
