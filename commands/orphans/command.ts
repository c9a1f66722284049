/** `npm run orphans`: the pools and roles of a name that are in the account and in no state, as a cut-off apply leaves them. It
 *  reads, and changes nothing. Exit code 0: there are none; 1: there are some; 2: it could not be told. */
import { parseArgs } from "node:util";
import { optionsKeptByNpm } from "../npm-options";
import { Problem } from "../problem";
import { poolsNamed, rolesOfPoolsNamed } from "./account";
import { inWords, orphans } from "./report";
import { knownResources } from "./states";

const usage = `npm run -s orphans -- --state FILE [--state FILE ...] [--name POOL ...]

  --state FILE   what \`terraform show -json\` or \`terraform state pull\` printed; - is standard input. One for each state that may
                 know a pool of the name: each environment's, each workspace's.
  --name POOL    name of a pool to look for. Default: the names of the pools in the states.
                 Without --state all of that name is listed, as after the loss of a state.

Account and region are those of AWS_PROFILE, AWS_REGION and the like.
Exit code 0: there are none; 1: there are some; 2: it could not be told.`;

async function main(args: readonly string[]): Promise<number> {
  const { states, names: given, isForHelp } = read(args);
  if (isForHelp) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const known = states.flatMap(knownResources);
  const ofStates = known.flatMap(({ type, values }) =>
    type === "aws_cognito_identity_pool" ? [String(values.identity_pool_name)] : [],
  );
  const names = Array.from(new Set(given.length > 0 ? given : ofStates));
  if (names.length === 0)
    throw new Problem(
      "No state has a pool, and no name is given: nothing to look for. Give the pool's name: --name NAME.",
    );
  const [pools, roles] = await Promise.all([poolsNamed(names), rolesOfPoolsNamed(names)]);
  const found = orphans(known, { pools, roles });
  process.stdout.write(inWords(found, names));
  return found.length === 0 ? 0 : 1;
}

function read(args: readonly string[]): { states: string[]; names: string[]; isForHelp: boolean } {
  const kept = Array.from(optionsKeptByNpm(process.env).keys());
  if (kept.length > 0)
    throw new Problem(`npm kept ${kept.join(" ")} for itself. Before the options goes "--".\n${usage}`);
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

// The AWS SDK's advice for whoever keeps this project on Node 20, at every run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    // Whatever it is, nothing is known of orphans then.
    process.stderr.write(`orphans: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
