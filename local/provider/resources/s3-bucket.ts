/** aws_s3_bucket, in so far as an example of an identity pool needs one: a bucket with tags, and force_destroy.
 *  https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
  type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import { isAwsError, type Aws } from "../aws/aws";
import { nameFor } from "../aws/generated-name";
import { tagAttributes, tagsToWrite } from "../aws/tags";
import { length } from "../checks";
import { Refused } from "../problem";
import { flag, text, type ObjectValue } from "../values";
import { PartlyCreated, type Resource } from "./resource";

export const s3Bucket: Resource = {
  type: "aws_s3_bucket",
  forceNew: ["bucket"],
  defaults: { force_destroy: false },
  checks: { bucket: length(0, 63) },
  supported: ["bucket", "tags", "force_destroy", "region"],

  importState: (id) => ({ id, force_destroy: false }),

  async read(state, aws) {
    const bucket = text(state.id);
    try {
      await aws.clients.s3.send(new HeadBucketCommand({ Bucket: bucket }));
    } catch (error) {
      if (isAwsError(error, "NotFound", "NoSuchBucket")) return null;
      throw error;
    }
    return {
      ...attributesOf(bucket, aws),
      force_destroy: state.force_destroy ?? null,
      timeouts: state.timeouts ?? null,
      ...tagAttributes(await tagsOf(bucket, aws), state, aws.tagRules),
    };
  },

  async create(planned, aws) {
    const bucket = nameFor(text(planned.bucket), "");
    checkName(bucket);
    const tags = tagsToWrite(planned, aws.tagRules);
    await aws.clients.s3.send(
      new CreateBucketCommand({
        Bucket: bucket,
        // S3 refuses the one region that it takes for granted.
        ...(aws.region !== "us-east-1" && {
          CreateBucketConfiguration: { LocationConstraint: aws.region as BucketLocationConstraint },
        }),
      }),
    );
    try {
      await setTags(bucket, tags, aws);
    } catch (error) {
      throw new PartlyCreated({ id: bucket, bucket }, error);
    }
    return { id: bucket };
  },

  async update(prior, planned, aws) {
    await setTags(text(prior.id), tagsToWrite(planned, aws.tagRules), aws);
  },

  async delete(prior, aws) {
    const bucket = text(prior.id);
    try {
      if (flag(prior.force_destroy)) await emptied(bucket, aws);
      await aws.clients.s3.send(new DeleteBucketCommand({ Bucket: bucket }));
    } catch (error) {
      if (!isAwsError(error, "NotFound", "NoSuchBucket")) throw error;
    }
  },
};

function attributesOf(bucket: string, { region, partition }: Aws): ObjectValue {
  return {
    id: bucket,
    bucket,
    bucket_prefix: "",
    arn: `arn:${partition.id}:s3:::${bucket}`,
    bucket_domain_name: `${bucket}.s3.${partition.dnsSuffix}`,
    bucket_region: region,
    bucket_regional_domain_name: `${bucket}.s3.${region}.${partition.dnsSuffix}`,
    hosted_zone_id: "",
    object_lock_enabled: false,
    request_payer: "BucketOwner",
  };
}

function checkName(bucket: string): void {
  if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return;
  throw new Refused({
    summary: "InvalidBucketName",
    detail: `"${bucket}" is no name for a bucket: 3 to 63 lower case letters, digits, dots and hyphens, the first and the last a letter or a digit.`,
    attribute: ["bucket"],
  });
}

async function tagsOf(bucket: string, aws: Aws): Promise<Record<string, string>> {
  try {
    const { TagSet = [] } = await aws.clients.s3.send(new GetBucketTaggingCommand({ Bucket: bucket }));
    return Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
  } catch (error) {
    if (isAwsError(error, "NoSuchTagSet")) return {};
    throw error;
  }
}

async function setTags(bucket: string, tags: Readonly<Record<string, string>>, aws: Aws): Promise<void> {
  const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  await (TagSet.length === 0
    ? aws.clients.s3.send(new DeleteBucketTaggingCommand({ Bucket: bucket }))
    : aws.clients.s3.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet } })));
}

async function emptied(bucket: string, aws: Aws): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await aws.clients.s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket }),
    );
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return;
    await aws.clients.s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
  }
}
