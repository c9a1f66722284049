/** What a service answers to a value outside its API's model, before it looks at anything else. The AWS provider does not check all of
 *  them, and the emulator takes any. */
import { Refused, type AttributePath } from "../problem";

export interface Constraint {
  /** The request's member, such as groupName. */
  readonly member: string;
  /** The value's length in characters. */
  readonly min: number;
  readonly max: number;
  readonly pattern?: RegExp;
}

export interface Value {
  readonly value: string;
  readonly attribute: AttributePath;
  /** The key of the value, where the member is a map. */
  readonly key?: string;
}

/** @param error what the service calls it: ValidationException, or InvalidParameterException in Cognito's user pools */
export function checkConstraint(
  { value, key, attribute }: Value,
  { member, min, max, pattern }: Constraint,
  error: "ValidationException" | "InvalidParameterException" | "ValidationError",
): void {
  const length = Array.from(value).length;
  if (length >= min && length <= max && (pattern?.test(value) ?? true)) return;
  const rules = [
    `Member must have length less than or equal to ${max}`,
    `Member must have length greater than or equal to ${min}`,
    ...(pattern ? [`Member must satisfy regular expression pattern: ${pattern.source.replace(/^\^|\$$/g, "")}`] : []),
  ].join(", ");
  const failure =
    key === undefined
      ? `Value '${value}' at '${member}' failed to satisfy constraint: [${rules}]`
      : `Value '{${key}=${value}}' at '${member}' failed to satisfy constraint: Map value must satisfy constraint: [${rules}]`;
  throw new Refused({ summary: error, detail: `1 validation error detected: ${failure}`, attribute });
}
