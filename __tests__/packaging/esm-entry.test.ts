import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { valuesExportedBy, writeEsmEntry } from "../../packaging/esm-entry";

const folder = mkdtempSync(join(tmpdir(), "esm-entry-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function index(text: string): string {
  const file = join(folder, "index.ts");
  writeFileSync(file, text);
  return file;
}

test("the values of an index are what it exports without `type`, by the names that it gives them", () => {
  const file = index(
    'export { A, type B, c as d } from "./a";\nexport type { E } from "./e";\nexport * as f from "./f";\nexport type * as g from "./g";\n',
  );
  expect(valuesExportedBy(file)).toEqual(["A", "d", "f"]);
});

test.each([['export * from "./a";'], ["export const a = 1;"], ['import { a } from "./a";\nexport default a;']])(
  "an index whose names are elsewhere is refused, rather than names be left out: %s",
  (text) => {
    expect(() => valuesExportedBy(index(text))).toThrow("its names are not known");
  },
);

test("the entry for ECMAScript modules has no code of its own", () => {
  writeEsmEntry(join(folder, "index.js"), index('export { A } from "./a";\n'));
  expect(readFileSync(join(folder, "index.mjs"), "utf8")).toBe('export {\n  A,\n} from "./index.js";\n');
  expect(readFileSync(join(folder, "index.d.mts"), "utf8")).toBe('export * from "./index.js";\n');
});
