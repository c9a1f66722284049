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

/** Terraform's language. */
const EXPRESSION = "[for ";

/** What is written in a file, or in the files of a folder, as part of a sentence: of each text the longest part that holds no
 *  value. */
export function fragmentsIn(source: string): Fragment[] {
  if (source.endsWith(".ts")) return TABLES.includes(basename(source)) ? [] : fragmentsOf(source);
  const names = readdirSync(join(ROOT, source)).sort();
  return names.flatMap((name) => fragmentsIn(join(source, name)));
}

function fragmentsOf(file: string): Fragment[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const found: Fragment[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    const text = longestPart(node);
    if (text !== undefined && SENTENCE.test(text) && !text.includes(EXPRESSION)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ at: `${file}:${line + 1}`, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function longestPart(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text.trim();
  if (!ts.isTemplateExpression(node)) return undefined;
  const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  return parts.map((part) => part.trim()).reduce((longest, part) => (part.length > longest.length ? part : longest));
}
