/** `npm run adopt -- POOL_ID`: prints the main.ts that adopts an identity pool as it is in AWS, and with `--variables` the
 *  values of its variables. It reads with the usual credentials of AWS, and writes nothing. */
import { Problem } from "../problem";
import { adoptingApp, type AdoptingApp } from "./adopting-app";
import { readArguments, usage, type Arguments } from "./arguments";
import { CannotAdopt } from "./cannot-adopt";
import { failureInWords } from "./failure";
import { readPool, type PoolInAws } from "./pool-in-aws";
import { problemsWithApp } from "./synthesis";

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
  const app = await appOf(await readPool(read.poolId), read.literals);
  app.notes.forEach(say);
  process.stdout.write(read.variables ? app.variables : app.main);
  return 0;
}

/** The app, which can be synthesized. */
async function appOf(pool: PoolInAws, literals: boolean): Promise<AdoptingApp> {
  const app = await adoptingApp(pool, { literals, policiesAsJson: false });
  if (problemsWithApp(app.main).length === 0) return app;
  // AWS may have a statement that the library refuses.
  const withJson = await adoptingApp(pool, { literals, policiesAsJson: true });
  const problems = problemsWithApp(withJson.main);
  if (problems.length > 0) throw new CannotAdopt(problems);
  return withJson;
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
