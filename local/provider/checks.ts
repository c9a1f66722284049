/** Checks of a single value that need nothing but the value: those that the AWS provider makes in its schema, so at validate, in its own
 *  words. Each answers with what is wrong, or with nothing. `name` is the value's path, such as role_mapping.0.type. */
import { duplicateKeyIn } from "./aws/policy-json";

export type Check = (value: string | number | boolean, name: string) => readonly string[];

const refusedUnless = (isRight: boolean, message: string): readonly string[] => (isRight ? [] : [message]);

/** In bytes: the provider counts a "ü" as two. */
export function length(min: number, max: number): Check {
  return (value, name) => {
    const bytes = Buffer.byteLength(String(value));
    return refusedUnless(
      bytes >= min && bytes <= max,
      `expected length of ${name} to be in the range (${min} - ${max}), got ${value}`,
    );
  };
}

/** As length(), for the attributes whose checks the provider words differently. */
export function bytes(min: number, max: number): Check {
  return (value, name) => {
    const count = Buffer.byteLength(String(value));
    if (count < min) return [`"${name}" cannot be less than ${min} character${min === 1 ? "" : "s"}`];
    return refusedUnless(count <= max, `"${name}" cannot be longer than ${max} characters`);
  };
}

/** @param message the provider's, from "must" on */
export function pattern(expression: RegExp, message: string): Check {
  return (value, name) => refusedUnless(expression.test(String(value)), `invalid value for ${name} (${message})`);
}

/** As pattern(), for the attributes whose checks the provider words differently. */
export function form(expression: RegExp, message: string): Check {
  return (value, name) => refusedUnless(expression.test(String(value)), `"${name}" ${message}`);
}

export function oneOf(...values: readonly string[]): Check {
  const allowed = values.map((value) => `"${value}"`).join(" ");
  return (value, name) =>
    refusedUnless(values.includes(String(value)), `expected ${name} to be one of [${allowed}], got ${value}`);
}

export function between(min: number, max: number): Check {
  return (value, name) =>
    refusedUnless(
      Number(value) >= min && Number(value) <= max,
      `expected ${name} to be in the range (${min} - ${max}), got ${value}`,
    );
}

export const notEmpty: Check = (value, name) =>
  refusedUnless(value !== "", `expected "${name}" to not be an empty string, got ${value}`);

export function all(...checks: readonly Check[]): Check {
  return (value, name) => checks.flatMap((check) => check(value, name));
}

/** Nothing is wrong where one of the checks finds nothing. */
export function any(...checks: readonly Check[]): Check {
  return (value, name) => {
    const found = checks.map((check) => check(value, name));
    return found.some((problems) => problems.length === 0) ? [] : found.flat();
  };
}

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const ACCOUNT = /^(aws|aws-managed|third-party|\d{12}|cw.{10})$/;
const PARTITION = /^aws(-[a-z]+)*$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const arn: Check = (value, name) => {
  const text = String(value);
  if (text === "") return [];
  const invalid = (why: string) => `"${name}" (${text}) is an invalid ARN: ${why}`;
  if (!text.startsWith("arn:")) return [invalid("arn: invalid prefix")];
  const [, partition = "", , region = "", account = "", ...resource] = text.split(":");
  if (resource.length === 0) return [invalid("arn: not enough sections")];
  const mismatch = (part: string, expression: RegExp) =>
    invalid(`invalid ${part} value (expecting to match regular expression: ${expression.source})`);
  return [
    ...(partition === "" ? [invalid("missing partition value")] : []),
    ...refusedUnless(partition === "" || PARTITION.test(partition), mismatch("partition", PARTITION)),
    ...refusedUnless(region === "" || REGION.test(region), mismatch("region", REGION)),
    ...refusedUnless(account === "" || ACCOUNT.test(account), mismatch("account ID", ACCOUNT)),
    ...refusedUnless(resource.join("") !== "", invalid("missing resource value")),
  ];
};

/** Any name of the form that regions have; empty counts as left out. */
export const region: Check = (value, name) =>
  refusedUnless(
    value === "" || REGION.test(String(value)),
    `"${name}" region name is malformed("${REGION.source}"): "${value}"`,
  );

export const json: Check = (value, name) => {
  const problem = jsonProblem(String(value));
  return problem === undefined ? [] : [`"${name}" contains an invalid JSON: ${problem}`];
};

function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const instead: Readonly<Record<string, string>> = {
  '"': "contains a JSON-encoded string, not a JSON-encoded object",
  "[": "contains a JSON array, not a JSON object",
  " ": "leading space characters are not allowed",
  "\t": "leading space characters are not allowed",
  "\r": "leading space characters are not allowed",
  "\n": "leading space characters are not allowed",
};

/** A policy as IAM takes it: one JSON object, with nothing in it twice. */
export const policyJson: Check = (value, name) => {
  const text = String(value);
  if (text === "") return [`"${name}" is an empty string, which is not a valid JSON value`];
  const invalid = (why: string) => [`"${name}" contains an invalid JSON policy: ${why}`];
  if (!text.startsWith("{")) return invalid(instead[text.charAt(0)] ?? "not a JSON object");
  const problem = jsonProblem(text);
  if (problem !== undefined) return invalid(problem);
  const twice = duplicateKeyIn(text);
  return twice === undefined ? [] : [`"${name}" contains duplicate JSON keys: duplicate key "${twice}"`];
};
