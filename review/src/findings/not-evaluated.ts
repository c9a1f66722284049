import type { NotEvaluated, NotEvaluatedCause } from "../terraform-json/not-evaluated";
import type { Finding } from "./finding";
import { notEvaluatedWords, subjectWords } from "./not-evaluated-words";

/** What could not be read may allow anything: a gate that passed it would be open. */
export function notEvaluated(unread: NotEvaluated): Finding {
  return {
    id: "not-evaluated",
    severity: "high",
    title: `Not evaluated: ${subjectWords(unread.subject)}`,
    reason: `${capitalized(notEvaluatedWords(unread))}. It may allow more than this review shows.`,
    fix: fixOf(unread.cause),
    address: unread.address,
  };
}

const LOOK = "Look at it yourself, and accept this finding with your reason";

function fixOf(cause: NotEvaluatedCause): string {
  if (typeof cause === "object") {
    if ("oneOf" in cause || "dynamicBlocks" in cause)
      return `Refer to it directly, review the state after the apply, or: ${lower(LOOK)}.`;
    if ("expression" in cause)
      return `Review a plan or a state, in which Terraform has worked it out, or: ${lower(LOOK)}.`;
    if ("notModelled" in cause) return `${LOOK}.`;
    return `Add a data source or a resource for it to the configuration, or: ${lower(LOOK)}.`;
  }
  switch (cause) {
    case "known-when-terraform-runs":
    case "module-of-a-configuration":
      return "Review a plan or a state, in which Terraform has worked it out.";
    case "known-after-apply":
    case "values-known-after-apply":
    case "more-than-the-plan-names":
      return `Write it as a data aws_iam_policy_document or a direct reference, which a plan shows, review the state after the apply, or: ${lower(LOOK)}.`;
    case "role-outside-the-file":
    case "pool-outside-the-file":
    case "policy-outside-the-file":
      return `Review the configuration that makes it too. ${LOOK} here.`;
    case "plan-with-errors":
      return "Mend what Terraform reports, and review the next plan.";
    case "incomplete-plan":
    case "deferred":
      return "Review the plan that completes it before its changes are applied.";
    case "sensitive":
    case "not-a-policy":
    case "no-statements":
    case "malformed-statement":
      return `${LOOK}.`;
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
