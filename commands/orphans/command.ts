/** `npm run orphans`: the pools and roles of a name that are in the account and in no state, as a cut-off apply leaves them. It
 *  reads, and changes nothing. Exit code 0: there are none; 1: there are some; 2: it could not be found out. */
import { poolsNamed, rolesOfPoolsNamed } from "./account";
import { namesToLookFor, readArguments, usage } from "./arguments";
import { inWords, orphans } from "./report";
import { knownResources } from "./states";

async function main(args: readonly string[]): Promise<number> {
  const { states, names: given, isForHelp } = readArguments(args, process.env);
  if (isForHelp) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const known = states.flatMap(knownResources);
  const ofStates = known.flatMap(({ type, values }) =>
    type === "aws_cognito_identity_pool" ? [String(values.identity_pool_name)] : [],
  );
  const names = namesToLookFor(given, ofStates);
  const [pools, roles] = await Promise.all([poolsNamed(names), rolesOfPoolsNamed(names)]);
  const found = orphans(known, { pools, roles });
  process.stdout.write(inWords(found, names, states.length));
  return found.length === 0 ? 0 : 1;
}

// The AWS SDK's advice about Node 20 is for the maintainers of this project, and printed at every run.
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
