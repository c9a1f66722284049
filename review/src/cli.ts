/** The command `identity-pool-review`. */
import { EXIT, runCommand } from "./command/command";
import { writeOutput } from "./command/output";
import { Unusable } from "./command/unusable";
import { cell } from "./formats/cell";
import { UnreadableDocument } from "./terraform-json/unreadable-document";

async function main(): Promise<void> {
  try {
    const { output, status } = await runCommand(process.argv.slice(2));
    await writeOutput(output);
    process.exitCode = status;
  } catch (error) {
    process.exitCode = EXIT.unusable;
    process.stderr.on("error", () => undefined);
    process.stderr.write(`identity-pool-review: ${cell(messageOf(error), "text")}\n`);
  }
}

/** One line, whatever happened: a stack trace would end with the exit status of findings. */
function messageOf(error: unknown): string {
  if (error instanceof Unusable || error instanceof UnreadableDocument) return error.message;
  return `an error in the review itself, please report it: ${String(error)}`;
}

void main();
