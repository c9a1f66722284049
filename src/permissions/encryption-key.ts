/** Using the KMS key of a bucket: S3 asks KMS on behalf of the user, who needs the permission himself.
 *  https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 *  https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
import { arnRule, flagRule, optional } from "../checks/option-rules";
import type { Reference } from "../checks/reference";
import type { Partition } from "../aws/partition";
import { split } from "../terraform/tokens";
import type { PolicyStatement } from "./policy-statement";

/** How what is stored is encrypted.
 *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
export interface Encrypted {
  /** ARN of the KMS key that the bucket encrypts with: `arn:aws:kms:REGION:ACCOUNT:key/ID`, not that of an alias. The key's own
   *  policy must let the account's IAM policies decide, as the default one does.
   *  @default none, the bucket has no KMS key of its own
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
  readonly kmsKeyArn?: string;
  /** Whether the bucket has a bucket key. KMS is then asked about the whole bucket, not about the object: only S3's part of the
   *  grant limits users to their own objects. Objects that were written before it was on stay readable.
   *  @default false, as in Terraform's `bucket_key_enabled`
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html */
  readonly bucketKey?: boolean;
}

const PAGE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html";

export const encryptionRules = {
  kmsKeyArn: optional(arnRule("kms", /key\/[\w*-]+/, "kms:REGION:ACCOUNT:key/ID", PAGE, isOfAlias)),
  bucketKey: flagRule("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html"),
};

/** IAM compares the key's own ARN, not that of its alias. `target_key_arn` is the key's. */
function isOfAlias({ type, attribute }: Reference): boolean {
  return type === "aws_kms_alias" && attribute !== "target_key_arn";
}

/** What is wrong with the two together. */
export function problemsWithEncryption({ kmsKeyArn, bucketKey }: Encrypted): string[] {
  return bucketKey !== undefined && kmsKeyArn === undefined
    ? [`bucketKey is ${bucketKey} and kmsKeyArn is missing: give the key's ARN, or leave out both. See ${PAGE}`]
    : [];
}

interface KeyUse {
  readonly sid: string;
  /** What happens to the objects: an upload in parts reads what it wrote, so that writing decrypts too. */
  readonly access: "read" | "write";
  readonly partition: Partition;
  /** ARNs of the bucket and of its objects, patterns as IAM has them. */
  readonly bucketArn: string;
  readonly objectArns: readonly string[];
}

/** The use of the key for these objects, only through S3; no statements if there is no key. */
export function useOfKey({ kmsKeyArn, bucketKey = false }: Encrypted, use: KeyUse): PolicyStatement[] {
  if (kmsKeyArn === undefined) return [];
  const { sid, access, partition, bucketArn, objectArns } = use;
  return [
    {
      sid,
      effect: "Allow",
      actions: access === "read" ? ["kms:Decrypt"] : ["kms:GenerateDataKey", "kms:Decrypt"],
      resources: [kmsKeyArn],
      condition: [
        {
          test: "StringEquals",
          variable: "kms:ViaService",
          // A key and the bucket that it encrypts are in one region.
          values: [`s3.${split(kmsKeyArn, ":", 3)}.${partition.dnsSuffix}`],
        },
        {
          test: "StringLike",
          variable: "kms:EncryptionContext:aws:s3:arn",
          values: bucketKey ? [bucketArn, ...objectArns] : [...objectArns],
        },
      ],
    },
  ];
}
