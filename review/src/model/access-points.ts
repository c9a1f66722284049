/** Access points of S3: a bucket under other names.
 *  https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html */
import { stringOf } from "../terraform-json/resource";
import type { Snapshot } from "../terraform-json/snapshot";
import { hasSymbol, isAfterApply, referencesIn, symbol } from "../terraform-json/symbol";
import type { AccessPoint } from "./access-model";
import { nameOf } from "./bucket-names";

/** The access points of the file, but those whose bucket is not known. */
export function accessPointsOf(snapshot: Snapshot): AccessPoint[] {
  return snapshot.ofType("aws_s3_access_point").flatMap(({ address, values }) => {
    const bucket = bucketNamed(snapshot, stringOf(values.bucket) ?? "");
    if (bucket === undefined) return [];
    const [arn, name] = [values.arn, values.name].map((one) => stringOf(one) ?? "");
    const spellings = [arn ?? "", symbol(`${address}.arn`)].filter((one) => one !== "" && !isAfterApply(one));
    const isMade = arn !== undefined && arn !== "" && !hasSymbol(arn);
    return [{ bucket, arns: isMade || !name ? spellings : [...spellings, `arn:*:s3:*:*:accesspoint/${name}`] }];
  });
}

/** The name of the bucket that an attribute names, itself or by reference. */
function bucketNamed(snapshot: Snapshot, value: string): string | undefined {
  const [bucket, ...more] = referencesIn(value).flatMap((reference) => snapshot.at(reference));
  if (bucket !== undefined && more.length === 0) return nameOf(bucket);
  return value === "" || isAfterApply(value) ? undefined : value;
}
