/** What the commands of this project refuse. */
import { knownResources } from "../../commands/orphans/states";
import { systemErrorInWords } from "../../commands/system-error";
import type { Mistake, Section } from "./mistake";

function state(file: string): Mistake {
  return {
    what: `npm run orphans -- --state ${file}`,
    messages: () => {
      try {
        knownResources(file);
      } catch (error) {
        return [(error as Error).message];
      }
      return [];
    },
  };
}

const CODES = ["ENOENT", "ENOTDIR", "EISDIR", "EEXIST", "EACCES", "EPERM", "EROFS", "ENOSPC"];

export const ofFiles: Section = {
  heading: "Files of the commands",
  where: "`npm run orphans` and `npm run synth:module` end with an error of one line.",
  mistakes: [
    state("missing.json"),
    state("src"),
    state("README.md"),
    state("package.json"),
    state("/dev/null"),
    ...CODES.map((code) => ({
      what: `${code} on writing the module into notes`,
      messages: () => [
        `synth:module: cannot write the module into notes: ${systemErrorInWords(Object.assign(new Error(), { code }))}`,
      ],
    })),
  ],
};
