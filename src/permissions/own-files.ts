/** Objects of one's own in a bucket: those whose key begins with one's identity id.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
import { Partition } from "../aws/partition";
import type { PolicyStatement } from "./policy-statement";

export interface OwnFilesOptions {
  /** Name of the bucket: 3 to 63 characters. */
  readonly bucketName: string;
  /** What the keys have before the identity id, such as `private/`.
   *  @default "", the key begins with the identity id */
  readonly prefix?: string;
  /** `read` gives GetObject; `write` gives PutObject, DeleteObject and what large uploads need
   *  (AbortMultipartUpload, ListMultipartUploadParts).
   *  @default "read-write" */
  readonly access?: "read" | "write" | "read-write";
  /** What follows the identity id in a key: `/` for a folder of one's own, `-` for the guide's `ID-TIMESTAMP-FILENAME`,
   *  nothing for both. Identity ids have one length, so that none begins with another.
   *  @default "/" */
  readonly keySeparator?: "/" | "-" | "";
  /** The partition that the bucket and the pool are in.
   *  @default Partition.AWS */
  readonly partition?: Partition;
}

const actions = {
  read: ["s3:GetObject"],
  write: ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
};

/** The everyday actions on one's own objects. Not granted is the rest of what `s3:*` brings: access control lists,
 *  versions, tags, retention, legal holds, replication, and the bucket itself. */
export function ownFiles(options: OwnFilesOptions): PolicyStatement[] {
  const { bucketName, prefix = "", access = "read-write", keySeparator = "/", partition = Partition.AWS } = options;
  return [
    {
      sid: "OwnFiles",
      effect: "Allow",
      actions: access === "read-write" ? [...actions.read, ...actions.write] : actions[access],
      resources: [`arn:${partition.name}:s3:::${bucketName}/${prefix}${partition.identityId}${keySeparator}*`],
    },
  ];
}
