/** aws_s3_bucket_public_access_block. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { isAwsError, type Aws } from "../aws/aws";
import { length } from "../checks";
import { flag, text, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const s3BucketPublicAccessBlock: Resource = {
  type: "aws_s3_bucket_public_access_block",
  forceNew: ["bucket"],
  defaults: {
    block_public_acls: false,
    block_public_policy: false,
    ignore_public_acls: false,
    restrict_public_buckets: false,
  },
  checks: { bucket: length(1, 63) },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const bucket = text(state.id);
    try {
      const { PublicAccessBlockConfiguration: found } = await aws.clients.s3.send(
        new GetPublicAccessBlockCommand({ Bucket: bucket }),
      );
      return {
        id: bucket,
        bucket,
        block_public_acls: found?.BlockPublicAcls ?? false,
        block_public_policy: found?.BlockPublicPolicy ?? false,
        ignore_public_acls: found?.IgnorePublicAcls ?? false,
        restrict_public_buckets: found?.RestrictPublicBuckets ?? false,
        // The provider's own: S3 knows nothing of it.
        skip_destroy: state.skip_destroy ?? null,
      };
    } catch (error) {
      if (isAwsError(error, "NoSuchPublicAccessBlockConfiguration", "NoSuchBucket")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    await put(planned, aws);
    return { id: text(planned.bucket) };
  },

  async update(_prior, planned, aws) {
    await put(planned, aws);
  },

  async delete(prior, aws) {
    if (flag(prior.skip_destroy)) return;
    try {
      await aws.clients.s3.send(new DeletePublicAccessBlockCommand({ Bucket: text(prior.id) }));
    } catch (error) {
      if (!isAwsError(error, "NoSuchPublicAccessBlockConfiguration", "NoSuchBucket")) throw error;
    }
  },
};

async function put(planned: ObjectValue, aws: Aws): Promise<void> {
  await aws.clients.s3.send(
    new PutPublicAccessBlockCommand({
      Bucket: text(planned.bucket),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: flag(planned.block_public_acls),
        BlockPublicPolicy: flag(planned.block_public_policy),
        IgnorePublicAcls: flag(planned.ignore_public_acls),
        RestrictPublicBuckets: flag(planned.restrict_public_buckets),
      },
    }),
  );
}
