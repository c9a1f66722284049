/** IAM's variables beside Terraform's templates: both are written `${...}`. An IAM variable is a condition key, which has a
 *  colon and which no expression of Terraform looks like, or one of IAM's three escapes.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *  https://developer.hashicorp.com/terraform/language/expressions/strings#string-templates */
import { Token, Tokenization } from "cdktf";
import { withEach } from "./with-each";

/** A condition key with an optional default, such as `aws:PrincipalTag/team, 'none'`, or `*`, `?`, `$`. Terraform's `a::b()`,
 *  `a ? b : c` and `{ a : b }` have a second colon, a blank before theirs, or a bracket. */
const VARIABLE = String.raw`(?:[A-Za-z][\w.-]*:[\w/][^{}'"()?*]*(?:, ?'[^'{}]*')?|[*?$])`;

const AS_AWS_WRITES_IT = new RegExp(String.raw`\$?\$\{(${VARIABLE})\}`, "g");
/** A template's start: `$${` is Terraform's way to write `${` itself. */
const TEMPLATE = new RegExp(String.raw`(?<!\$)\$\{(?!${VARIABLE}\})`);

/** The text with IAM's variables as `aws_iam_policy_document` takes them: `&{...}` for `${...}`. Templates of Terraform stay. */
export function withIamVariables(text: string): string {
  if (!text.includes("${")) return text;
  return text.replace(AS_AWS_WRITES_IT, (_, variable: string) => `&{${variable}}`);
}

/** The same value, with the IAM variables in every text of it written that way. Tokens come back as they are. */
export function withIamVariablesIn<T>(value: T): T {
  // Each branch gives back a value of the kind that it was given.
  return written(value) as T;
}

function written(value: unknown): unknown {
  if (typeof value === "string") return withIamVariables(value);
  if (typeof value !== "object" || value === null || Tokenization.isResolvable(value)) return value;
  if (Array.isArray(value) && Token.isUnresolved(value)) return value;
  return withEach(value, written);
}

/** Whether Terraform will replace a part of the text. */
export function hasTemplate(text: string): boolean {
  return text.includes("${") && TEMPLATE.test(text);
}
