/** ARNs of what IAM holds.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
import type { Partition } from "../aws/partition";
import { known } from "../terraform/tokens";

const PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html";

export type IamResourceType = "role" | "policy" | "oidc-provider" | "saml-provider";

/** What is wrong with the ARN of an IAM resource that something in this partition refers to. */
export function problemsWithIamArn(
  setting: string,
  arn: string | undefined,
  type: IamResourceType,
  partition: Partition,
): string[] {
  if (arn === undefined || !known(arn)) return [];
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
