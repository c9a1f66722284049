import type { NotEvaluated } from "../terraform-json/not-evaluated";
import type { Finding } from "./finding";
import { notEvaluatedWords, subjectWords } from "./not-evaluated-words";

/** What could not be read may allow anything, so a gate must not pass it. */
export function notEvaluated(unread: NotEvaluated): Finding {
  return {
    id: "not-evaluated",
    severity: "high",
    title: `Not evaluated: ${subjectWords(unread.subject)}`,
    reason: `${capitalized(notEvaluatedWords(unread))}. It may allow more than this review shows.`,
    fix: fixOf(unread),
    address: unread.address,
  };
}

const LOOK = "look at it yourself and accept this finding with a reason";

function fixOf({ cause, subject }: Pick<NotEvaluated, "cause" | "subject">): string {
  if (typeof cause === "object") {
    if ("oneOf" in cause || "dynamicBlocks" in cause)
      return `Refer to it directly, review the state after the apply, or ${LOOK}.`;
    if ("expression" in cause) return `Review a plan that knows it, or the state after the apply, or ${LOOK}.`;
    if ("letsIn" in cause)
      return `Grant what users need in a policy of their role, which the review reads, or ${LOOK}.`;
    if ("notModelled" in cause) return `${capitalized(LOOK)}.`;
    return `Add a data source or a resource for it to the configuration, or ${LOOK}.`;
  }
  switch (cause) {
    case "known-when-terraform-runs":
    case "module-of-a-configuration":
      return "Review a plan or a state, in which Terraform has worked it out.";
    case "values-known-after-apply":
      if (subject !== "trust-policy")
        return `Build its ARNs from what Terraform knows when it plans, such as arn:aws:s3:::\${aws_s3_bucket.files.bucket}/*, review the state after the apply, or ${LOOK}.`;
      return `Compare aud with the id of one pool, and amr with plain texts, review the state after the apply, or ${LOOK}.`;
    case "known-after-apply":
      return `Write it as a data aws_iam_policy_document or as a direct reference, because a plan shows these, review the state after the apply, or ${LOOK}.`;
    case "may-be-a-pattern":
      return `Compare aud with StringEquals, which knows no wildcards, review the state after the apply, or ${LOOK}.`;
    case "more-than-the-plan-names":
      return `Until all that it refers to is made, a plan shows neither its keys nor an ARN that is written in it as text: compare it with the configuration, review the state after the apply, or ${LOOK}.`;
    case "keys-of-the-map":
      return `Make sure that the two are not swapped. Write authenticated before unauthenticated, since a plan shows their order, review the state after the apply, or ${LOOK}.`;
    case "role-outside-the-file":
    case "pool-outside-the-file":
    case "policy-outside-the-file":
      return "Review the configuration that makes it too. Then accept this finding here, with a reason.";
    case "type-not-read":
      return `Make it with the AWS provider's own resource, or ${LOOK}.`;
    case "plan-with-errors":
      return "Correct what Terraform reports, and review the next plan.";
    case "incomplete-plan":
    case "deferred":
      return "Before you apply the changes that are left, review the plan that has them.";
    case "sensitive":
    case "not-a-policy":
    case "no-statements":
    case "malformed-statement":
      return `${capitalized(LOOK)}.`;
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
