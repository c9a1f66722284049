/** aws_s3_bucket_cors_configuration: which web pages may use the bucket, so what uploads from a browser need.
 *  https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
import { DeleteBucketCorsCommand, GetBucketCorsCommand, PutBucketCorsCommand, type CORSRule } from "@aws-sdk/client-s3";
import { isAwsError, type Aws } from "../aws/aws";
import { length } from "../checks";
import { Refused } from "../problem";
import { blocks, optionalNumber, optionalText, text, texts, type ObjectValue } from "../values";
import type { Resource } from "./resource";

const METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD"];

export const s3BucketCorsConfiguration: Resource = {
  type: "aws_s3_bucket_cors_configuration",
  forceNew: ["bucket", "expected_bucket_owner"],
  checks: { bucket: length(1, 63), "cors_rule.id": length(0, 255) },

  importState(id) {
    // Of a bucket of another account it is BUCKET,ACCOUNT.
    const [bucket = "", owner] = id.split(",");
    return { id, bucket, ...(owner !== undefined && { expected_bucket_owner: owner }) };
  },

  async read(state, aws) {
    const id = text(state.id);
    const bucket = id.split(",")[0] ?? "";
    try {
      const { CORSRules = [] } = await aws.clients.s3.send(new GetBucketCorsCommand({ Bucket: bucket }));
      return {
        id,
        bucket,
        expected_bucket_owner: state.expected_bucket_owner ?? null,
        cors_rule: CORSRules.map(ruleState),
      };
    } catch (error) {
      if (isAwsError(error, "NoSuchCORSConfiguration", "NoSuchBucket")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    await put(planned, aws);
    const owner = optionalText(planned.expected_bucket_owner);
    return { id: owner === undefined ? text(planned.bucket) : `${text(planned.bucket)},${owner}` };
  },

  async update(_prior, planned, aws) {
    await put(planned, aws);
  },

  async delete(prior, aws) {
    try {
      await aws.clients.s3.send(new DeleteBucketCorsCommand({ Bucket: text(prior.bucket) }));
    } catch (error) {
      if (!isAwsError(error, "NoSuchCORSConfiguration", "NoSuchBucket")) throw error;
    }
  },
};

async function put(planned: ObjectValue, aws: Aws): Promise<void> {
  const CORSRules = blocks(planned.cors_rule).map(ruleOf);
  const refuse = (summary: string, detail: string): never => {
    throw new Refused({ summary, detail, attribute: ["cors_rule"] });
  };
  if (CORSRules.length > 100) refuse("MalformedXML", `There are ${CORSRules.length} rules: a bucket takes 1 to 100.`);
  for (const { AllowedMethods = [], AllowedOrigins = [] } of CORSRules) {
    const method = AllowedMethods.find((name) => !METHODS.includes(name));
    if (method !== undefined) {
      refuse(
        "InvalidRequest",
        `Found unsupported HTTP method in CORS config. Unsupported method is ${method}: S3 knows ${METHODS.join(", ")}.`,
      );
    }
    const origin = AllowedOrigins.find((name) => name.split("*").length > 2);
    if (origin !== undefined)
      refuse("InvalidRequest", `AllowedOrigin "${origin}" can not have more than one wildcard.`);
  }
  await aws.clients.s3.send(
    new PutBucketCorsCommand({ Bucket: text(planned.bucket), CORSConfiguration: { CORSRules } }),
  );
}

function ruleOf(rule: ObjectValue): CORSRule {
  const allowedHeaders = texts(rule.allowed_headers);
  const exposeHeaders = texts(rule.expose_headers);
  return {
    AllowedMethods: texts(rule.allowed_methods),
    AllowedOrigins: texts(rule.allowed_origins),
    ...(allowedHeaders.length > 0 && { AllowedHeaders: allowedHeaders }),
    ...(exposeHeaders.length > 0 && { ExposeHeaders: exposeHeaders }),
    ID: optionalText(rule.id),
    MaxAgeSeconds: optionalNumber(rule.max_age_seconds),
  };
}

function ruleState(rule: CORSRule): ObjectValue {
  return {
    allowed_headers: rule.AllowedHeaders ?? [],
    allowed_methods: rule.AllowedMethods ?? [],
    allowed_origins: rule.AllowedOrigins ?? [],
    expose_headers: rule.ExposeHeaders ?? [],
    id: rule.ID ?? "",
    max_age_seconds: rule.MaxAgeSeconds ?? 0,
  };
}
