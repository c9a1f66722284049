/** What README and docs print, for tests that do it as it stands there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const project = join(__dirname, "..", "..", "..");

/** The blocks of a language below a heading, which has as many of them as the test knows. */
export function blocks<Name extends string>(
  file: string,
  heading: string,
  language: "sh" | "ts" | "hcl" | "json" | "yaml",
  names: Name[],
): Record<Name, string> {
  const text = readFileSync(join(project, file), "utf8");
  const [, section = ""] = text.split(`\n## ${heading}\n`);
  const [own = ""] = section.split("\n## ");
  const found = Array.from(own.matchAll(/^```(\w+)\n([^]*?)^```/gm), ([, of, block = ""]) => ({ of, block }));
  const ofLanguage = found.filter(({ of }) => of === language).map(({ block }) => block);
  if (ofLanguage.length !== names.length)
    throw new Error(`${file}, "${heading}" has ${ofLanguage.length} blocks of ${language}, not ${names.join(", ")}`);
  return Object.fromEntries(names.map((name, index) => [name, ofLanguage[index] ?? ""])) as Record<Name, string>;
}
