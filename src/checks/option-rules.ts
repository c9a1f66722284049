/** Rules for the options of a function, one rule an option. Plain JavaScript and `tsx` check no types: without these rules, a
 *  misspelt option, or one that is undefined by mistake, would grant more or less than intended without an error. */
import { limits } from "../aws/limits";
import type { TextLimit } from "../aws/limits";
import { Partition } from "../aws/partition";
import { isToken, known } from "../terraform/tokens";
import { fits, ruleOf } from "./check-limit";
import { asListAdvice, inSeries, inWords, nearestName } from "./in-words";
import { problemsWithMissingValue } from "./missing-value";
import { isNoArn, isNoName, wholeReferenceIn } from "./reference";
import type { Reference } from "./reference";

/** What may be given for one option. */
export interface OptionRule {
  /** What to give, as it follows the word "give" in a message. */
  readonly give: string;
  /** The page that states the rule. */
  readonly see: string;
  /** Whether it may be left out. If leaving it out allows everything, undefined is refused, because plain JavaScript gives
   *  undefined for a name that does not exist. */
  readonly presence: "required" | "optional" | "everything-if-absent";
  /** What is wrong with a value that is there. */
  readonly problems: (setting: string, value: unknown) => string[];
  /** Whether an attribute of another resource certainly does not belong here, such as an ARN in the place of a name. */
  readonly isMistaken?: (reference: Reference) => boolean;
  /** Of a list: the rule of each entry. */
  readonly entry?: OptionRule;
}

export type OptionRules = Readonly<Record<string, OptionRule>>;

/** Everything that is wrong with the options of a function: each message begins with the function's name. */
export function problemsWithOptions(functionName: string, options: unknown, rules: OptionRules): string[] {
  const names = Object.keys(rules);
  if (!isObject(options)) {
    return [
      `${functionName}: the options are ${inWords(options)}: give an object with ${requiredAndOptional(rules)}. ${pageOf(rules)}`,
    ];
  }
  return [
    ...Object.keys(options)
      .filter((name) => !names.includes(name))
      .map((name) => `${functionName}: ${name} is not an option: ${proposal(name, options, rules)} ${pageOf(rules)}`),
    ...Object.entries(rules).flatMap(([name, rule]) =>
      problemsWithOption(`${functionName}: ${name}`, options, name, rule),
    ),
  ];
}

function problemsWithOption(
  setting: string,
  options: Readonly<Record<string, unknown>>,
  name: string,
  rule: OptionRule,
): string[] {
  const value = options[name];
  if (value !== undefined) return value === null ? [refusal(setting, value, rule)] : rule.problems(setting, value);
  const isGiven = name in options;
  if (rule.presence === "required" && !isGiven) return [`${setting} is missing: give ${rule.give}. See ${rule.see}`];
  if (rule.presence === "required") return [refusal(setting, value, rule)];
  if (rule.presence === "optional" || !isGiven) return [];
  return [`${setting} is undefined: give ${rule.give}, or leave it out to allow everything. See ${rule.see}`];
}

/** What is wrong with references to attributes of other resources: Terraform's text of a token shows which attribute it is.
 *  @param read gives that text, such as `${aws_s3_bucket.notes.arn}` */
export function problemsWithReferences(
  functionName: string,
  options: unknown,
  rules: OptionRules,
  read: (value: unknown) => string,
): string[] {
  if (!isObject(options)) return [];
  return Object.entries(rules).flatMap(([name, rule]) => {
    const { isMistaken } = rule;
    if (isMistaken === undefined) return [];
    const value = options[name];
    const values: unknown[] = Array.isArray(value) && known(value) ? value : [value];
    return values.flatMap((each, index) => {
      const reference = wholeReferenceIn(each, read);
      if (reference === undefined || !isMistaken(reference)) return [];
      const setting = `${functionName}: ${name}${Array.isArray(value) ? `[${index}]` : ""}`;
      return [refusal(setting, reference.text, rule.entry ?? rule)];
    });
  });
}

/** The same rule for an option that may be left out. */
export function optional(rule: OptionRule): OptionRule {
  return { ...rule, presence: "optional" };
}

/** The same rule for an option that means everything where it is left out. */
export function everythingUnless(rule: OptionRule): OptionRule {
  return { ...rule, presence: "everything-if-absent" };
}

/** A text that matches a pattern as a whole.
 *  @param give what to give, as it follows the word "give" */
export function textRule(pattern: RegExp, give: string, see: string): OptionRule {
  return rule(give, see, (value) => typeof value === "string" && pattern.test(value));
}

/** A name with a row in the table of limits. */
export function nameRule(limit: TextLimit, noun: string): OptionRule {
  return {
    ...rule(`${noun}, ${ruleOf(limit)}`, limit.see, (value) => fits(value, limit)),
    isMistaken: isNoName,
  };
}

/** The id of a resource, or its name where no table has a row for it.
 *  @param noun such as `the id of the API` */
