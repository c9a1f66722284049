/** What a command tells the person who runs it: short steps, each with its facts below it. */
import { styleText } from "node:util";

export class Story {
  private readonly styled: boolean;

  constructor(private readonly output: NodeJS.WriteStream) {
    // https://no-color.org
    this.styled = output.isTTY && !process.env.NO_COLOR;
  }

  step(title: string): void {
    this.write(`\n${this.styled ? styleText("bold", title) : title}`);
  }

  say(...lines: readonly string[]): void {
    for (const line of lines) this.write(line === "" ? "" : `  ${line}`);
  }

  /** Names and values, in two columns. */
  table(rows: readonly (readonly [string, string])[]): void {
    const width = Math.max(...rows.map(([name]) => name.length));
    this.say(...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`));
  }

  private write(line: string): void {
    this.output.write(`${line}\n`);
  }
}
