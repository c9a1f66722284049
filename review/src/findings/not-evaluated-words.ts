/** What could not be evaluated, in words: for the finding and for every format. */
import type { NotEvaluated, NotEvaluatedCause, NotEvaluatedSubject } from "../terraform-json/not-evaluated";

const SUBJECTS: Readonly<Record<NotEvaluatedSubject, string>> = {
  role: "a role",
  "trust-policy": "the trust policy",
  policy: "a policy",
  "resource-policy": "the policy of a resource",
  "permissions-boundary": "the permissions boundary",
  guests: "whether guests are allowed",
  "classic-flow": "whether the classic flow is allowed",
  "sign-ins": "who can sign in",
  "principal-tags": "the principal tags",
  "attached-roles": "which roles the pool's users get",
  "role-mappings": "the role mappings",
  pool: "which pool this is for",
  "role-of-policy": "which role this policy is for",
  module: "the module",
  plan: "the plan",
};

export function subjectWords(subject: NotEvaluatedSubject): string {
  return SUBJECTS[subject];
}

/** What could not be evaluated, and why. */
export function notEvaluatedWords({ subject, cause }: NotEvaluated): string {
  return `${SUBJECTS[subject]}: ${causeWords(cause)}`;
}

export function causeWords(cause: NotEvaluatedCause): string {
  if (typeof cause === "object") {
    if ("expression" in cause) return `only Terraform can work out its text, ${cause.expression}`;
    if ("dynamicBlocks" in cause) return `${cause.dynamicBlocks} has dynamic blocks`;
    if ("oneOf" in cause) return `only Terraform knows which of these it is: ${cause.oneOf.join(", ")}`;
    if ("letsIn" in cause) {
      return `it lets in ${cause.letsIn.join(", ")}, and the review does not follow what their users get by it`;
    }
    if ("inlinePolicyOutsideTheFile" in cause) {
      return `the inline policy ${cause.inlinePolicyOutsideTheFile} is not in the file`;
    }
    if ("notModelled" in cause) return `the review does not model ${cause.notModelled}`;
    return `the managed policy ${cause.managedPolicyOutsideTheFile} is not in the file`;
  }
  return CAUSES[cause];
}

const CAUSES: Readonly<Record<Extract<NotEvaluatedCause, string>, string>> = {
  "known-when-terraform-runs": "known only when Terraform runs",
  "known-after-apply": "known only after apply",
  "values-known-after-apply": "values that decide what it allows are known only after apply",
  "may-be-a-pattern":
    "the plan does not show what it compares the pool's id with, and a wildcard in it would let in other pools",
  sensitive: "Terraform marks it as sensitive, so the review neither reads nor shows it",
  "more-than-the-plan-names": "the plan names the references in it, but not what else may be in it",
  "keys-of-the-map":
    "the plan does not show under which key a role is, and the first one that it names may be for guests",
  "role-outside-the-file": "the role is not in the file",
  "pool-outside-the-file": "the pool is not in the file",
  "policy-outside-the-file": "the policy is not in the file",
  "type-not-read": "the review does not read resources of this type",
  "not-a-policy": "the text is not a policy",
  "no-statements": "the policy has no statements",
  "malformed-statement": "the policy has a statement that IAM would not store",
  "module-of-a-configuration": "a module's resources are only in a plan or a state",
  "plan-with-errors": "Terraform met an error while it planned, so parts may be missing",
  "incomplete-plan": "some changes are left to a later plan (deferred changes, or -target)",
  deferred: "Terraform leaves it to a later plan",
};
