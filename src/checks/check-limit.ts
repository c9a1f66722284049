/** Checks a setting's value against its row of the table of limits. */
import type { Limit, TextLimit } from "../aws/limits";
import { known, unusable } from "../terraform/tokens";
import { characters, inWords } from "./in-words";
import { problemsWithMissingValue } from "./missing-value";

/** The rule of a row in words, for the error at synth and for the error that Terraform prints at plan. */
export function ruleOf(limit: Limit): string {
  switch (limit.kind) {
    case "text":
      return textInWords(limit);
    case "number":
      return `a whole number ${limit.unit === undefined ? "" : `of ${limit.unit} `}from ${limit.min} to ${limit.max}`;
    case "count":
      return limit.min === 0 ? `at most ${limit.max} entries` : `${limit.min} to ${limit.max} entries`;
  }
}

/** What is wrong with the value of a setting: nothing, or one message that names the setting, the value, the rule and
 *  the page where AWS states it. Only Terraform knows what a token will be: the variable's
 *  validation block or the provider checks it instead.
 *  @param setting the name under which the user gave the value, such as `roleMappings[1].rules[0].claim` */
export function problemsWith(setting: string, value: unknown, limit: Limit): string[] {
  if (limit.kind === "text" && limit.isProse !== true) {
    const missing = problemsWithMissingValue(setting, value, ruleOf(limit), limit.see);
    if (missing.length > 0) return missing;
  }
  if (value === undefined || !known(value) || fits(value, limit)) return [];
  // Entries are counted: where they come from an object, the user knows no list of them.
  const given = limit.kind === "count" && Array.isArray(value) ? `has ${value.length} entries` : `is ${inWords(value)}`;
  return [`${setting} ${given}: give ${ruleOf(limit)}. See ${limit.see}`];
}

/** What is wrong with a key of a setting that is a map. */
export function problemsWithKey(setting: string, key: string, limit: TextLimit): string[] {
  if (!known(key) || fits(key, limit)) return [];
  return [`${setting} has the key ${inWords(key)}: give a key of ${ruleOf(limit)}. See ${limit.see}`];
}

/** The texts of an object, checked against their rows. Those that do not fit are replaced, so that the constructs which get them
 *  do not report them again under other names. */
export function withinLimits<T extends object>(
  object: T,
  rows: Partial<Record<keyof T, TextLimit>>,
  prefix = "",
): { readonly problems: string[]; readonly usable: T } {
  const problems: string[] = [];
  const replaced: [string, string][] = [];
  for (const [name, limit] of Object.entries<TextLimit | undefined>(rows)) {
    const found = limit === undefined ? [] : problemsWith(`${prefix}${name}`, Reflect.get(object, name), limit);
    problems.push(...found);
    if (found.length > 0) replaced.push([name, unusable()]);
  }
  return { problems, usable: replaced.length === 0 ? object : { ...object, ...Object.fromEntries(replaced) } };
}

/** Whether a value that is known keeps to its row. */
export function fits(value: unknown, limit: Limit): boolean {
  switch (limit.kind) {
    case "text":
      return typeof value === "string" && within(sizeOf(value, limit), limit) && limit.pattern.test(value);
    case "number":
      return Number.isInteger(value) && within(Number(value), limit);
    case "count":
      return Array.isArray(value) && within(value.length, limit);
  }
}

function within(size: number, limit: { min: number; max: number }): boolean {
  return limit.min <= size && size <= limit.max;
}

function sizeOf(text: string, { unit }: TextLimit): number {
  return unit === "bytes" ? Buffer.byteLength(text) : characters(text);
}

function textInWords({ min, max, unit, allowed }: TextLimit): string {
  const range = min === max ? `${max} ${unit}` : `${min} to ${max} ${unit}`;
  const length = min === 0 ? `at most ${max} ${unit}` : range;
  const counted = unit === "bytes" ? ["Terraform counts bytes, and a letter such as ü has 2"] : [];
  if (/^an? /.test(allowed)) return `${allowed} (${[length, ...counted].join("; ")})`;
  const isWithout = allowed.startsWith("without ");
  const details = [...(isWithout || allowed === "" ? [] : [allowed]), ...counted];
  const text = isWithout ? `${length} ${allowed}` : length;
  return details.length === 0 ? text : `${text} (${details.join("; ")})`;
}
