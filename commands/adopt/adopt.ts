/** `npm run adopt -- POOL_ID`: prints the main.ts that adopts an identity pool as it is in AWS, and with `--variables` the
 *  values of its variables. It reads with the usual credentials of AWS, and writes nothing. */
import { Problem } from "../problem";
import { appThatAdopts } from "./app-that-adopts";
import { readArguments, usage, type Arguments } from "./arguments";
import { failureInWords } from "./failure";
import { readPool } from "./pool-in-aws";

async function main(args: readonly string[]): Promise<number> {
  let read: Arguments;
  try {
    read = readArguments(args);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  if (read.kind === "help") {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const app = await appThatAdopts(await readPool(read.poolId), read.literals);
  app.notes.forEach(say);
  process.stdout.write(read.variables ? app.variables : app.main);
  return 0;
}

function say(line: string): void {
  process.stderr.write(`adopt: ${line}\n`);
}

// The AWS SDK's advice about Node 20 is for the maintainers of this project, and printed at every run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    failureInWords(error).forEach(say);
    process.exitCode = 1;
  },
);
