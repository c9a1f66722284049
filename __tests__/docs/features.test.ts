/** The table of features: each is backed by a test, and README shows some of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readPage, root } from "../support/markdown";

/** The cells of the rows that a page has below a header that begins with "feature". */
function rowsOf(page: string): string[][] {
  const [, table = ""] = /^\| feature .*\n\|[- |]+\n((?:\|.*\n)+)/m.exec(readPage(page)) ?? [];
  return table
    .trimEnd()
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const features = rowsOf("docs/features.md");

test.each(features)("a feature is backed by the test that it names: %s", (_feature, _here, _cdk, _raw, backed = "") => {
  const [, file = "", title = ""] = /^([\w/.-]+\.test\.ts): "(.+)"$/.exec(backed) ?? [];
  expect(readFileSync(join(root, "__tests__", file), "utf8")).toContain(`"${title}"`);
});

test("what README says of a feature is what the table says, in its order", () => {
  const withoutTests = features.map(([feature = "", ...cells]) => [
    feature.replace("](", "](docs/"),
    ...cells.slice(0, -1),
  ]);
  const shown = rowsOf("README.md");
  expect(shown).toEqual(withoutTests.filter(([name]) => shown.some(([each]) => each === name)));
  expect(shown.length).toBeGreaterThanOrEqual(10);
});
