/** ARNs of what IAM holds.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
import type { IConstruct } from "constructs";
import type { Partition } from "../aws/partition";
import { terraformText } from "../terraform/terraform-text";
import { known } from "../terraform/tokens";
import { problemsWithMissingValue } from "./missing-value";
import { isNoArn, referenceIn } from "./reference";

const PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html";

const NOUNS = {
  role: "role",
  policy: "policy",
  "oidc-provider": "OpenID Connect provider",
  "saml-provider": "SAML provider",
};

export type IamResourceType = keyof typeof NOUNS;

/** What is wrong with the ARN of an IAM resource that something in this partition refers to.
 *  @param scope a construct of the stack that the ARN is given in */
export function problemsWithIamArn(
  scope: IConstruct,
  setting: string,
  arn: string | undefined,
  type: IamResourceType,
  partition: Partition,
): string[] {
  if (arn === undefined) return [];
  const reference = referenceIn(arn, (value) => terraformText(scope, value));
  if (reference !== undefined && isNoArn(reference)) {
    return [
      `${setting} is ${JSON.stringify(reference.text)}, which is no ARN: give the attribute \`arn\` of the ${NOUNS[type]}. See ${PAGE}`,
    ];
  }
  const missing = problemsWithMissingValue(setting, arn, "the whole ARN", PAGE);
  if (missing.length > 0) return missing;
  if (!known(arn)) return [];
  // AWS's own managed policies have "aws" where others have an account.
  const account = type === "policy" ? "(?:\\d{12}|aws)" : "\\d{12}";
  const [, partitionOfArn] = new RegExp(`^arn:([\\w-]+):iam::${account}:${type}/[!-~]+$`).exec(arn) ?? [];
  if (partitionOfArn === undefined) {
    const ofAws = type === "policy" ? `, or of AWS's own policies arn:${partition.name}:iam::aws:policy/NAME` : "";
    return [
      `${setting} is ${JSON.stringify(arn)}: give an ARN of the form arn:${partition.name}:iam::ACCOUNT:${type}/NAME${ofAws}. See ${PAGE}`,
    ];
  }
  if (partitionOfArn === partition.name) return [];
  return [
    `${setting} is ${JSON.stringify(arn)}, of the partition ${partitionOfArn}: the pool is in the partition ${partition.name}, and reaches nothing in another. ` +
      `Give an ARN of the pool's partition, or correct the pool's \`partition\`. See ${PAGE}`,
  ];
}
