/** The code that a package shows its users, as they copy it. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Package } from "../../../packaging/packages";
import { isApp, pages, programsOf as programsOfPage } from "../../support/markdown";

/** The blocks of a language in the README of a package, as it is published. */
export function blocksOfReadme({ staged }: Package, language: "sh" | "ts"): string[] {
  const readme = readFileSync(join(staged, "README.md"), "utf8");
  return Array.from(readme.matchAll(/^```(\w+)\n([^]*?)^```/gm), ([, of, block = ""]) => ({ of, block }))
    .filter(({ of }) => of === language)
    .map(({ block }) => block);
}

/** The programs of a package's README, of its docs and of its `examples` in TypeScript, by file names. */
export function programsOf(each: Package): Record<string, string> {
  const programs: Record<string, string> = {};
  blocksOfReadme(each, "ts").forEach((block, index) => {
    programs[`readme-${index + 1}`] = block;
  });
  if (each.manifest.files.includes("docs"))
    for (const { name, text } of pages.flatMap(programsOfPage).filter(isApp)) programs[`docs-${name}`] = text;
  return { ...programs, ...examplesOf(each, ".ts") };
}

/** The examples of a package in one language, by file names. */
export function examplesOf({ manifest, staged }: Package, extension: ".ts" | ".js"): Record<string, string> {
  if (!manifest.files.includes("examples")) return {};
  const files = readdirSync(join(staged, "examples")).filter((file) => extname(file) === extension);
  return Object.fromEntries(
    files.map((file) => [basename(file, extension), readFileSync(join(staged, "examples", file), "utf8")]),
  );
}

/** The names of the stacks that an app makes. */
export function stacksOf(program: string): string[] {
  const names = Array.from(program.matchAll(/new \w*Stack\(app, "([^"]+)"/g), ([, name = ""]) => name);
  if (names.length === 0) throw new Error(`no stack is made in:\n${program}`);
  return names;
}

/** A program as an ECMAScript module writes it: README says what is different. */
export function asEsm(program: string): string {
  return program.replace(/(from "@cdkt[fn]\/provider-aws\/lib\/[\w-]+)"/g, '$1/index.js"');
}

/** A program in JavaScript as an ECMAScript module writes it, with `import`. */
export function asEsmOfCommonJs(program: string): string {
  return asEsm(program.replace(/^const (\{[^}]+\}) = require\(("[^"]+")\);$/gm, "import $1 from $2;"));
}

/** A program in JavaScript, with `require`. The programs that are shown have no types but in their imports. */
export function asCommonJs(program: string): string {
  return program.replace(/^import (\{[^}]+\}) from ("[^"]+");$/gm, "const $1 = require($2);");
}
