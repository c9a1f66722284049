/** AWS partitions, and of each what an identity pool needs: the service principal of Amazon Cognito in a trust policy,
 *  the prefix of its condition keys and policy variables, and the first part of an ARN.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 *  https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html */
import { limits } from "./limits";

/** The partitions by their regions' names, in the order in which they are asked. Where Cognito's names are in none of AWS's
 *  pages, the partition is known by its name alone.
 *  https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json */
const partitionsByRegion: readonly (readonly [regions: RegExp, name: string, dnsSuffix: string])[] = [
  [/^(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-[0-9]+$/, "aws", "amazonaws.com"],
  [/^us-gov-[a-z]+-\d+$/, "aws-us-gov", "amazonaws.com"],
  [/^cn-[a-z]+-\d+$/, "aws-cn", "amazonaws.com.cn"],
  [/^eusc-[a-z]+-[a-z]+-\d+$/, "aws-eusc", "amazonaws.eu"],
  [/^us-iso-[a-z]+-\d+$/, "aws-iso", "c2s.ic.gov"],
  [/^us-isob-[a-z]+-\d+$/, "aws-iso-b", "sc2s.sgov.gov"],
  [/^eu-isoe-[a-z]+-\d+$/, "aws-iso-e", "cloud.adc-e.uk"],
  [/^us-isof-[a-z]+-\d+$/, "aws-iso-f", "csp.hci.ic.gov"],
];

/** What {@link Partition.custom} takes.
 *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface PartitionProps {
  /** The partition as it stands in an ARN, such as `aws-iso`.
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly name: string;
  /** The domain of the partition's endpoints.
   *  @default "amazonaws.com"
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly dnsSuffix?: string;
  /** The service principal of Cognito identity pools, the `Federated` principal of a trust policy.
   *  @default "cognito-identity." and the DNS suffix
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly cognitoPrincipal?: string;
  /** What comes before `:aud`, `:amr` and `:sub` in condition keys and policy variables.
   *  @default the same as `cognitoPrincipal`
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly conditionKeyPrefix?: string;
  /** Longest role name that identity pools of this partition can take, in characters: 1 to 64.
   *  @default 64, IAM's own limit
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly maxRoleNameLength?: number;
}

const { max: LONGEST_ROLE_NAME } = limits.roleName;

/** Whether IAM can have role names of this length. */
export function isRoleNameLength(value: unknown): value is number {
  return Number.isInteger(value) && 1 <= Number(value) && Number(value) <= LONGEST_ROLE_NAME;
}

interface PartitionOrigin {
  readonly isCustom?: boolean;
  readonly unknownRegion?: string;
}

/** The AWS partition that a pool lives in. Every ARN, principal, condition key and provider name comes from it.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/partitions.md */
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

  /** A partition that is not listed here, or one whose names differ from the ones above. A mistake in the names is reported by
   *  the pool that uses them, with its other problems.
   *  @example Partition.custom({ name: "aws-iso", dnsSuffix: "c2s.ic.gov" }) */
  static custom(props: PartitionProps): Partition {
    return new Partition(props, { isCustom: true });
  }

  /** The partition of a region. AWS's sovereign and secret regions (eusc, iso and the like) have names for Cognito that AWS's
   *  public pages do not say: a pool refuses their partition. Give the names to {@link Partition.custom}.
   *  @param region such as `us-gov-west-1`; one of no known form is taken for a commercial one
   *  @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
  static ofRegion(region: string): Partition {
    if (region === "us-gov-west-1") return Partition.AWS_US_GOV_WEST;
    if (region === "us-gov-east-1") return Partition.AWS_US_GOV_EAST;
    const [, name = "aws", dnsSuffix] = partitionsByRegion.find(([regions]) => regions.test(region)) ?? [];
    if (name === "aws") return Partition.AWS;
    if (name === "aws-cn") return Partition.AWS_CN;
    return new Partition({ name, dnsSuffix }, { unknownRegion: region });
  }

  /** The partition as it stands in an ARN, such as `aws-us-gov`. */
  readonly name: string;
  /** The domain of the partition's endpoints, such as `amazonaws.com.cn`. */
  readonly dnsSuffix: string;
  /** The `Federated` principal of a trust policy, such as `cognito-identity.amazonaws.com`. */
  readonly cognitoPrincipal: string;
  /** What comes before `:aud`, `:amr` and `:sub` in condition keys and policy variables. */
  readonly conditionKeyPrefix: string;
  /** Longest name of a role that identity pools of this partition can take, in characters. */
  readonly maxRoleNameLength: number;
  /** What it was made from. */
  readonly props: PartitionProps;
  /** Whether {@link Partition.custom} made it. */
  readonly isCustom: boolean;
  /** The region that was asked for, where what Cognito is called there is not known: a pool there is refused. */
  readonly unknownRegion?: string;

  private constructor(props: PartitionProps, { isCustom = false, unknownRegion }: PartitionOrigin = {}) {
    // Plain JavaScript can give nothing: the pool that uses the partition says so.
    const {
      name,
      dnsSuffix = "amazonaws.com",
      maxRoleNameLength,
    } = (props as PartitionProps | undefined) ?? { name: "" };
    const { cognitoPrincipal = `cognito-identity.${dnsSuffix}`, conditionKeyPrefix = cognitoPrincipal } =
      (props as PartitionProps | undefined) ?? {};
    this.props = props;
    this.isCustom = isCustom;
    this.unknownRegion = unknownRegion;
    this.name = name;
    this.dnsSuffix = dnsSuffix;
    this.cognitoPrincipal = cognitoPrincipal;
    this.conditionKeyPrefix = conditionKeyPrefix;
    this.maxRoleNameLength = isRoleNameLength(maxRoleNameLength) ? maxRoleNameLength : LONGEST_ROLE_NAME;
  }

  /** The names of the partition's regions, where they are known: one for JavaScript and Terraform (RE2) alike. */
  get regions(): RegExp | undefined {
    if (this === Partition.AWS_US_GOV_WEST) return /^us-gov-west-1$/;
    if (this === Partition.AWS_US_GOV_EAST) return /^us-gov-east-1$/;
    return this.isCustom ? undefined : partitionsByRegion.find(([, name]) => name === this.name)?.[0];
  }

  /** The policy variable that holds the identity id of the caller, in the spelling of `aws_iam_policy_document`:
   *  `&{...:sub}` there becomes `${...:sub}` in the policy that IAM reads. */
  get identityId(): string {
    return `&{${this.conditionKeyPrefix}:sub}`;
  }
}
