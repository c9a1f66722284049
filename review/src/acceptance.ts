/** Findings that a team has looked at and accepts: a list of entries, each with its reason. */
import type { Finding } from "./findings/finding";

/** One entry of the list. */
export interface Acceptance {
  /** The finding's id, "guests-on". */
  readonly id: string;
  /** The finding's address. An entry accepts every finding of this id at this address. */
  readonly address: string;
  /** Why it is acceptable. */
  readonly reason: string;
  /** The last day on which it is accepted, in UTC: "2026-12-31".
   *  @default no end */
  readonly until?: string;
}

/** An entry that accepts nothing: no finding has its id and address, or its last day is over. */
export interface UnusedAcceptance extends Acceptance {
  readonly cause: "matches-nothing" | "expired";
}

/** What is needed of a review here. */
export interface WithFindings {
  readonly findings: readonly Finding[];
}

/** What accepting adds to a review. */
export interface WithUnusedAcceptances {
  /** The entries that accept nothing, each with the reason. */
  readonly unusedAcceptances: readonly UnusedAcceptance[];
}

/** The list cannot be used. The message is one line, for the terminal. */
export class UnusableAcceptances extends Error {
  override readonly name = "UnusableAcceptances";
}

/** The review with the accepted findings marked as such. They stay in it; entries that accept nothing are in
 *  `unusedAcceptances`.
 *  @param acceptances the parsed JSON: a list of `{ id, address, reason, until? }`
 *  @param now what `until` is compared with
 *  @throws UnusableAcceptances if it is anything else: an entry without a reason, an unknown key, a date that does not
 *    exist, the same finding twice */
export function acceptFindings<Review extends WithFindings>(
  review: Review,
  acceptances: unknown,
  now = new Date(),
): Review & WithUnusedAcceptances {
  const entries = readAcceptances(acceptances);
  const today = now.toISOString().slice(0, "2026-12-31".length);
  const valid = new Map(entries.filter((entry) => !isOver(entry, today)).map((entry) => [keyOf(entry), entry]));
  const found = new Set(review.findings.map(keyOf));
  return {
    ...review,
    findings: review.findings.map((finding) => withAcceptance(finding, valid.get(keyOf(finding)))),
    unusedAcceptances: entries.flatMap((entry): UnusedAcceptance[] => {
      if (!found.has(keyOf(entry))) return [{ ...entry, cause: "matches-nothing" }];
      return isOver(entry, today) ? [{ ...entry, cause: "expired" }] : [];
    }),
  };
}

function withAcceptance(finding: Finding, acceptance: Acceptance | undefined): Finding {
  if (acceptance === undefined) return finding;
  const { reason, until } = acceptance;
  return { ...finding, accepted: { reason, ...(until !== undefined && { until }) } };
}

function isOver({ until }: Acceptance, today: string): boolean {
  return until !== undefined && until < today;
}

function keyOf({ id, address }: Pick<Acceptance, "id" | "address">): string {
  return JSON.stringify([id, address]);
}

function readAcceptances(document: unknown): Acceptance[] {
  if (!Array.isArray(document)) {
    throw new UnusableAcceptances(
      "this is not a list: give a list of { id, address, reason, until? }, one entry for each accepted finding",
    );
  }
  const entries = document.map((entry: unknown, i) => readAcceptance(entry, `entry ${i + 1}`));
  const seen = new Map<string, number>();
  for (const [i, entry] of entries.entries()) {
    const first = seen.get(keyOf(entry));
    if (first !== undefined) {
      throw new UnusableAcceptances(`entries ${first} and ${i + 1} are about the same finding: keep one of them`);
    }
    seen.set(keyOf(entry), i + 1);
  }
  return entries;
}

const KEYS = ["id", "address", "reason", "until"] as const;

function readAcceptance(entry: unknown, name: string): Acceptance {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
    throw new UnusableAcceptances(`${name} is not an object: give { id, address, reason, until? }`);
  }
  const values = new Map<string, unknown>(Object.entries(entry));
  const unknown = [...values.keys()].find((key) => !KEYS.some((known) => known === key));
  if (unknown !== undefined) {
    throw new UnusableAcceptances(`${name} has the unknown key ${JSON.stringify(unknown)}: use ${KEYS.join(", ")}`);
  }
  const required = (key: "id" | "address" | "reason", advice: string): string => {
    const value = values.get(key);
    if (typeof value === "string" && value.trim() !== "") return value;
    throw new UnusableAcceptances(`${name} has no ${key}: ${advice}`);
  };
  const acceptance = {
    id: required("id", "give the id of the finding"),
    address: required("address", "give the address of the finding"),
    reason: required("reason", "say why the finding is acceptable"),
  };
  const until = values.get("until");
  if (until === undefined) return acceptance;
  if (typeof until === "string" && isDay(until)) return { ...acceptance, until };
  throw new UnusableAcceptances(`${name} has until ${JSON.stringify(until)}: give a day, such as 2026-12-31`);
}

/** Whether the day exists: the 30th of February does not. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
