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

  /** Rows in columns, such as names and values. */
  table(rows: readonly (readonly string[])[]): void {
    const [first = []] = rows;
    const widths = first.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
    this.say(...rows.map((row) => line(row).trimEnd()));
  }

  private write(line: string): void {
    this.output.write(`${line}\n`);
  }
}
