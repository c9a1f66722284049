/** What settings take, for callers whose types are not checked: plain JavaScript, tsx and values from a file. A kind says what is
 *  wrong with a value, and gives a usable one in its place, so that the other problems of a stack are found too. */
import type { Limit } from "../aws/limits";
import { asList, asText, isPartOfListToken, isPlainObject, isToken, known, unusable } from "../terraform/tokens";
import { ruleOf } from "./check-limit";
import { ABSENT, asListAdvice, inSeries, inWords, nearestName } from "./in-words";

const FUNCTIONS_PAGE = "https://developer.hashicorp.com/terraform/cdktf/concepts/functions";

/** What a setting takes. */
export interface Kind<T> {
  /** What to give, as it follows the word "give" in a message. */
  readonly rule: string;
  /** The page that says so, where there is one nearer than that of the whole object. */
  readonly see?: string;
  /** @param see the page for a kind that has no page of its own */
  read(setting: string, value: unknown, see: string): Reading<T>;
}

/** What is wrong with a value, and a value to go on with. */
export interface Reading<T> {
  readonly problems: readonly string[];
  /** The value, or one of its kind that passes every check if the value cannot be used. Lists and objects that are written out
   *  are copied: who changes what was given afterwards, for the next pool, does not change what was made of it. */
  readonly usable: T;
}

interface Mandatory<T> {
  readonly kind: Kind<T>;
  readonly isMandatory: true;
}

interface Optional<T> {
  readonly kind: Kind<T>;
  readonly isMandatory: false;
}

/** The settings of an object. The compiler refuses a setting that is missing here, and one that is
 *  mandatory here and optional there. */
export type Settings<T> = {
  readonly [Name in keyof T]-?: undefined extends T[Name] ? Optional<Exclude<T[Name], undefined>> : Mandatory<T[Name]>;
};

export function mandatory<T>(kind: Kind<T>): Mandatory<T> {
  return { kind, isMandatory: true };
}

export function optional<T>(kind: Kind<T>): Optional<T> {
  return { kind, isMandatory: false };
}

/** A text, by its row in the table of limits; whether it fits its row is checked elsewhere, with its meaning. */
export function text(limit: Limit | string): Kind<string> {
  // A number has characters too.
  const rule = typeof limit === "string" ? limit : ruleOf(limit).replace(/^(?=\d|at most)/, "a text of ");
  const kind = simple<string>(rule, (value) => typeof value === "string" && !isPartOfListToken(value), unusable, {
    see: typeof limit === "string" ? undefined : limit.see,
  });
  return { ...kind, read: (setting, value, see) => kind.read(setting, asText(value), see) };
}

export function wholeNumber(limit: Limit): Kind<number> {
  // A text may stand for a number that only Terraform knows.
  return simple(
    ruleOf(limit),
    (value) => typeof value === "number" || !known(value),
    () => 0,
    { see: limit.see },
  );
}

export const flag: Kind<boolean> = simple(
  "true or false",
  (value) => typeof value === "boolean",
  () => false,
);

/** One of a few texts. */
export function choice<T extends string>(...choices: readonly T[]): Kind<T> {
  const rule = inSeries(
    choices.map((each) => JSON.stringify(each)),
    "or",
  );
  return simple(
    rule,
    (value) => choices.some((each) => each === value),
    () => unusable() as T,
    {
      hint: (value) => nearestName(value, choices),
    },
  );
}

/** Tags and the like, or a map that only Terraform knows. */
export function mapOf<T>(kind: Kind<T>, rule: string): Kind<Record<string, T>> {
  return {
    rule,
    read(setting, value, see) {
      if (!known(value)) return fine(value as Record<string, T>);
      if (!isPlainObject(value)) return wrong(setting, value, rule, see, {});
      const readings = Object.entries(value).map(
        ([key, entry]) => [key, kind.read(`${setting}[${JSON.stringify(key)}]`, entry, see)] as const,
      );
      const problems = readings.flatMap(([, reading]) => reading.problems);
      return { problems, usable: Object.fromEntries(readings.map(([key, { usable }]) => [key, usable])) };
    },
  };
}

/** A list that is written out, entry by entry. */
export function listOf<T>(kind: Kind<T>, what: string): Kind<T[]> {
  const rule = `a list of ${what}`;
  return {
    rule,
    read(setting, value, see) {
      if (!known(value) && typeof value !== "string") {
        return wrong(setting, value, `${rule} that is written out`, see, []);
      }
      if (!Array.isArray(value)) return wrong(setting, value, rule, see, []);
      const readings = value.map((entry: unknown, index) => kind.read(`${setting}[${index}]`, entry, see));
      return {
        problems: readings.flatMap(({ problems }) => problems),
        usable: readings.map(({ usable }) => usable),
      };
    },
  };
}

