/** The layout of Amplify's storage: `public/` for everyone, `protected/ID/` for all to read, `private/ID/` for oneself.
 *  https://docs.amplify.aws/gen1/javascript/build-a-backend/storage/configure-access/ */
import { Partition } from "../aws/partition";
import type { PolicyStatement } from "./policy-statement";

export interface AmplifyStorageOptions {
  /** Name of the bucket: 3 to 63 characters. */
  readonly bucketName: string;
  /** The partition that the bucket and the pool are in.
   *  @default Partition.AWS */
  readonly partition?: Partition;
}

/** Reading and writing what is public or one's own, reading what others protect, and listing no more than that. What is
 *  public can be replaced and deleted by everyone who has this grant. */
export function amplifyStorage(options: AmplifyStorageOptions): PolicyStatement[] {
  const { bucketName, partition = Partition.AWS } = options;
  const { name, identityId } = partition;
  const bucket = `arn:${name}:s3:::${bucketName}`;
  return [
    {
      sid: "AmplifyFiles",
      effect: "Allow",
      actions: [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
      ],
      resources: [`${bucket}/public/*`, `${bucket}/protected/${identityId}/*`, `${bucket}/private/${identityId}/*`],
    },
    {
      sid: "AmplifyProtectedFilesOfOthers",
      effect: "Allow",
      actions: ["s3:GetObject"],
      resources: [`${bucket}/protected/*`],
    },
    {
      sid: "AmplifyList",
      effect: "Allow",
      actions: ["s3:ListBucket"],
      resources: [bucket],
      condition: [
        {
          test: "StringLike",
          variable: "s3:prefix",
          values: [
            "public/",
            "public/*",
            "protected/",
            "protected/*",
            `private/${identityId}/`,
            `private/${identityId}/*`,
          ],
        },
      ],
    },
  ];
}
