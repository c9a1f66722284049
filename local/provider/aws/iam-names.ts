/** Names of IAM's roles and policies. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
import { all, length, pattern, type Check } from "../checks";

/** Characters that the AWS provider puts behind a name_prefix. */
const SUFFIX = 26;

export function iamName(max: number): Check {
  return all(length(1, max), pattern(/^[\w+=,.@-]*$/, String.raw`must match [\w+=,.@-]`));
}

export function iamNamePrefix(max: number): Check {
  return iamName(max - SUFFIX);
}
