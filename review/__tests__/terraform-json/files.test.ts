/** Which kind of file it is, and the resources that it holds. */
import { addressOf, agree, lengthOfModulePath, stepsOf, withoutKeys } from "../../src/terraform-json/address";
import { isTooDeep } from "../../src/terraform-json/nesting";
import { readTerraformJson } from "../../src/terraform-json/read";
import { stringMapOf, stringsOf, unknownWhole } from "../../src/terraform-json/resource";
import { isDataResource } from "../../src/terraform-json/state";
import { UnreadableDocument } from "../../src/terraform-json/unreadable-document";

test.each<[string, object, string]>([
  ["a configuration", { resource: {} }, "synthesized"],
  ["a configuration of lists", { module: [{}] }, "synthesized"],
  ["a configuration with a format of its own", { format_version: 1, terraform: {} }, "synthesized"],
  ["a plan", { format_version: "1.2", resource_changes: [] }, "plan"],
  ["a plan without changes", { format_version: "1.2", planned_values: {} }, "plan"],
  ["a plan of an old Terraform", { format_version: "0.1", resource_changes: [] }, "plan"],
  ["a state", { format_version: "1.0", values: {} }, "state"],
  ["a state of nothing", { format_version: "1.0" }, "state"],
])("%s is read as such", (_what, document, source) => {
  expect(readTerraformJson(document).source).toBe(source);
});

test.each<[string, unknown, RegExp]>([
  ["a list", [], /^This is not a JSON object/],
  ["null", null, /^This is not a JSON object/],
  [
    "a state as Terraform stores it",
    { lineage: "x", serial: 1, version: 4 },
    /^This is a state file as Terraform stores it/,
  ],
  ["a later format", { format_version: "2.0", values: {} }, /format "2\.0" is newer than this review/],
  ["a format of ten", { format_version: "10.0", values: {} }, /format "10\.0" is newer/],
  ["schemas", { format_version: "1.0", provider_schemas: {} }, /^These are provider schemas/],
  ["an object of something else", { resource: "x", lineage: 1 }, /^This is not Terraform's JSON/],
  ["nothing", {}, /^This is not Terraform's JSON/],
])("%s is refused", (_what, document, message) => {
  expect(() => readTerraformJson(document)).toThrow(UnreadableDocument);
  expect(() => readTerraformJson(document)).toThrow(message);
});

test("JSON of 200 levels can be read, and of more cannot", () => {
  const nested = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`);
  expect([isTooDeep(nested(200)), isTooDeep(nested(201)), isTooDeep(1), isTooDeep({ a: [null, []] })]).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test("a state's resources are those of all modules", () => {
  const role = (address: string, more = {}) => ({
    address,
    type: "aws_iam_role",
    mode: "managed",
    values: { name: "r" },
    ...more,
  });
  const state = {
    format_version: "1.0",
    values: {
      root_module: {
        resources: [role("aws_iam_role.r")],
        child_modules: [
          {
            resources: [role("module.m.aws_iam_role.r", { sensitive_values: { name: true } })],
            child_modules: [{ resources: [role("module.m.module.n.data.aws_iam_role.r", { mode: "data" })] }],
          },
          null,
        ],
      },
    },
  };
  const { after } = readTerraformJson(state);
  expect(after.resources.map(({ address, isData, values }) => [address, isData, values.name])).toEqual([
    ["aws_iam_role.r", false, "r"],
    ["module.m.aws_iam_role.r", false, "⟨sensitive⟩"],
    ["module.m.module.n.data.aws_iam_role.r", true, "r"],
  ]);
  const addresses = (reference: string) => after.at(reference).map(({ address }) => address);
  expect(addresses("module.m.aws_iam_role.r.arn")).toEqual(["module.m.aws_iam_role.r"]);
  expect(addresses("aws_iam_role.none.arn")).toEqual([]);
  expect(after.with("aws_iam_role", "name", "r")).toHaveLength(2);
  expect(after.ofType("aws_iam_policy")).toEqual([]);
});

test.each([
  [{ address: "data.t.r" }, true],
  [{ address: "module.m.data.t.r" }, true],
  [{ address: "t.r" }, false],
  [{ address: "mydata.t.r" }, false],
  [{ address: "module.data.t.r" }, false],
  [{ address: "data.t.r", mode: "managed" }, false],
  [{ address: "t.r", mode: "data" }, true],
])("%j is a data source: %p", (resource, isData) => {
  expect(isDataResource(resource)).toBe(isData);
});

test.each<[string, string]>([
  ["t.r", "t.r"],
  ['module.m["x.y"].t.r[0].arn', 'module.m["x.y"].t.r[0].arn'],
  ["t.r['x'].arn", 't.r["x"].arn'],
  [String.raw`t.r["a\"b"]`, String.raw`t.r["a\"b"]`],
  ["t.r[count.index].arn", "t.r.arn"],
  ["t.r[*].arn", "t.r.arn"],
  ["t.r[0][1]", "t.r[0]"],
])("the address %s is read as %s", (text, address) => {
  expect(addressOf(stepsOf(text))).toBe(address);
});

test("addresses without keys, and whether two may be the same", () => {
  expect(withoutKeys(stepsOf('module.m["x"].t.r[0]'))).toBe("module.m.t.r");
  expect(lengthOfModulePath(stepsOf("module.a.module.b[0].t.r"))).toBe(4);
  expect(lengthOfModulePath(stepsOf("t.module"))).toBe(0);
  const same = (one: string, other: string): boolean => agree(stepsOf(one), stepsOf(other));
  expect([same("t.r[0]", "t.r"), same("t.r", "t.r[0]"), same("t.r[0]", "t.r[0].id"), same("t.r[0]", "t.r[1]")]).toEqual(
    [true, true, true, false],
  );
});

test("lists and maps of texts, and what stands in their place", () => {
  expect(stringsOf(["a", 1, true, null, {}])).toEqual(["a", "1", "true"]);
  expect([stringsOf("a"), stringsOf(undefined), stringsOf({})]).toEqual([["a"], [], []]);
  expect(stringMapOf({ a: "x", b: 1, c: null })).toEqual({ a: "x", b: "1" });
  expect(stringMapOf(["x"])).toEqual({});
  expect([unknownWhole("⟨var.x⟩"), unknownWhole("x"), unknownWhole({})]).toEqual(["⟨var.x⟩", undefined, undefined]);
  expect([unknownWhole([1, "x", "⟨var.x⟩"]), unknownWhole(["x-⟨var.x⟩"])]).toEqual(["⟨var.x⟩", undefined]);
});