/** A list of texts, or a list that only Terraform knows, such as a variable's `listValue`. */
export function textsOrToken(entry: Kind<string>, what: string): Kind<string[]> {
  const list = listOf(entry, what);
  return {
    rule: list.rule,
    read(setting, value, see) {
      // A text that only Terraform knows is no list.
      if (!known(value) && typeof value !== "string") return fine(asList(value) as string[]);
      if (Array.isArray(value) && value.some(isPartOfListToken)) {
        return wrong(
          setting,
          value,
          `${list.rule}; a list that only Terraform knows must be given alone, or be joined to others, as Token.asList(Fn.concat([...]))`,
          FUNCTIONS_PAGE,
          [],
        );
      }
      if (isToken(value)) {
        return wrong(setting, value, `${list.rule}${asListAdvice}`, FUNCTIONS_PAGE, []);
      }
      return list.read(setting, value, see);
    },
  };
}

/** The kind, or a value that only Terraform knows. */
export function orToken<T>(kind: Kind<T>): Kind<T> {
  return { ...kind, read: (setting, value, see) => (known(value) ? kind.read(setting, value, see) : fine(value as T)) };
}

/** The kind, or the text "none". */
export function orNone<T>(kind: Kind<T>): Kind<T | "none"> {
  const rule = `${kind.rule}, or "none"`;
  return {
    ...kind,
    rule,
    read(setting, value, see): Reading<T | "none"> {
      if (value === "none") return fine("none");
      const reading = kind.read(setting, value, see);
      return typeof value === "string" ? wrong(setting, value, rule, kind.see ?? see, reading.usable) : reading;
    },
  };
}

/** An instance of a class, or any other value that a question recognizes. */
export function instance<T>(is: (value: unknown) => value is T, rule: string, fallback: () => T): Kind<T> {
  return simple(rule, is, fallback);
}

/** A text that is checked elsewhere, together with another one. */
export function partOf(limit: Limit): Kind<string> {
  return {
    rule: ruleOf(limit),
    see: limit.see,
    read: (_, value) => fine((value === ABSENT ? undefined : value) as string),
  };
}

/** What one of two kinds takes. The problems of an object are those of the second kind. */
export function either<A, B>(first: Kind<A>, second: Kind<B>): Kind<A | B> {
  const rule = `${first.rule}, or ${second.rule}`;
  return {
    rule,
    read(setting, value, see): Reading<A | B> {
      const one = first.read(setting, value, see);
      if (one.problems.length === 0) return one;
      const other = second.read(setting, value, see);
      if (other.problems.length === 0 || isPlainObject(value)) return other;
      return wrong(setting, value, rule, see, one.usable);
    },
  };
}

/** How an object is called and what it takes. */
export interface ObjectKind<T> {
  /** Such as "a user pool client ({ userPoolId, clientId })". */
  readonly rule: string;
  readonly see: string;
  readonly settings: Settings<T>;
  /** Whether values may be secrets, which no message repeats.
   *  @default false */
  readonly hasSecrets?: boolean;
  /** The advice for the name of a setting that does not exist, if there is any. */
  readonly advice?: (name: string) => string | undefined;
}

/** An object with settings. Settings that it does not have are problems where it is written as an object: an instance of a
 *  class may well have more. */
export function object<T extends object>(kind: ObjectKind<T>): Kind<T> & { readonly names: readonly string[] } {
  const { rule, see, settings } = kind;
  const names = Object.keys(settings);
  return {
    rule,
    see,
    names,
    read(setting, value) {
      if (!hasSettings(value, names) || !known(value)) {
        const problems = [problem(setting, kind.hasSecrets ? hidden(value) : inWords(value), rule, see)];
        return { problems, usable: readSettings(kind, "", {}, names).usable };
      }
      const unknown = isPlainObject(value) ? Object.keys(value).filter((name) => !names.includes(name)) : [];
      const misspelt = unknown.map((name) => ({ name, meant: meantBy(name, names, value) }));
      const { problems, usable } = readSettings(
        kind,
        setting,
        value,
        misspelt.map(({ meant }) => meant),
      );
      return {
        problems: [
          ...misspelt.map(({ name, meant }) => unknownSetting(kind, inside(setting, name), name, value, meant)),
          ...problems,
        ],
        usable,
      };
    },
  };
}

