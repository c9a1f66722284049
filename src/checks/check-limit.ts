/** Holds a setting's value against its row of the table of limits. */
import type { Limit, TextLimit } from "../aws/limits";
import { known, unusable } from "../terraform/tokens";
import { characters, inWords } from "./in-words";

/** The rule of a row in words, for the error at synth and for the error that Terraform prints at plan. */
export function ruleOf(limit: Limit): string {
  switch (limit.kind) {
    case "text":
      return `${lengthInWords(limit)}${allowedInWords(limit.allowed)}`;
    case "number":
      return `a whole number from ${limit.min} to ${limit.max}${limit.unit === undefined ? "" : `, in ${limit.unit}`}`;
    case "count":
      return limit.min === 0 ? `at most ${limit.max} entries` : `${limit.min} to ${limit.max} entries`;
  }
}

/** What is wrong with the value of a setting: nothing, or one message that names the setting, the value, the rule and
 *  the page where AWS states it. Only Terraform knows what a token will be: tokens have no problems here, and meet the
 *  variable's validation block or the provider instead.
 *  @param setting the name under which the user gave the value, such as `roleMappings[1].rules[0].claim` */
export function problemsWith(setting: string, value: unknown, limit: Limit): string[] {
  if (value === undefined || !known(value) || fits(value, limit)) return [];
  return [`${setting} is ${inWords(value)}: give ${ruleOf(limit)}. See ${limit.see}`];
}

/** Texts of an object held against their rows. Those that do not fit are replaced, so that what they are handed on to does not
 *  report them again, under other names. */
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

function fits(value: unknown, limit: Limit): boolean {
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

function lengthInWords({ min, max, unit }: TextLimit): string {
  const range = min === max ? `${max} ${unit}` : `${min} to ${max} ${unit}`;
  const length = min === 0 ? `at most ${max} ${unit}` : range;
  return unit === "bytes" ? `${length}, as Terraform counts (a letter such as ü has 2)` : length;
}

function allowedInWords(allowed: string): string {
  if (allowed === "") return "";
  return allowed.startsWith("without") ? ` ${allowed}` : `: ${allowed}`;
}
