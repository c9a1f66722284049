/** The command `identity-pool-check`. */
import { constants } from "node:os";
import { EXIT, runCommand } from "./command/command";
import { cell } from "./formats/cell";
import { failureInWords } from "./problem";

// The AWS SDK's advice about Node 20 is for the maintainers of a project, and printed at every run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

async function main(): Promise<void> {
  const interruption = new AbortController();
  let interruptedWith: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // What was written is removed first. Asked a second time: at once.
      if (interruptedWith !== undefined) process.exit(interruptedWith);
      interruptedWith = 128 + constants.signals[signal];
      interruption.abort();
    });
  }
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  try {
    const { output, status } = await runCommand(process.argv.slice(2), process.env, interruption.signal);
    process.stdout.write(output);
    process.exitCode = status;
  } catch (error) {
    // Never a stack trace: Node would end with the exit status of a broken promise.
    process.exitCode = interruptedWith ?? EXIT.couldNotBeTried;
    process.stderr.write(`identity-pool-check: ${cell(failureInWords(error))}\n`);
  }
}

void main();
