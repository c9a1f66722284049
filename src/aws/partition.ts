/** AWS partitions, as far as an identity pool meets them: the service principal of Amazon Cognito in a trust policy,
 *  the prefix of its condition keys and policy variables, and the first part of an ARN.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 *  https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html */

/** What {@link Partition.custom} takes. */
export interface PartitionProps {
  /** The partition as it stands in an ARN, such as `aws-iso`. */
  readonly name: string;
  /** The domain of the partition's endpoints.
   *  @default "amazonaws.com" */
  readonly dnsSuffix?: string;
  /** The service principal of Cognito identity pools, the `Federated` principal of a trust policy.
   *  @default "cognito-identity." and the DNS suffix */
  readonly cognitoPrincipal?: string;
  /** What comes before `:aud`, `:amr` and `:sub` in condition keys and policy variables.
   *  @default the same as `cognitoPrincipal` */
  readonly conditionKeyPrefix?: string;
  /** Longest role name that identity pools of this partition can take, in characters.
   *  @default 64, IAM's own limit */
  readonly maxRoleNameLength?: number;
}

/** The AWS partition that a pool lives in. Every ARN, principal, condition key and provider name comes from it. */
export class Partition {
  /** The commercial regions. */
  static readonly AWS = new Partition({ name: "aws" });

  /** AWS GovCloud (US-West). */
  static readonly AWS_US_GOV_WEST = new Partition({
    name: "aws-us-gov",
    cognitoPrincipal: "cognito-identity-us-gov.amazonaws.com",
  });

  /** AWS GovCloud (US-East). Identity pools there can fail to take a role whose name is longer than 20 characters.
   *  @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html */
  static readonly AWS_US_GOV_EAST = new Partition({
    name: "aws-us-gov",
    cognitoPrincipal: "cognito-identity.us-gov-east-1.amazonaws.com",
    maxRoleNameLength: 20,
  });

  /** The China (Beijing) region, the only one of its partition with identity pools. It has no user pools.
   *  AWS's own pages write the condition keys' prefix in two ways; where this one does not hold,
   *  {@link Partition.custom} takes the other. */
  static readonly AWS_CN = new Partition({
    name: "aws-cn",
    dnsSuffix: "amazonaws.com.cn",
    cognitoPrincipal: "cognito-identity.cn-north-1.amazonaws.com.cn",
  });

  /** A partition that is not listed here, or one whose names differ from the ones above. */
  static custom(props: PartitionProps): Partition {
    return new Partition(props);
  }

  /** The partition of a region.
   *  @param region such as `us-gov-west-1`; one that is not of GovCloud or China is taken for a commercial one */
  static ofRegion(region: string): Partition {
    if (region === "us-gov-west-1") return Partition.AWS_US_GOV_WEST;
    if (region === "us-gov-east-1") return Partition.AWS_US_GOV_EAST;
    return region.startsWith("cn-") ? Partition.AWS_CN : Partition.AWS;
  }

  readonly name: string;
  readonly dnsSuffix: string;
  readonly cognitoPrincipal: string;
  readonly conditionKeyPrefix: string;
  readonly maxRoleNameLength: number;

  private constructor(props: PartitionProps) {
    const { name, dnsSuffix = "amazonaws.com", maxRoleNameLength = 64 } = props;
    const { cognitoPrincipal = `cognito-identity.${dnsSuffix}` } = props;
    const { conditionKeyPrefix = cognitoPrincipal } = props;
    this.name = name;
    this.dnsSuffix = dnsSuffix;
    this.cognitoPrincipal = cognitoPrincipal;
    this.conditionKeyPrefix = conditionKeyPrefix;
    this.maxRoleNameLength = maxRoleNameLength;
  }

  /** The policy variable that holds the identity id of the caller, in the spelling of `aws_iam_policy_document`:
   *  `&{...:sub}` there becomes `${...:sub}` in the policy that IAM reads. */
  get identityId(): string {
    return `&{${this.conditionKeyPrefix}:sub}`;
  }
}
