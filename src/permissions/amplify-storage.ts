/** The layout of Amplify's storage: `public/` for everyone, `protected/ID/` for all to read, `private/ID/` for oneself.
 *  https://docs.amplify.aws/gen1/javascript/build-a-backend/storage/configure-access/ */
import { limits } from "../aws/limits";
import { Partition } from "../aws/partition";
import { nameRule, oneOfRule, optional, placeRules } from "../checks/option-rules";
import { encryptionRules, problemsWithEncryption, useOfKey } from "./encryption-key";
import type { Encrypted } from "./encryption-key";
import { ownedBy, ownerRule } from "./owner";
import type { Owned } from "./owner";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link amplifyStorage} takes.
 *  @see https://docs.amplify.aws/gen1/javascript/build-a-backend/storage/configure-access/ */
export interface AmplifyStorageOptions extends Owned, Encrypted {
  /** Name of the bucket: 3 to 63 characters.
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  readonly bucketName: string;
  /** `read` is what Amplify gives to guests: reading and listing what is public or protected, and no files of their own.
   *  @default "read-write", what Amplify gives to those who signed in
   *  @see https://docs.amplify.aws/gen1/javascript/build-a-backend/storage/configure-access/ */
  readonly access?: "read" | "read-write";
  /** The partition that the bucket and the pool are in.
   *  @default Partition.AWS
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition?: Partition;
}

const PAGE = "https://docs.amplify.aws/gen1/javascript/build-a-backend/storage/configure-access/";

const RULES = {
  bucketName: nameRule(limits.bucketName, "the name of the bucket"),
  access: optional(oneOfRule(["read", "read-write"], PAGE)),
  ...encryptionRules,
  owner: ownerRule,
  partition: placeRules.partition,
};

const WRITE = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:DeleteObject",
  "s3:AbortMultipartUpload",
  "s3:ListMultipartUploadParts",
];

/** Reading and writing public files and the user's own, reading what others protect, and listing no more than that.
 *
 *  What is public can be replaced and deleted by everyone who has this grant with `read-write`. Not covered: paths outside
 *  the three, such as Amplify Gen 2 lets an app choose (`ownFiles` is for those), and whatever `ownFiles` does not cover.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#amplifystorage */
export function amplifyStorage(options: AmplifyStorageOptions): PolicyStatement[] {
  return checked(
    "amplifyStorage",
    options,
    RULES,
    () => (options.access === "read" ? statementsToRead(options) : statementsToWrite(options)),
    () => problemsWithEncryption(options),
  );
}

function statementsToRead(options: AmplifyStorageOptions): PolicyStatement[] {
  const { partition = Partition.AWS } = options;
  const bucketArn = arnOfBucket(options);
  const shared = [`${bucketArn}/public/*`, `${bucketArn}/protected/*`];
  return [
    { sid: "AmplifyRead", effect: "Allow", actions: ["s3:GetObject"], resources: shared },
    listOfShared(bucketArn),
    ...useOfKey(options, { sid: "AmplifyReadKey", access: "read", partition, bucketArn, objectArns: shared }),
  ];
}

function statementsToWrite(options: AmplifyStorageOptions): PolicyStatement[] {
  const { partition = Partition.AWS } = options;
  const { owner = partition.identityId } = options;
  const bucketArn = arnOfBucket(options);
  const protectedOfOthers = `${bucketArn}/protected/*`;
  const own = [`${bucketArn}/protected/${owner}/*`, `${bucketArn}/private/${owner}/*`];
  const key = { partition, bucketArn };
  return ownedBy(
    "amplifyStorage",
    options.owner,
    [
      { sid: "AmplifyFiles", effect: "Allow", actions: WRITE, resources: [`${bucketArn}/public/*`, ...own] },
      {
        sid: "AmplifyProtectedFilesOfOthers",
        effect: "Allow",
        actions: ["s3:GetObject"],
        resources: [protectedOfOthers],
      },
      ...listsOfSharedAndOwn(bucketArn, owner, options.owner !== undefined),
      ...useOfKey(options, { ...key, sid: "AmplifyPublicKey", access: "write", objectArns: [`${bucketArn}/public/*`] }),
      ...useOfKey(options, { ...key, sid: "AmplifyOwnKey", access: "write", objectArns: own }),
      ...useOfKey(options, { ...key, sid: "AmplifyReadKey", access: "read", objectArns: [protectedOfOthers] }),
    ],
    // Each of the three layouts has a slash behind the owner: none reaches another whose text begins alike.
    undefined,
  );
}

function arnOfBucket({ bucketName, partition = Partition.AWS }: AmplifyStorageOptions): string {
  return `arn:${partition.name}:s3:::${bucketName}`;
}

const SHARED = ["public/", "public/*", "protected/", "protected/*"];

function listOfShared(bucketArn: string): PolicyStatement {
  return listOf("AmplifyList", bucketArn, SHARED);
}

/** Each session has an identity id, but may lack a tag: a variable without a value must not make void what does not depend
 *  on it, and AWS's pages do not say that it does not. */
function listsOfSharedAndOwn(bucketArn: string, owner: string, mayBeMissing: boolean): PolicyStatement[] {
  const own = [`private/${owner}/`, `private/${owner}/*`];
  return mayBeMissing
    ? [listOfShared(bucketArn), listOf("AmplifyOwnList", bucketArn, own)]
    : [listOf("AmplifyList", bucketArn, [...SHARED, ...own])];
}

function listOf(sid: string, bucketArn: string, prefixes: string[]): PolicyStatement {
  return {
    sid,
    effect: "Allow",
    actions: ["s3:ListBucket"],
    resources: [bucketArn],
    condition: [{ test: "StringLike", variable: "s3:prefix", values: prefixes }],
  };
}
