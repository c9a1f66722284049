/** README's commands, for what prints them: written once, there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The blocks of commands below a heading of README, each as its lines. */
export function commandsOfReadme(heading: string): string[][] {
  const text = readFileSync(join(__dirname, "..", "README.md"), "utf8");
  const [, section = ""] = text.split(`\n## ${heading}\n`);
  const [own = ""] = section.split("\n## ");
  const blocks = Array.from(own.matchAll(/^```sh\n([^]*?)\n```$/gm), ([, block = ""]) => block.split("\n"));
  if (blocks.length === 0) throw new Error(`README.md has no commands below "${heading}"`);
  return blocks;
}
