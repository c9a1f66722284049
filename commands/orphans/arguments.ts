/** What `npm run orphans` was asked for. */
import { parseArgs } from "node:util";
import { optionsKeptByNpm } from "../npm-options";
import { Problem } from "../problem";

export const usage = `npm run -s orphans -- --state FILE [--state FILE ...] [--name POOL ...]

  --state FILE   the output of \`terraform show -json\` or \`terraform state pull\`; - is standard input. Give one for each state
                 that may have a pool of the name: each environment's, each workspace's.
  --name POOL    name of a pool to look for. Default: the names of the pools in the states.
                 Without --state everything of that name is listed, as after the loss of a state.

Roles are found by the names that the stack gives them, NAME-authenticated- and NAME-unauthenticated- with 26 digits behind
it: not those of an adopted pool, of addRole and addGroup, or of other tools. Pools are found by their name, whoever made them.

Account and region are those of AWS_PROFILE, AWS_REGION and the like.
Exit status: 0 no orphans, 1 orphans, 2 it could not be found out`;

export interface Arguments {
  readonly states: readonly string[];
  readonly names: readonly string[];
  readonly isForHelp: boolean;
}

/** @throws Problem for anything that the usage does not have */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): Arguments {
  const kept = Array.from(optionsKeptByNpm(env).keys());
  if (kept.length > 0)
    throw new Problem(`npm took ${kept.join(" ")} for an option of its own: put -- before the options.\n${usage}`);
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        state: { type: "string", multiple: true, default: [] },
        name: { type: "string", multiple: true, default: [] },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return { states: values.state, names: values.name, isForHelp: values.help };
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n${usage}`);
  }
}

/** The names to look for: those that are given, or those of the pools in the states.
 *  @throws Problem if there is none */
export function namesToLookFor(given: readonly string[], ofStates: readonly string[]): string[] {
  const names = Array.from(new Set(given.length > 0 ? given : ofStates));
  if (names.length === 0)
    throw new Problem(
      "there is nothing to look for, because no state has a pool and no name is given. Give the pool's name: --name NAME.",
    );
  return names;
}