/** A class that knows none of the settings is something else, such as a Map or a promise: its entries would be lost. */
function hasSettings(value: unknown, names: readonly string[]): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return isPlainObject(value) || names.some((name) => name in value);
}

/** The setting that was probably meant by a name. One that is given already was not, and then neither was one that is less alike. */
function meantBy(name: string, names: readonly string[], value: object): string | undefined {
  const meant = nearestName(name, names);
  return meant === undefined || meant in value ? undefined : meant;
}

/** @param reported settings whose absence is explained already */
function readSettings<T extends object>(
  { settings, see }: ObjectKind<T>,
  setting: string,
  value: object,
  reported: readonly (string | undefined)[] = [],
): Reading<T> {
  const changed: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, { kind, isMandatory }] of Object.entries<Mandatory<unknown> | Optional<unknown>>(settings)) {
    const given: unknown = Reflect.get(value, name);
    if (given === undefined && !isMandatory) continue;
    const reading = kind.read(inside(setting, name), name in value ? given : ABSENT, kind.see ?? see);
    // Only of settings that are not there.
    const isReported = reported.includes(name);
    if (isReported && reading.problems.length === 0) changed[name] = unusable();
    else if (reading.problems.length > 0) changed[name] = isMandatory ? reading.usable : usableOrNothing(reading);
    else if (reading.usable !== given) changed[name] = reading.usable;
    if (!isReported) problems.push(...reading.problems);
  }
  // The settings of an instance may be getters, which a spread would lose; what an object carries under a symbol stays.
  const usable = { ...(isPlainObject(value) ? value : settingsOf(value, settings)), ...changed };
  return { problems, usable: usable as T };
}

/** A setting that may be left out is left out, unless part of its value can be used. */
function usableOrNothing({ usable }: Reading<unknown>): unknown {
  const isEmpty = Array.isArray(usable) && usable.length === 0;
  return typeof usable === "object" && !isEmpty ? usable : undefined;
}

function settingsOf(value: object, settings: object): object {
  return Object.fromEntries(Object.keys(settings).map((name) => [name, Reflect.get(value, name) as unknown]));
}

function unknownSetting<T>(
  { see, settings, hasSecrets = false, advice }: ObjectKind<T>,
  setting: string,
  name: string,
  value: object,
  meant: string | undefined,
): string {
  const given: unknown = Reflect.get(value, name);
  const hint =
    advice?.(name) ??
    (meant === undefined
      ? `the settings here are ${inSeries(Object.keys(settings), "and")}`
      : `did you mean ${meant}?`);
  const said = `${setting} is ${hasSecrets ? hidden(given) : inWords(given)}: there is no such setting`;
  return `${said}${meant === undefined || advice?.(name) !== undefined ? "; " : ", "}${hint}${hint.endsWith("?") ? "" : "."} See ${see}`;
}

function simple<T>(
  rule: string,
  is: (value: unknown) => boolean,
  fallback: () => T,
  { see, hint }: { see?: string; hint?: (value: string) => string | undefined } = {},
): Kind<T> {
  return {
    rule,
    see,
    read(setting, value, page) {
      if (is(value)) return fine(value as T);
      const meant = typeof value === "string" ? hint?.(value) : undefined;
      const did = meant === undefined ? "" : ` (did you mean ${JSON.stringify(meant)}?)`;
      return wrong(setting, value, `${rule}${did}`, see ?? page, fallback());
    },
  };
}

function fine<T>(usable: T): Reading<T> {
  return { problems: [], usable };
}

/** The reading of a value that is not of the kind. */
export function wrong<T>(setting: string, value: unknown, rule: string, see: string, usable: T): Reading<T> {
  return { problems: [problem(setting, inWords(value), rule, see)], usable };
}

function problem(setting: string, value: string, rule: string, see: string): string {
  return `${setting === "" ? "the settings are" : `${setting} is`} ${value}: give ${rule}. See ${see}`;
}

function hidden(value: unknown): string {
  const isNothing = value === undefined || value === null || value === ABSENT;
  return isNothing || Array.isArray(value) || value instanceof Promise
    ? inWords(value)
    : `given as ${article(typeof value)} (not repeated here, because it may be secret)`;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word === "string" ? "text" : word}`;
}

function inside(setting: string, name: string): string {
  return setting === "" ? name : `${setting}.${name}`;
}
