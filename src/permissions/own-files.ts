/** A user's own objects in a bucket: those whose key begins with the user's identity id, or with another owner.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 *  https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html */
import { limits } from "../aws/limits";
import { Partition } from "../aws/partition";
import { flagRule, nameRule, oneOfRule, optional, placeRules, textRule } from "../checks/option-rules";
import { encryptionRules, problemsWithEncryption, useOfKey } from "./encryption-key";
import type { Encrypted } from "./encryption-key";
import { ownedBy, ownerRule, WITHOUT_OWNER } from "./owner";
import type { Owned } from "./owner";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link ownFiles} takes.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export interface OwnFilesOptions extends Owned, Encrypted {
  /** Name of the bucket: 3 to 63 characters.
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  readonly bucketName: string;
  /** What the keys have before the owner, such as `private/`: with the slash, and without one at the beginning.
   *  @default "", the key begins with the owner
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
  readonly prefix?: string;
  /** `read` gives GetObject, and ListBucket where `list` does not say otherwise; `write` gives PutObject, DeleteObject and
   *  what large uploads need (AbortMultipartUpload, ListMultipartUploadParts).
   *  @default "read-write"
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
  readonly access?: "read" | "write" | "read-write";
  /** What follows the owner in a key: `/` for a folder of the user's own, `-` for the guide's `ID-TIMESTAMP-FILENAME`,
   *  nothing for both. Identity ids have one length, so that none begins with another.
   *  @default "/"
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
  readonly keySeparator?: "/" | "-" | "";
  /** Whether users may list what is their own: a list must ask for the prefix of the owner, with or without the separator.
   *  @default true with `read` and `read-write`, false with `write`
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
  readonly list?: boolean;
  /** The partition that the bucket and the pool are in.
   *  @default Partition.AWS
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition?: Partition;
}

const S3_PAGE = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html";
const KEYS_PAGE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html";

const RULES = {
  bucketName: nameRule(limits.bucketName, "the name of the bucket"),
  prefix: optional(
    textRule(
      // `private` without its slash would be followed by the id at once: no app writes `privateus-east-1:...`.
      new RegExp(`^(?!/|arn:)${WITHOUT_OWNER}[^*?]*(?<![A-Za-z0-9])$`),
      "what the keys begin with, such as private/, with a slash at its end and none at its beginning, without * and ?, and without the identity id, which follows by itself",
      KEYS_PAGE,
    ),
  ),
  access: optional(oneOfRule(["read", "write", "read-write"], S3_PAGE)),
  keySeparator: optional(oneOfRule(["/", "-", ""], KEYS_PAGE)),
  list: flagRule(S3_PAGE),
  ...encryptionRules,
  owner: ownerRule,
  partition: placeRules.partition,
};

const READ = ["s3:GetObject"];
const WRITE = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];

/** The everyday actions on the user's own objects.
 *
 *  Not covered is the rest of what `s3:*` brings: access control lists, versions, tags, retention, legal holds, replication,
 *  and the bucket itself; nor the list of uploads that were begun (ListBucketMultipartUploads), which shows everybody's.
 *  S3 answers AccessDenied, not NoSuchKey, for an object that is not there: to learn that much, a user would have to be
 *  allowed to list the whole bucket.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#ownfiles */
export function ownFiles(options: OwnFilesOptions): PolicyStatement[] {
  return checked(
    "ownFiles",
    options,
    RULES,
    () => statements(options),
    () => problemsWithEncryption(options),
  );
}

function statements(options: OwnFilesOptions): PolicyStatement[] {
  const { bucketName, prefix = "", access = "read-write", keySeparator = "/", partition = Partition.AWS } = options;
  const { owner = partition.identityId, list = access !== "write" } = options;
  const bucketArn = `arn:${partition.name}:s3:::${bucketName}`;
  const own = `${prefix}${owner}`;
  const objects = `${bucketArn}/${own}${keySeparator}*`;
  return ownedBy(
    "ownFiles",
    options.owner,
    [
      {
        sid: "OwnFiles",
        effect: "Allow",
        actions: [...(access === "write" ? [] : READ), ...(access === "read" ? [] : WRITE)],
        resources: [objects],
      },
      ...(list
        ? [
            {
              sid: "OwnFilesList",
              effect: "Allow",
              actions: ["s3:ListBucket"],
              resources: [bucketArn],
              condition: [
                {
                  test: "StringLike",
                  variable: "s3:prefix",
                  // The first also without what follows: clients leave out the slash of a folder. The second has it alone too.
                  values: keySeparator === "" ? [`${own}*`] : [own, `${own}${keySeparator}*`],
                },
              ],
            },
          ]
        : []),
      ...useOfKey(options, {
        sid: "OwnFilesKey",
        access: access === "read" ? "read" : "write",
        partition,
        bucketArn,
        objectArns: [objects],
      }),
    ],
    list || keySeparator !== "/" ? "the first user reaches the other's keys" : undefined,
  );
}
