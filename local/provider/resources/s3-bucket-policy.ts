/** aws_s3_bucket_policy. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
import { DeleteBucketPolicyCommand, GetBucketPolicyCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { isAwsError, type Aws } from "../aws/aws";
import { checkResourcePolicy } from "../aws/policy-grammar";
import { normalizedJson, policyMeaning } from "../aws/policy-json";
import { json, length } from "../checks";
import { text, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const s3BucketPolicy: Resource = {
  type: "aws_s3_bucket_policy",
  forceNew: ["bucket"],
  checks: { bucket: length(1, 63), policy: json },
  meanings: { policy: policyMeaning },
  normalized: { policy: normalizedJson },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const bucket = text(state.id);
    try {
      const { Policy } = await aws.clients.s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
      return { id: bucket, bucket, policy: Policy ?? "" };
    } catch (error) {
      if (isAwsError(error, "NoSuchBucketPolicy", "NoSuchBucket")) return null;
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
    try {
      await aws.clients.s3.send(new DeleteBucketPolicyCommand({ Bucket: text(prior.id) }));
    } catch (error) {
      if (!isAwsError(error, "NoSuchBucketPolicy", "NoSuchBucket")) throw error;
    }
  },
};

async function put(planned: ObjectValue, aws: Aws): Promise<void> {
  const Policy = text(planned.policy);
  checkResourcePolicy(Policy, ["policy"]);
  await aws.clients.s3.send(new PutBucketPolicyCommand({ Bucket: text(planned.bucket), Policy }));
}
