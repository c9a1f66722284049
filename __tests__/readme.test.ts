import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

test("the code that README shows is an example that is run", () => {
  const [, shown = ""] = /```ts\n([^]*?)```/.exec(readme) ?? [];
  expect(shown).toBe(readFileSync(join(root, "examples", "own-files.ts"), "utf8"));
});

test("every file that README links to is there", () => {
  const links = Array.from(readme.matchAll(/\]\(([^)]+)\)/g), ([, link = ""]) => link);
  expect(links.length).toBeGreaterThan(0);
  const files = links.filter((link) => !link.startsWith("https://")).map((link) => link.replace(/#.*/, ""));
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

const faults = Array.from(
  readFileSync(join(root, "docs", "terraform-teams.md"), "utf8").matchAll(
    /^\| ([^|]+?) +\| (\d+) +\| (\d+) +\|[^|]+\| "(.+)" +\|$/gm,
  ),
  ([, fault = "", tried = "", lost = "", title = ""]) => ({ fault, tried: Number(tried), lost: Number(lost), title }),
);

/** The state backends that a table of tests runs on: all four, or all but local state. */
const backends: readonly (readonly [RegExp, number])[] = [
  [/test\.each\(locking\)\(\s*$/, 4],
  [/test\.each\(remote\.filter\([^]*?\)\)\(\s*$/, 3],
  [/test(?: : test\.skip\))?\(\s*$/, 1],
];

test.each(faults)("a fault of the docs was tried as often as they say, and nothing was lost: $fault", (row) => {
  const files = ["state-backends.test.ts", "faults.test.ts"].map((file) =>
    readFileSync(join(__dirname, "e2e", file), "utf8"),
  );
  const before = files.map((file) => /^([^]*?)"(?:%s: )?$/.exec(file.split(row.title)[0] ?? "")?.[1] ?? "");
  const found = files.findIndex((file) => file.includes(`${row.title}"`));
  const call = (before[found] ?? "").slice(-120);
  const tried = backends.find(([form]) => form.test(call))?.[1];
  expect({ tried, lost: 0 }).toEqual({ tried: row.tried, lost: row.lost });
});

test("the docs have a table of faults", () => {
  expect(faults.length).toBeGreaterThanOrEqual(12);
});

test("README can be read in one go", () => {
  expect(readme.split("\n").length).toBeLessThan(150);
});
