/** The entry of a package for ECMAScript modules. It takes every name from the CommonJS entry, so that a process that loads
 *  both has one copy of each class: a role made through one of them is a `FederatedRole` to the other.
 *  https://nodejs.org/docs/latest-v20.x/api/packages.html#dual-package-hazard */
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import ts from "typescript";

/** Writes `index.mjs` and `index.d.mts` beside a built `index.js`.
 *  @param entry the built file
 *  @param source the index that it was built from */
export function writeEsmEntry(entry: string, source: string): void {
  const commonJs = `./${basename(entry)}`;
  // By name, because Node finds the names of a CommonJS module by reading it, and `export *` of one would be a guess as well.
  const names = valuesExportedBy(source).map((name) => `  ${name},\n`);
  writeFileSync(entry.replace(/\.js$/, ".mjs"), `export {\n${names.join("")}} from "${commonJs}";\n`);
  writeFileSync(entry.replace(/\.js$/, ".d.mts"), `export * from "${commonJs}";\n`);
}

/** The names that an index exports and that are there at run time. An index only passes on what it names, and says `type` where
 *  a name is a type alone. */
export function valuesExportedBy(index: string): string[] {
  const { statements } = ts.createSourceFile(index, readFileSync(index, "utf8"), ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined)
      throw new Error(`${index} has a statement that is no \`export { ... } from "..."\`: its names are not known`);
    const { exportClause, isTypeOnly } = statement;
    if (isTypeOnly) return [];
    return ts.isNamespaceExport(exportClause)
      ? [exportClause.name.text]
      : exportClause.elements.filter((each) => !each.isTypeOnly).map((each) => each.name.text);
  });
}
