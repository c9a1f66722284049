/** AWS managed policies, by their ARNs.
 *  https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html */
import type { PolicyDocument } from "./policy-document";
import { ADMINISTERING, DOCUMENTS } from "./tables/aws-managed-policies";

/** What stands behind `policy/` in the ARN of an AWS managed policy; undefined for any other text. */
export function awsManagedPolicyName(arn: string): string | undefined {
  return /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
}

/** The document, if it is known. Of another partition's policies only those are, that name no ARN of this one. */
export function awsManagedPolicyDocument(arn: string): PolicyDocument | undefined {
  const text = DOCUMENTS.get(awsManagedPolicyName(arn) ?? "");
  if (text === undefined || (!arn.startsWith("arn:aws:") && text.includes('"arn:aws:'))) return undefined;
  return JSON.parse(text) as PolicyDocument;
}

/** Whether users with the policy can give themselves any permission. */
export function isAdministering(name = ""): boolean {
  return ADMINISTERING.has(name);
}
