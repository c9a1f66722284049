/** Writes to standard output and tells whether it arrived. */
import { systemFailure } from "./unusable";

/** @throws Unusable if the reader has gone, or the disk is full */
export async function writeOutput(text: string): Promise<void> {
  const { stdout } = process;
  // A pipe reports a fault as an event and to the callback, a file may throw.
  stdout.on("error", () => undefined);
  try {
    await new Promise<void>((resolve, reject) => {
      stdout.write(text, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  } catch (error) {
    throw systemFailure("write the review", error);
  }
}
