/** Buckets of the file, in one spelling: a policy names one by reference, another by the name that the configuration gives it.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
import type { PolicyDocument } from "../iam/policy-document";
import { stringOf, type TerraformResource } from "../terraform-json/resource";
import type { Snapshot } from "../terraform-json/snapshot";
import { hasSymbol, isAfterApply, symbol } from "../terraform-json/symbol";

const BUCKET = "aws_s3_bucket";

/** One reference to an attribute, alone. */
const REFERENCE_TO_BUCKET = new RegExp(String.raw`⟨((?:[^⟨⟩()\s]*\.)?${BUCKET}\.[^⟨⟩()\s]*\.(arn|id|bucket))⟩`, "g");

/** A policy with the name in the place of each reference to a bucket of the file. */
export function withNamesOfBuckets(document: PolicyDocument, snapshot: Snapshot): PolicyDocument {
  const text = JSON.stringify(document);
  if (!text.includes(`${BUCKET}.`)) return document;
  const named = text.replaceAll(REFERENCE_TO_BUCKET, (whole, reference: string, attribute: string) => {
    const [bucket, ...more] = snapshot.at(reference);
    if (bucket === undefined || more.length > 0 || bucket.type !== BUCKET) return whole;
    // A name that AWS or Terraform makes up stands behind the same three colons.
    const name = nameOf(bucket) ?? symbol(`${bucket.address}.id`);
    return JSON.stringify(attribute === "arn" ? arnOf(bucket, name, text) : name).slice(1, -1);
  });
  return named === text ? document : (JSON.parse(named) as PolicyDocument);
}

/** The name of a bucket, if more is known of it than where it comes from. */
export function nameOf({ type, values }: TerraformResource): string | undefined {
  const name = stringOf(values.bucket) ?? "";
  return type !== BUCKET || name === "" || isAfterApply(name) ? undefined : name;
}

/** In the partition that the policy names elsewhere. */
function arnOf({ values }: TerraformResource, name: string, policy: string): string {
  const arn = stringOf(values.arn) ?? "";
  if (arn !== "" && !hasSymbol(arn)) return arn;
  const partition = /"arn:(aws[\w-]*):/.exec(policy)?.[1] ?? "aws";
  return `arn:${partition}:s3:::${name}`;
}
