/** The region, account and partition of the resources of a grant. */
import { Partition } from "../aws/partition";

/** Where a resource of a grant lives.
 *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Location {
  /** Region of the resource.
   *  @default "*", any region
   *  @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
  readonly region?: string;
  /** Id of the account that the resource belongs to.
   *  @default "*", any account
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly accountId?: string;
  /** The AWS partition of the resource and of the pool.
   *  @default Partition.AWS
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition?: Partition;
}

/** The ARN of a resource there. */
export function arnAt(
  { region = "*", accountId = "*", partition = Partition.AWS }: Location,
  service: string,
  resource: string,
): string {
  return `arn:${partition.name}:${service}:${region}:${accountId}:${resource}`;
}
