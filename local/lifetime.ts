/** How a command ends: everything that it started is stopped first, after success, after a failure and on a signal. */
import { constants } from "node:os";

type Ending = () => Promise<void>;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const millisecondsOfEcho = 500;

export class Lifetime {
  private readonly endings: Ending[] = [];
  private readonly interruption = new AbortController();
  /** The exit code that the interruption asks for. */
  private interruptedWith?: number;
  private interruptedAt = 0;

  /** Aborts when the command is told to end. */
  readonly signal = this.interruption.signal;

  /** Runs a command, ends what it started and then the process: with the number that the command answers, or else with the shells'
   *  exit codes, 130 after Ctrl-C, 143 after SIGTERM, 1 after an error. */
  static async run(
    command: (lifetime: Lifetime) => Promise<unknown>,
    describe: (error: unknown) => string,
  ): Promise<never> {
    const lifetime = new Lifetime();
    const exitCode = await lifetime.exitCodeOf(command, describe);
    // Output to a pipe may still be on its way; what has been said must arrive.
    await new Promise((resolve) => process.stdout.write("", resolve));
    process.exit(exitCode);
  }

  /** Has something stopped at the end: what was started last is stopped first. */
  atEnd(ending: Ending): void {
    this.endings.push(ending);
  }

  /** Stops what was started, for a command that has something to say after it. */
  async end(): Promise<void> {
    for (let ending = this.endings.pop(); ending !== undefined; ending = this.endings.pop()) await ending();
  }

  private async exitCodeOf(
    command: (lifetime: Lifetime) => Promise<unknown>,
    describe: (error: unknown) => string,
  ): Promise<number> {
    for (const name of signals) {
      process.on(name, () => {
        this.interrupt(128 + constants.signals[name], name);
      });
    }
    // The reader has closed the pipe, as in `npm start | head`. Every further line fails too, and does not count as a second signal.
    process.stdout.on("error", () => {
      if (this.interruptedWith === undefined) this.interrupt(128 + constants.signals.SIGPIPE);
    });

    const failures: unknown[] = [];
    const report = (error: unknown) => {
      if (this.interruptedWith !== undefined) return;
      failures.push(error);
      process.stderr.write(`\n${describe(error)}\n`);
    };
    const answer = await command(this).catch(report);
    // What one part answers to its end must not keep the others from theirs.
    while (this.endings.length > 0) await this.end().catch(report);
    return typeof answer === "number" ? answer : (this.interruptedWith ?? Math.min(failures.length, 1));
  }

  /** Ends the command as a signal does.
   *  @param reason given to those who wait for `signal` */
  interrupt(exitCode: number, reason?: NodeJS.Signals): void {
    // Ctrl-C in a terminal comes twice, from the terminal and from npm, which passes on what it got itself.
    const isEcho = Date.now() - this.interruptedAt < millisecondsOfEcho;
    if (this.interruptedWith === exitCode && isEcho) return;
    // Asked a second time: at once. What was started ends with this process, only not in order.
    if (this.interruptedWith !== undefined) process.exit(exitCode);
    this.interruptedWith = exitCode;
    this.interruptedAt = Date.now();
    this.interruption.abort(reason);
  }
}
