/** The sentences in the source: the parts of its texts that stand in a message as they are written. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

export interface Fragment {
  /** File and line. */
  readonly at: string;
  readonly text: string;
}

const ROOT = join(__dirname, "..", "..");

/** Tables of names, which no message shows as a whole. */
const TABLES = ["service-prefixes.ts"];

/** At least three words in a row. */
const SENTENCE = /[A-Za-z'"]+[,;:.)]? [("]?[A-Za-z']+[,;:.)]? [("]?[A-Za-z']+/;

/** Terraform's language, and Python's. */
const CODE = /\[for |^import \w+, /;

/** What a command says while it works, as it goes along. The page has what it refuses. */
const PROGRESS = /^(story\.\w+|say|console\.log|showChanges)$/;
const WORDS_OF_PROGRESS = ["to update in place", "Deploy it to AWS"];

/** What is written in a file, or in the files of a folder, as part of a sentence: of each text the longest part that holds no
 *  value. */
export function fragmentsIn(source: string): Fragment[] {
  if (source.endsWith(".ts")) return TABLES.includes(basename(source)) ? [] : fragmentsOf(source);
  const entries = readdirSync(join(ROOT, source), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const read = entries.filter((entry) => entry.isDirectory() || entry.name.endsWith(".ts"));
  return read.flatMap(({ name }) => fragmentsIn(join(source, name)));
}

function fragmentsOf(file: string): Fragment[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const found: Fragment[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node) && PROGRESS.test(node.expression.getText())) return;
    if (isFaultOfOurs(file, node)) return;
    const text = longestPart(node);
    if (text !== undefined && SENTENCE.test(text) && !CODE.test(text) && !WORDS_OF_PROGRESS.includes(text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ at: `${file}:${line + 1}`, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** An error in the local AWS that no user can put right: it ends in a stack trace. What they can is a Problem. */
function isFaultOfOurs(file: string, node: ts.Node): boolean {
  return file.startsWith("local/") && ts.isNewExpression(node) && node.expression.getText() === "Error";
}

function longestPart(node: ts.Node): string | undefined {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return undefined;
  // A text with {other flow} in it gets that value later.
  const parts = ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
    : node.text.split(/\{[a-z]+ [a-z]+\}/);
  return parts.map((part) => part.trim()).reduce((longest, part) => (part.length > longest.length ? part : longest));
}
