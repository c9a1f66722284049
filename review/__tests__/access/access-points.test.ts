/** What is in a bucket, under the names that its access points give it.
 *  https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-usage-examples.html */
import { AccessPoints, isContainer, placeInS3 } from "../../src/access/access-points";

const APP = "arn:aws:s3:eu-west-1:111122223333:accesspoint/app";
const ALL = "arn:*:s3:*:*:accesspoint/all";
const REFERENCE = "⟨aws_s3_access_point.app.arn⟩";
const points = new AccessPoints([
  { bucket: "notes", arns: [APP, REFERENCE] },
  { bucket: "notes", arns: [ALL] },
  { bucket: "other", arns: ["arn:aws:s3:eu-west-1:111122223333:accesspoint/other"] },
]);

test.each([
  ["a bucket", "arn:aws:s3:::notes", [APP, REFERENCE, ALL]],
  ["an object", "arn:aws:s3:::notes/a/b", [APP, REFERENCE, ALL].map((arn) => `${arn}/object/a/b`)],
  ["all objects", "arn:aws:s3:::notes/*", [APP, REFERENCE, ALL].map((arn) => `${arn}/object/*`)],
  ["a bucket without access points", "arn:aws:s3:::logs/a", []],
  ["an access point", APP, ["arn:aws:s3:::notes", REFERENCE, ALL]],
  ["an object in one", `${APP}/object/a/b`, ["arn:aws:s3:::notes/a/b", `${REFERENCE}/object/a/b`, `${ALL}/object/a/b`]],
  [
    "an object in one of another partition",
    "arn:aws-us-gov:s3:us-gov-west-1:111122223333:accesspoint/all/object/a",
    ["arn:aws-us-gov:s3:::notes/a", ...[APP, REFERENCE, ALL].map((arn) => `${arn}/object/a`)],
  ],
  // A reference does not tell the partition.
  [
    "an object in one that is referred to",
    `${REFERENCE}/object/a`,
    ["arn:*:s3:::notes/a", `${APP}/object/a`, `${ALL}/object/a`],
  ],
  ["an access point that the file does not have", APP.replace("app", "elsewhere"), []],
  ["what is in another service", "arn:aws:dynamodb:eu-west-1:111122223333:table/notes", []],
  ["what is in no one place", "*", []],
])("the other names of %s", (_what, resource, names) => {
  expect(points.otherNamesOf(resource)).toEqual(names);
});

test.each([
  ["an access point of the file", `${APP}/object/*`, false],
  ["one that is referred to", REFERENCE, false],
  ["one that the file does not have", APP.replace("app", "elsewhere"), true],
  ["one of several of the file", "arn:aws:s3:eu-west-1:111122223333:accesspoint/*/object/a", true],
  ["one of several whose names differ in a character", APP.replace("app", "?pp"), true],
  ["one of any account", "arn:aws:s3:*:*:accesspoint/app", false],
  ["a bucket", "arn:aws:s3:::elsewhere/a", false],
  ["what is not in S3", "arn:aws:sqs:eu-west-1:1:q", false],
])("whether the bucket is unknown of %s", (_what, resource, isUnknown) => {
  expect(points.isUnknown(resource)).toBe(isUnknown);
});

test.each([
  ["arn:aws:s3:::b", { container: "arn:aws:s3:::b", isAccessPoint: false }],
  ["arn:aws:s3:::b/", { container: "arn:aws:s3:::b", object: "", isAccessPoint: false }],
  ["arn:aws:s3:::b/a\nb/c", { container: "arn:aws:s3:::b", object: "a\nb/c", isAccessPoint: false }],
  [`${APP}/object/a\nb/c`, { container: APP, object: "a\nb/c", isAccessPoint: true }],
  [
    "arn:aws:s3-object-lambda:eu-west-1:1:accesspoint/l",
    { container: "arn:aws:s3-object-lambda:eu-west-1:1:accesspoint/l", isAccessPoint: true },
  ],
  [
    "arn:aws:s3::1:accesspoint/m.mrap/object/a",
    { container: "arn:aws:s3::1:accesspoint/m.mrap", object: "a", isAccessPoint: true },
  ],
  [
    "⟨module.files.aws_s3_access_point.app.arn⟩",
    { container: "⟨module.files.aws_s3_access_point.app.arn⟩", isAccessPoint: true },
  ],
  ["⟨aws_s3_bucket.b.arn⟩/a", undefined],
  // No access point has such a name: what follows must be its objects.
  [`${APP}/a`, undefined],
  ["arn:aws:sqs:eu-west-1:1:accesspoint/a", undefined],
  // Names that have another one's in them.
  [`${APP}/object/arn:aws:s3:::b/a`, { container: APP, object: "arn:aws:s3:::b/a", isAccessPoint: true }],
  [`topic/${REFERENCE}`, undefined],
])("%j is in its place", (resource, place) => {
  expect(placeInS3(resource)).toStrictEqual(place);
});

test.each([
  ["arn:aws:s3:::b", true],
  ["arn:aws:s3:::b/a", false],
  [APP, true],
  [`${APP}/object/a`, false],
])("whether %s is a bucket or an access point", (name, is) => {
  expect(isContainer(name)).toBe(is);
});
