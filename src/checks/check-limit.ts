/** Holds a setting's value against its row of the table of limits. */
import type { Limit } from "../aws/limits";
import { known } from "../terraform/tokens";

/** The rule of a row in words, for the error at synth and for the error that Terraform prints at plan. */
export function ruleOf(limit: Limit): string {
  switch (limit.kind) {
    case "text":
      return `${lengthInWords(limit.min, limit.max)}: ${limit.allowed}`;
    case "number":
      return `a whole number from ${limit.min} to ${limit.max}, in ${limit.unit}`;
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

function fits(value: unknown, limit: Limit): boolean {
  switch (limit.kind) {
    case "text":
      return typeof value === "string" && within(characters(value), limit) && limit.pattern.test(value);
    case "number":
      return Number.isInteger(value) && within(Number(value), limit);
    case "count":
      return Array.isArray(value) && within(value.length, limit);
  }
}

function within(size: number, limit: { min: number; max: number }): boolean {
  return limit.min <= size && size <= limit.max;
}

/** AWS and Terraform count characters, JavaScript counts UTF-16 units. */
function characters(text: string): number {
  return Array.from(text).length;
}

function lengthInWords(min: number, max: number): string {
  return min === 0 ? `at most ${max} characters` : `${min} to ${max} characters`;
}

const LONGEST_QUOTE = 80;

/** A value as a message shows it: short, and without what is inside an object that is not plain. */
export function inWords(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length} entries`;
  if (typeof value === "object" && value !== null) return objectInWords(value);
  if (typeof value !== "string") return String(value);
  const length = characters(value);
  if (length <= LONGEST_QUOTE) return JSON.stringify(value);
  return `${JSON.stringify(Array.from(value).slice(0, LONGEST_QUOTE).join("") + "...")} (${length} characters)`;
}

/** A construct has circles, which JSON does not take. */
function objectInWords(value: object): string {
  const { name = "" } = (value.constructor as { name?: string } | undefined) ?? {};
  return name === "" || name === "Object" ? "an object" : `an object of the class ${name}`;
}
