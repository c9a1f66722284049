/** A check as a text for a terminal. */
import type { AccessCheck, CheckedRow, RefusedSignIn } from "../check";
import { areGuestsAlone, isUnlike } from "../verdict";
import { cell } from "./cell";

export function renderText(check: AccessCheck): string {
  const { rows, refusedSignIns, notTried, left } = check;
  const parts = [
    `Identity pool ${check.identityPoolId}, called in ${check.region}`,
    table(rows),
    ...refusedSignIns.map(refusal),
    section(
      "Not tried",
      notTried.map(({ what, reason }) => `${what}: ${reason}`),
    ),
    section("Left behind: remove it by hand", left),
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

function line(row: CheckedRow): string[] {
  const { who, what, whose, promised, seen } = row;
  return [who, what, whose, promised, seen, mark(row)];
}

function mark(row: CheckedRow): string {
  const { seen, answer, whyPromiseUnknown } = row;
  if (seen === "unknown") return `? ${answer}`;
  if (whyPromiseUnknown !== undefined) return `? ${whyPromiseUnknown}`;
  return isUnlike(row) ? "NOT AS PROMISED" : "";
}

function refusal({ who, step, error, message, causes }: RefusedSignIn): string {
  const explained = causes.map(({ id, explanation }) => `${cell(explanation)} (${id})`);
  const why =
    explained.length === 1
      ? explained.map((cause) => `  ${cause}`)
      : ["  The cause is one of these:", ...explained.map((cause) => `  - ${cause}`)];
  return [`${cell(who)} got no credentials. ${step}: ${error}: ${cell(message)}`, ...why].join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((text) => `  ${cell(text)}`)].join("\n");
}

function summary({ verdict, rows }: AccessCheck): string {
  if (verdict === "as-promised") return `As promised: ${rows.length} of ${rows.length}.`;
  const unlike = rows.filter(isUnlike).length;
  const open = [
    count(rows, ({ seen }) => seen === "unknown", "without a clear answer"),
    count(rows, ({ promised, seen }) => promised === "unknown" && seen !== "unknown", "with an unknown promise"),
  ].filter((text) => text !== "");
  if (verdict === "not-as-promised") return [`Not as promised: ${unlike} of ${rows.length}.`, ...open].join(" ");
  const who = areGuestsAlone(rows) ? "no guest" : "no user";
  return ["Not known:", ...(open.length > 0 ? open : [`${who} is promised credentials, so nothing was tried.`])].join(
    " ",
  );
}

function count(rows: readonly CheckedRow[], which: (row: CheckedRow) => boolean, words: string): string {
  const { length } = rows.filter(which);
  return length === 0 ? "" : `${length} ${words}.`;
}
