/** What a review could not read, and why, as values: the formats put them into words. */

/** A part of the file that the review could not look into. */
export interface NotEvaluated {
  /** Of the resource or module; "plan" for a plan as a whole. */
  readonly address: string;
  readonly subject: NotEvaluatedSubject;
  readonly cause: NotEvaluatedCause;
}

export type NotEvaluatedSubject =
  "trust-policy" | "policy" | "permissions-boundary" | "guests" | "classic-flow" | "module" | "plan";

export type NotEvaluatedCause =
  /** A setting whose value is an expression that the review does not work out. */
  | "known-when-terraform-runs"
  /** A plan does not know it. */
  | "known-after-apply"
  /** The document can be read, but for some of its values. */
  | "values-known-after-apply"
  /** Only the role's ARN is in the file. */
  | "role-outside-the-file"
  | "policy-outside-the-file"
  | { readonly managedPolicyOutsideTheFile: string }
  /** An expression of Terraform that the review does not work out, shortened. */
  | { readonly expression: string }
  | "not-a-policy"
  | "no-statements"
  | "malformed-statement"
  /** Address of what has dynamic blocks. */
  | { readonly dynamicBlocks: string }
  /** A configuration names a module, and does not hold its resources. */
  | "module-of-a-configuration"
  | "plan-with-errors";
