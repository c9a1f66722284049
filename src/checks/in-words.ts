/** Values and names as messages say them. */
import { Construct } from "constructs";
import { isPartOfListToken, isPlainObject, isToken, known } from "../terraform/tokens";

const LONGEST_QUOTE = 80;

/** The value of a setting that is missing. */
export const ABSENT = Symbol("missing");

/** The value, in a form that the user recognizes. */
export function inWords(value: unknown): string {
  if (value === ABSENT) return "missing";
  if (value === undefined) return "undefined";
  if (value === null) return "null";
  if (Array.isArray(value)) {
    if (!known(value)) return "a list that only Terraform knows";
    return value.length === 1 ? "a list of 1 entry" : `a list of ${value.length} entries`;
  }
  if (typeof value === "string") return quoted(value);
  if (typeof value === "function") return "a function";
  if (typeof value === "number" && !known(value)) return "a number that only Terraform knows";
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  if (Construct.isConstruct(value)) return `the construct ${value.node.path}`;
  if (value instanceof Promise) return "a promise, which must be awaited first";
  if (!known(value)) return "a value that only Terraform knows";
  if (!isPlainObject(value)) return `an object of the class ${value.constructor.name}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? "an empty object" : `an object with ${inSeries(keys, "and")}`;
}

function quoted(text: string): string {
  if (isPartOfListToken(text)) {
    return "made of an entry of a list that only Terraform knows, of which JavaScript sees no entries (Fn.element takes one)";
  }
  if (isToken(text)) return "a text that only Terraform knows";
  const length = characters(text);
  if (length <= LONGEST_QUOTE) return JSON.stringify(text);
  return `${JSON.stringify(Array.from(text).slice(0, LONGEST_QUOTE).join("") + "...")} (${length} characters)`;
}

/** For a text that only Terraform knows, in the place of a list. CDKTF's functions give one for a list too. */
export const asListAdvice = "; where it stands for a list, as that of Fn.concat does, give it as Token.asList(...)";

/** AWS counts characters, JavaScript counts UTF-16 units. */
export function characters(text: string): number {
  return Array.from(text).length;
}

/** `a, b or c`. */
export function inSeries(words: readonly string[], conjunction: "and" | "or"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** The name among the others that was probably meant: spelt nearly alike, in another case, with underscores, or with a part
 *  too many or too few. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((candidate) => ({ candidate, distance: distanceInMeaning(plain(name), plain(candidate)) }))
    .filter(({ distance }) => distance !== undefined)
    .sort((a, b) => Number(a.distance) - Number(b.distance));
  return ranked[0]?.candidate;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

const SHORTEST_PART = 4;

function distanceInMeaning(given: string, candidate: string): number | undefined {
  const distance = editDistance(given, candidate);
  if (distance <= Math.max(1, Math.floor(candidate.length / 4))) return distance;
  const [shorter, longer] = given.length < candidate.length ? [given, candidate] : [candidate, given];
  // After all names that are spelt nearly alike.
  const isPart = shorter.length >= SHORTEST_PART && (longer.startsWith(shorter) || longer.endsWith(shorter));
  return isPart ? longer.length : undefined;
}

/** How many letters have to be put in, left out, replaced or exchanged with their neighbour. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const at = (back: number, left: number) => rows[row - back]?.[column - left] ?? 0;
      const isSame = a[row - 1] === b[column - 1];
      const isExchanged = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line.push(
        Math.min(
          at(1, 0) + 1,
          (line[column - 1] ?? 0) + 1,
          at(1, 1) + (isSame ? 0 : 1),
          ...(isExchanged ? [at(2, 2) + 1] : []),
        ),
      );
    }
    rows.push(line);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
