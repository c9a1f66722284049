/** Checks of a single value that need nothing but the value: those that the AWS provider makes in its schema, so at plan.
 *  Each says what is wrong with the value, or nothing. */

import { partitionOf } from "./aws/regions";

export type Check = (value: string | number | boolean) => string | undefined;

export function length(min: number, max: number): Check {
  return (value) => {
    const { length } = String(value);
    return length < min || length > max ? `has ${length} characters: ${min} to ${max} are allowed` : undefined;
  };
}

export function pattern(expression: RegExp, allowed: string): Check {
  return (value) => (expression.test(String(value)) ? undefined : `"${value}" may hold only ${allowed}`);
}

export function oneOf(...values: readonly string[]): Check {
  return (value) => (values.includes(String(value)) ? undefined : `"${value}" is none of ${values.join(", ")}`);
}

export function between(min: number, max: number): Check {
  return (value) =>
    Number(value) < min || Number(value) > max ? `${value} is not in the range ${min} to ${max}` : undefined;
}

export function all(...checks: readonly Check[]): Check {
  return (value) => {
    for (const check of checks) {
      const problem = check(value);
      if (problem) return problem;
    }
    return undefined;
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const arn: Check = (value) => {
  const text = String(value);
  if (text === "") return undefined;
  return /^arn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2}(-[a-z]+)+-\d|aws-global)?:(\d{12}|aws|aws-managed)?:\S+$/.test(text)
    ? undefined
    : `"${text}" is not an ARN (arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE)`;
};

/** Any name of the form that regions have; empty counts as left out. */
export const region: Check = (value) =>
  value === "" || partitionOf(String(value)) ? undefined : `"${value}" is not the name of an AWS Region`;

export const json: Check = (value) => {
  try {
    JSON.parse(String(value));
    return undefined;
  } catch (error) {
    return `contains invalid JSON: ${(error as Error).message}`;
  }
};

/** A policy as IAM takes it: one JSON object. */
export const policyJson: Check = (value) => {
  const text = String(value);
  if (!text.trimStart().startsWith("{")) return "contains an invalid JSON policy: it is not a JSON object";
  return json(text);
};
