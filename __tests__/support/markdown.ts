/** Markdown pages of the project, as far as tests read them: their blocks of code, and the programs that these make. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "..", "..");

/** The pages in `docs`, but for the API reference, which is generated. */
export const pages = readdirSync(join(root, "docs"))
  .filter((file) => file.endsWith(".md"))
  .map((file) => `docs/${file}`);

/** A block of code on a page. */
export interface Block {
  /** What stands behind the fence, such as `ts`; "" where nothing does. */
  readonly language: string;
  /** The heading of the second level that it stands below; "" where there is none. */
  readonly heading: string;
  readonly text: string;
  /** Number of the line of its fence. */
  readonly line: number;
}

/** The blocks of a page, in their order. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let heading = "";
  let open: { language: string; line: number; lines: string[] } | undefined;
  readPage(page)
    .split("\n")
    .forEach((line, index) => {
      const [, fence] = /^```(.*)$/.exec(line) ?? [];
      if (open === undefined) {
        if (fence !== undefined) open = { language: fence, line: index + 1, lines: [] };
        heading = /^## (.*)$/.exec(line)?.[1] ?? heading;
      } else if (fence === "") {
        blocks.push({ ...open, heading, text: open.lines.map((each) => `${each}\n`).join("") });
        open = undefined;
      } else open.lines.push(line);
    });
  if (open !== undefined) throw new Error(`${page}:${open.line} opens a block that is not closed`);
  return blocks;
}

export function readPage(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

/** The blocks of a language below a heading of the second level, by names: it has as many of them as the test knows. */
export function blocks<Name extends string>(
  page: string,
  heading: string,
  language: "sh" | "ts" | "hcl" | "json" | "yaml",
  names: Name[],
): Record<Name, string> {
  const found = blocksOf(page).filter((block) => block.heading === heading && block.language === language);
  if (found.length !== names.length)
    throw new Error(`${page}, "${heading}" has ${found.length} blocks of ${language}, not ${names.join(", ")}`);
  return Object.fromEntries(names.map((name, index) => [name, found[index]?.text ?? ""])) as Record<Name, string>;
}

/** A program that a page shows. */
export interface Program {
  /** Such as `permissions-1`. */
  readonly name: string;
  readonly page: string;
  readonly text: string;
}

/** The programs in TypeScript on a page. A block that begins with an import, or with a comment before it, begins a program; the
 *  blocks after it go on with it. What imports a file, of the repository or of the
 *  page itself, is no program alone: tests of their own run it. */
export function programsOf(page: string): Program[] {
  const texts: string[] = [];
  for (const { language, text, line } of blocksOf(page)) {
    if (language !== "ts") continue;
    if (/^(\/\*\*[^]*?\*\/\s*|\/\/.*\n)*import /.test(text)) texts.push(text);
    else if (texts.length > 0) texts.push(`${texts.pop() ?? ""}\n${text}`);
    else throw new Error(`${page}:${line} goes on with a program that no block began`);
  }
  const stem = page.replace(/^docs\/|\.md$/g, "");
  return texts
    .map((text, index) => ({ name: `${stem}-${index + 1}`, page, text }))
    .filter(({ text }) => !/from "\.\/(src|notes-stack)"/.test(text));
}

/** Whether a program synthesizes stacks; the others are of a front end. */
export function isApp({ text }: Program): boolean {
  return text.includes("new App(");
}

/** The anchors of a page's headings, as forges make them. */
export function headingsOf(path: string): string[] {
  if (!path.endsWith(".md")) return [];
  return Array.from(readPage(path).matchAll(/^#+ (.+)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
