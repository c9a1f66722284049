/** What the package's README shows of the review is what the review shows. UPDATE_GOLDEN=1 writes it anew. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { acceptFindings, renderReview, reviewAccess } from "../src";
import { readArguments, USAGE } from "../src/command/arguments";
import { FINDING_IDS, RULES, type Rule } from "../src/findings/rules";
import { FORMATS } from "../src/formats";
import { VERSION } from "../src/version";

const FILE = join(__dirname, "..", "README.md");
const OXFMT = join(require.resolve("oxfmt/package.json"), "..", "bin", "oxfmt");
const PLAN = join(__dirname, "fixtures", "readme.plan.json");

const review = reviewAccess(JSON.parse(readFileSync(PLAN, "utf8")) as object);

/** What stands behind a mark, up to the end of the block or the table. */
const SHOWN = {
  review: /(?<=<!-- review: written by a test -->\n\n)```\n[^]*?^```\n/m,
  findings: /(?<=<!-- findings: written by a test -->\n\n)(?:\|.*\n)+/,
};

function expectShown(part: keyof typeof SHOWN, markdown: string): void {
  const formatted = execFileSync(process.execPath, [OXFMT, `--stdin-filepath=${FILE}`], {
    encoding: "utf8",
    input: markdown,
  });
  const readme = readFileSync(FILE, "utf8");
  expect(readme).toMatch(SHOWN[part]);
  if (process.env.UPDATE_GOLDEN === "1")
    writeFileSync(
      FILE,
      readme.replace(SHOWN[part], () => formatted),
    );
  expect(SHOWN[part].exec(readFileSync(FILE, "utf8"))?.[0]).toBe(formatted);
}

test("the review in the README is that of its configuration's first plan", () => {
  expectShown("review", `\`\`\`\n${renderReview(review, "text")}\`\`\`\n`);
});

test("the README says of every finding what it means", () => {
  const rows = FINDING_IDS.map((id) => {
    const { title, meaning, severities }: Rule = RULES[id];
    return `| ${id} | ${severities.join(", ")} | ${title}. ${meaning} |`.replaceAll("*", "\\*");
  });
  const head = ["| Finding | Severity | What it means |", "| --- | --- | --- |"];
  expectShown("findings", [...head, ...rows, ""].join("\n"));
});

const readme = readFileSync(FILE, "utf8");

test("the README's list of accepted findings accepts a finding of its review", () => {
  const [, list = ""] = /```json\n([^]*?)```/.exec(readme) ?? [];
  const accepted = acceptFindings(review, JSON.parse(list));
  expect(accepted.unusedAcceptances).toEqual([]);
  expect(accepted.findings.filter(({ severity, accepted: one }) => severity === "high" && one === undefined)).toEqual(
    [],
  );
});

test("every command in the README is one that the command line knows", () => {
  const commands = Array.from(
    readme.matchAll(/npx (?:--yes )?identity-pool-review(?:@\S+)? ([^>|`\n]*)/g),
    ([, args = ""]) => args.replace(/#.*/, "").trim().split(/ +/),
  );
  expect(commands.length).toBeGreaterThan(8);
  for (const args of commands) expect(() => readArguments(args)).not.toThrow();
});

test("the README's workflow pins this version, and an empty list accepts nothing", () => {
  const pinned = Array.from(readme.matchAll(/npx --yes identity-pool-review(\S*)/g), ([, version = ""]) => version);
  expect(pinned).toEqual([`@${VERSION}`, `@${VERSION}`]);
  expect(readme).toContain("start with an empty list, `[]`");
  expect(acceptFindings(review, []).findings).toEqual(review.findings);
});

test("the README shows every format and every option", () => {
  for (const format of FORMATS) expect(readme).toContain(`--format ${format}`);
  const options = Array.from(USAGE.matchAll(/^(--[\w-]+) [A-Z]/gm), ([, option = ""]) => option);
  expect(options).toEqual(["--format", "--fail-on", "--accept"]);
  for (const option of options) expect(readme).toContain(option);
});

test("every file that the README links to is there", () => {
  const links = Array.from(readme.matchAll(/\]\(([^)]+)\)/g), ([, link = ""]) => link);
  const files = links.filter((link) => !/^(?:https:\/\/|#)/.test(link));
  expect(files.filter((file) => !existsSync(join(__dirname, "..", file)))).toEqual([]);
});
