/** Every page of docs: it is in the index, its links lead somewhere, and each of its blocks is run by a test. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { blocksOf, headingsOf, pages, programsOf, readPage, root } from "../support/markdown";

test("the index has every page", () => {
  const links = linksOf("docs/README.md").map((link) => join("docs", link));
  expect(pages.filter((page) => page !== "docs/README.md" && !links.includes(page))).toEqual([]);
});

describe.each([...pages, "README.md", "SECURITY.md"])("%s", (page) => {
  test("its links to files and headings lead somewhere", () => {
    const broken = linksOf(page).filter((link) => {
      const [file = "", heading] = link.split("#");
      const path = file === "" ? page : join(dirname(page), file);
      if (!existsSync(join(root, path))) return true;
      return heading !== undefined && !headingsOf(path).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  test("the tests that it names are there", () => {
    const tests = Array.from(readPage(page).matchAll(/`(__tests__\/[^`]+)`/g), ([, file = ""]) => file);
    expect(tests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe.each(pages)("the code of %s", (page) => {
  test("is run by a test, block by block, or the page says that it is not", () => {
    expect(
      blocksOf(page)
        .filter((block) => !isRun(page, block))
        .map(({ language, line }) => `${line}: ${language}`),
    ).toEqual([]);
  });
});

const isOutput = (language: string) => language === "";

/** Whether a block is run: by `printed.program.test.ts`, or by a test that takes it by its heading, which knows how many there
 *  are. */
function isRun(page: string, { language, heading, text }: ReturnType<typeof blocksOf>[number]): boolean {
  if (isOutput(language)) return true;
  if (language === "ts" && programsOf(page).some((program) => program.text.includes(text))) return true;
  const section = readPage(page).split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  if (/not run by the tests/i.test(section)) return ["swift", "kotlin", "dart"].includes(language);
  // The last section of that page says of itself that it is not run.
  if (page === "docs/terraform-teams.md" && heading === "Engines") return true;
  return takenByHeading(page).has(`${heading} ${language}`);
}

/** The headings and languages that tests of a page, end to end or of packages, take blocks by, with `blocks(PAGE, HEADING, LANGUAGE, NAMES)`, where
 *  page and heading are literals or constants of the test. */
function takenByHeading(page: string): Set<string> {
  const files = ["e2e", "packages"].flatMap((folder) =>
    readdirSync(join(root, "__tests__", folder)).map((file) => join(root, "__tests__", folder, file)),
  );
  const taken = files.flatMap((file) => {
    if (!file.endsWith(".test.ts")) return [];
    const source = readFileSync(file, "utf8");
    const textOf = (argument: string) =>
      /^"(.*)"$/.exec(argument)?.[1] ?? new RegExp(`const ${argument} = "([^"]+)";`).exec(source)?.[1];
    const calls = source.matchAll(/\bblocks\(\s*("[^"]+"|\w+),\s*("[^"]+"|\w+),\s*"(\w+)"/g);
    return Array.from(calls, ([, of = "", heading = "", language = ""]) =>
      textOf(of) === page ? [`${textOf(heading) ?? ""} ${language}`] : [],
    ).flat();
  });
  return new Set(taken);
}

/** The targets of a page's links, but for those into the web. */
function linksOf(page: string): string[] {
  const prose = readPage(page).replace(/^```[^]*?^```/gm, "");
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, link = ""]) => link).filter(
    (link) => !link.startsWith("https:"),
  );
}