export function idRule(noun: string, see: string, pattern = /^[\w.-]+$/): OptionRule {
  return { ...textRule(pattern, noun, see), isMistaken: isNoName };
}

/** The ARN of a resource.
 *  @param services as in the ARN, such as `dynamodb`; several as a pattern
 *  @param resource what follows the account, as a whole
 *  @param example the ARN from the service on, such as `dynamodb:REGION:ACCOUNT:table/NAME`; without a word for the account
 *   where the ARN may have none
 *  @param isOther whether an attribute is the ARN of something else, such as a table's `stream_arn` */
export function arnRule(
  services: string,
  resource: RegExp,
  example: string,
  see: string,
  isOther: (reference: Reference) => boolean = () => false,
): OptionRule {
  const account = example.includes(":ACCOUNT:") ? "[\\d*]+" : "[\\d*]*";
  const pattern = new RegExp(`^arn:[\\w*-]+:(?:${services}):[\\w*-]+:${account}:(?:${resource.source})$`);
  return {
    ...textRule(pattern, `an ARN of the form arn:aws:${example}`, see),
    isMistaken: (reference) => isNoArn(reference) || isOther(reference),
  };
}

/** One of a few words. */
export function oneOfRule(words: readonly string[], see: string): OptionRule {
  return {
    ...rule(
      `one of ${inSeries(
        words.map((word) => JSON.stringify(word)),
        "or",
      )}`,
      see,
      (value) => words.some((word) => word === value),
    ),
  };
}

/** True or false, known at synth: the statements depend on it. */
export function flagRule(see: string): OptionRule {
  const ofFlag: OptionRule = {
    give: "true or false",
    see,
    presence: "optional",
    problems: (setting, value) => (typeof value === "boolean" ? [] : [refusal(setting, value, ofFlag)]),
  };
  return ofFlag;
}

/** A list of one entry or more, or one that only Terraform knows. */
export function listRule(entry: OptionRule): OptionRule {
  return {
    ...entry,
    entry,
    give: `a list, each entry ${entry.give}`,
    problems: (setting, value) => {
      if (!known(value) && typeof value !== "string") return [];
      if (!Array.isArray(value)) {
        const advice = isToken(value) ? asListAdvice : "";
        return [`${setting} is ${inWords(value)}: give a list, each entry ${entry.give}${advice}. See ${entry.see}`];
      }
      if (value.length === 0) {
        return [`${setting} is an empty list: give ${entry.give}, or leave the option out. See ${entry.see}`];
      }
      return value.flatMap((each: unknown, index) => entry.problems(`${setting}[${index}]`, each));
    },
  };
}

const ARNS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";

/** Where a resource lives, for functions that make its ARN. */
export const placeRules = {
  partition: optional(
    rule("a Partition, such as Partition.AWS_US_GOV_WEST", ARNS, (value) => value instanceof Partition),
  ),
  region: optional(
    textRule(/^(?:\*|[a-z]{2,}(?:-[a-z]+)+-[0-9]+)$/, "an AWS region, such as eu-west-1", limits.region.see),
  ),
  accountId: optional(textRule(/^(?:\*|\d{12})$/, "the 12 digits of an AWS account's id, as a text", ARNS)),
};

function rule(give: string, see: string, fits: (value: unknown) => boolean): OptionRule {
  const made: OptionRule = {
    give,
    see,
    presence: "required",
    problems: (setting, value) => {
      const missing = problemsWithMissingValue(setting, value, give, see);
      if (missing.length > 0) return missing;
      // Only Terraform knows what a token will be.
      return !known(value) || fits(value) ? [] : [refusal(setting, value, made)];
    },
  };
  return made;
}

function refusal(setting: string, value: unknown, { give, see }: OptionRule): string {
  const isArn = typeof value === "string" && value.startsWith("arn:") && !give.includes("an ARN");
  return `${setting} is ${inWords(value)}${isArn ? ", an ARN" : ""}: give ${give}. See ${see}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pageOf(rules: OptionRules): string {
  const [first] = Object.values(rules);
  return first === undefined ? "" : `See ${first.see}`;
}

function requiredAndOptional(rules: OptionRules): string {
  const names = Object.keys(rules);
  const required = names.filter((name) => rules[name]?.presence === "required");
  const others = names.filter((name) => !required.includes(name));
  if (required.length === 0 || others.length === 0) return inSeries(names, required.length === 0 ? "or" : "and");
  return `${inSeries(required, "and")}, and ${inSeries(others, "or")} if needed`;
}

/** The option that was probably meant, one that has to be there and is missing before the others, else all of them. */
function proposal(name: string, options: object, rules: OptionRules): string {
  const names = Object.keys(rules);
  const missing = names.filter((each) => rules[each]?.presence === "required" && !(each in options));
  const meant = nearestName(name, missing) ?? nearestName(name, names);
  return meant === undefined ? `give ${inSeries(names, "or")}.` : `did you mean ${meant}?`;
}
