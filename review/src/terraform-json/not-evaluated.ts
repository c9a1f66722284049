/** What a review could not read, and why, as values: the formats put them into words. Each may matter, and is a finding. */

/** A part of the file that the review could not look into. */
export interface NotEvaluated {
  /** Of the resource or module; "plan" for a plan as a whole. */
  readonly address: string;
  readonly subject: NotEvaluatedSubject;
  readonly cause: NotEvaluatedCause;
}

export type NotEvaluatedSubject =
  | "role"
  | "trust-policy"
  | "policy"
  /** A policy that stands at a resource, such as a bucket's. */
  | "resource-policy"
  | "permissions-boundary"
  | "guests"
  | "classic-flow"
  | "sign-ins"
  | "principal-tags"
  /** The roles that a pool's attachment gives. */
  | "attached-roles"
  | "role-mappings"
  /** Which pool an attachment or a mapping of tags is for. */
  | "pool"
  /** Which role a policy is for. */
  | "role-of-policy"
  | "module"
  | "plan";

export type NotEvaluatedCause =
  /** A setting whose value is an expression that the review does not work out. */
  | "known-when-terraform-runs"
  /** A plan does not know it. */
  | "known-after-apply"
  /** The document can be read, but for values that decide what it allows. */
  | "values-known-after-apply"
  /** A plan does not know the text, and wildcards would count in it. */
  | "may-be-a-pattern"
  /** Terraform marks it as sensitive: it is not looked at. */
  | "sensitive"
  /** A list or a map that a plan does not know may hold more than the references that it names. */
  | "more-than-the-plan-names"
  /** A map of roles that a plan does not know, where the first role that it names is one for guests. */
  | "keys-of-the-map"
  /** Addresses of which it is one: which, only Terraform knows. */
  | { readonly oneOf: readonly string[] }
  /** Only the role's ARN is in the file. */
  | "role-outside-the-file"
  | "pool-outside-the-file"
  | "policy-outside-the-file"
  | { readonly managedPolicyOutsideTheFile: string }
  /** The role is to have an inline policy of this name, and the file does not hold it. */
  | { readonly inlinePolicyOutsideTheFile: string }
  /** A policy of something else lets in these roles of the pool, by their addresses. */
  | { readonly letsIn: readonly string[] }
  /** An expression of Terraform that the review does not work out, shortened. */
  | { readonly expression: string }
  /** What the simulator does not model, as a noun. */
  | { readonly notModelled: string }
  /** The resource is of a type that the review does not read. */
  | "type-not-read"
  | "not-a-policy"
  | "no-statements"
  | "malformed-statement"
  /** Address of what has dynamic blocks. */
  | { readonly dynamicBlocks: string }
  /** A configuration names a module, and does not hold its resources. */
  | "module-of-a-configuration"
  | "plan-with-errors"
  /** Some changes are left to a later plan. */
  | "incomplete-plan"
  /** This resource is. */
  | "deferred";
