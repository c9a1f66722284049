/** Slips of JavaScript that end as text. `notes-${process.env.STAGE}` is "notes-undefined" where STAGE is not set: a valid name,
 *  under which Terraform would replace the pool. In plain quotes the same text goes to Terraform, which knows no such value. */
import { inWords } from "./in-words";

// "null" is a word that a name may have, but no part of an ARN.
const MISSING = /(?<![A-Za-z0-9])(?:undefined|NaN)(?![A-Za-z0-9])|Invalid Date|\[object \w+\]|(?<=[:/])null(?=$|[:/])/;
/** Terraform's references have a dot, and its literals are three. */
const UNFILLED = /(?<!\$)\$\{(?:process\.env\.\w+|(?!true\}|false\}|null\})[A-Za-z_]\w*)\}/;
/** A variable of IAM's or a template of Terraform's that does not end. */
const UNCLOSED = /[$&]\{[^{}]*$/;

/** Whether a text was made of a value that is not there. */
export function hasMissingValue(value: unknown): boolean {
  return typeof value === "string" && (MISSING.test(value) || UNFILLED.test(value));
}

/** What is wrong with a text that was made of a value that is not there.
 *  @param setting the name under which the user gave it
 *  @param give what to give, as it follows the word "Give" */
export function problemsWithMissingValue(setting: string, value: unknown, give: string, see: string): string[] {
  if (typeof value !== "string") return [];
  const missing = MISSING.exec(value)?.[0];
  if (missing !== undefined) {
    return [
      `${setting} is ${inWords(value)}, with ${JSON.stringify(missing)} in it: a value that it is made of was missing. Give ${give}. See ${see}`,
    ];
  }
  const unclosed = UNCLOSED.exec(value)?.[0];
  if (unclosed !== undefined) {
    return [
      `${setting} is ${JSON.stringify(value)}: close the brace of ${JSON.stringify(unclosed)}. Give ${give}. See ${see}`,
    ];
  }
  const unfilled = UNFILLED.exec(value)?.[0];
  if (unfilled === undefined) return [];
  return [
    `${setting} is ${JSON.stringify(value)}: nothing fills in ${unfilled}, because JavaScript does so between backticks alone, and Terraform has no such value. ` +
      `Write the text between backticks, or give a reference of Terraform's, such as \${var.stage}. See ${see}`,
  ];
}
