/** A check as a text for a terminal. */
import type { AccessCheck, CheckedRow, RefusedSignIn } from "../check";
import { cell } from "./cell";

export function renderText(check: AccessCheck): string {
  const { rows, refusedSignIns, notTried, left } = check;
  const parts = [
    `Identity pool ${check.identityPoolId}, asked for in ${check.region}`,
    table(rows),
    ...refusedSignIns.map(refusal),
    section(
      "Not tried",
      notTried.map(({ what, reason }) => `${what}: ${reason}`),
    ),
    section("Left behind, and to be removed by hand", left),
    summary(check),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

const HEAD = ["who", "tries", "whose", "promised", "seen", ""];

function table(rows: readonly CheckedRow[]): string {
  const lines = [HEAD, ...rows.map(line)].map((line) => line.map((text) => cell(text)));
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? "").length)));
  return lines
    .map((cells) =>
      cells
        .map((text, i) => text.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function line({ who, what, whose, promised, seen, answer }: CheckedRow): string[] {
  return [who, what, whose, promised, seen, mark(promised, seen, answer)];
}

function mark(promised: string, seen: string, answer: string): string {
  if (seen === "unknown") return `? ${answer}`;
  return seen === promised ? "" : "NOT AS PROMISED";
}

function refusal({ who, step, error, message, certain, causes }: RefusedSignIn): string {
  const [first] = causes;
  const why =
    certain || causes.length === 1
      ? [`  ${cell(first?.explanation ?? "")} (${causes.map(({ id }) => id).join(", ")})`]
      : ["  One of these:", ...causes.map(({ id, explanation }) => `  - ${cell(explanation)} (${id})`)];
  return [`${cell(who)} got no credentials. ${step}: ${error}: ${cell(message)}`, ...why].join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((text) => `  ${cell(text)}`)].join("\n");
}

function summary({ verdict, rows }: AccessCheck): string {
  if (verdict === "as-promised") return `As promised: ${rows.length} of ${rows.length}.`;
  const unlike = rows.filter(({ promised, seen }) => seen !== "unknown" && seen !== promised).length;
  const unknown = rows.filter(({ seen }) => seen === "unknown").length;
  const open = unknown === 0 ? "" : ` ${unknown} without an answer that says.`;
  return verdict === "incomplete" ? `Not known:${open}` : `Not as promised: ${unlike} of ${rows.length}.${open}`;
}
