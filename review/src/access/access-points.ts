/** What is in a bucket, under the names that the bucket's access points give it. A call through one is asked about under
 *  that name alone, and reaches what lies in the bucket.
 *  https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-usage-examples.html */
import { overlap, wildcardPattern } from "../iam/pattern";
import type { AccessPoint } from "../model/access-model";

/** Where something is in S3: the bucket or the access point, and the object if it is one. */
interface PlaceInS3 {
  readonly container: string;
  readonly object?: string;
  readonly isAccessPoint: boolean;
}

const IN_BUCKET = /^(arn:[^:]*:s3:::[^/]+)(?:\/(.*))?$/s;
/** Also those of Object Lambda, and those of several regions. */
const IN_ACCESS_POINT =
  /^(arn:[^:]*:s3[\w-]*:[^:]*:[^:]*:accesspoint\/[^/]+|⟨[^⟨⟩]*\baws_s3_access_point\.[^⟨⟩]*⟩)(?:\/object\/(.*))?$/s;

/** Undefined for what is not in S3, and for a pattern that is in no one place. */
export function placeInS3(resource: string): PlaceInS3 | undefined {
  for (const [isAccessPoint, shape] of [
    [false, IN_BUCKET],
    [true, IN_ACCESS_POINT],
  ] as const) {
    const [, container, object] = shape.exec(resource) ?? [];
    if (container !== undefined) return { container, isAccessPoint, ...(object !== undefined && { object }) };
  }
  return undefined;
}

/** Whether a name is that of a bucket or of an access point, and not of an object in it. */
export function isContainer(name: string): boolean {
  return !name.replace(":accesspoint/", ":").includes("/");
}

export class AccessPoints {
  constructor(private readonly known: readonly AccessPoint[]) {}

  /** The other names of what a resource names. */
  otherNamesOf(resource: string): string[] {
    const place = placeInS3(resource);
    if (place === undefined) return [];
    const { container, object, isAccessPoint } = place;
    const [named] = isAccessPoint ? this.named(container) : [];
    const bucket = isAccessPoint ? named?.bucket : container.split(":::")[1];
    const arns = this.known.filter((one) => one.bucket === bucket).flatMap(({ arns: all }) => all);
    const inPoints = arns.map((arn) => (object === undefined ? arn : `${arn}/object/${object}`));
    // The bucket is in the partition of its access point. A reference does not tell which that is.
    const partition = /^arn:([^:]*):/.exec(container)?.[1] ?? "*";
    const inBucket =
      named === undefined ? [] : [`arn:${partition}:s3:::${named.bucket}${object === undefined ? "" : `/${object}`}`];
    return [...inBucket, ...inPoints].filter((name) => name !== resource);
  }

  /** Whether a resource is in an access point, or in some of several, whose bucket is not known. */
  isUnknown(resource: string): boolean {
    const place = placeInS3(resource);
    if (place?.isAccessPoint !== true) return false;
    const isOne = !/[*?]/.test(place.container.replace(/^.*:accesspoint\//, ""));
    return !isOne || this.named(place.container).length === 0;
  }

  private named(arn: string): AccessPoint[] {
    return this.known.filter(({ arns }) => arns.some((one) => overlap(wildcardPattern(one), wildcardPattern(arn))));
  }
}
