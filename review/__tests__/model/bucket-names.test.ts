/** Buckets that a policy names by reference, in the spelling of one that names them. */
import type { PolicyDocument } from "../../src/iam/policy-document";
import { accessPointsOf } from "../../src/model/access-points";
import { withNamesOfBuckets } from "../../src/model/bucket-names";
import type { TerraformResource, Values } from "../../src/terraform-json/resource";
import { Snapshot } from "../../src/terraform-json/snapshot";

const made = (type: string, name: string, values: Values): TerraformResource => ({
  address: `${type}.${name}`,
  type,
  values,
  isData: false,
});
const bucket = (name: string, values: Values) => made("aws_s3_bucket", name, values);

function resources(named: string[], ...file: TerraformResource[]): unknown {
  const document = { Statement: { Effect: "Allow", Action: "s3:*", Resource: named } } as unknown as PolicyDocument;
  const { Statement } = withNamesOfBuckets(document, new Snapshot(file));
  return (Statement as unknown as { Resource: unknown }).Resource;
}

const NOTES = bucket("notes", { bucket: "notes-of-app" });

test.each([
  ["its ARN", "⟨aws_s3_bucket.notes.arn⟩/a", "arn:aws:s3:::notes-of-app/a"],
  ["its id", "arn:aws:s3:::⟨aws_s3_bucket.notes.id⟩/*", "arn:aws:s3:::notes-of-app/*"],
  ["its name", "arn:aws:s3:::⟨aws_s3_bucket.notes.bucket⟩", "arn:aws:s3:::notes-of-app"],
  ["another attribute", "⟨aws_s3_bucket.notes.region⟩", "⟨aws_s3_bucket.notes.region⟩"],
  ["another bucket", "⟨aws_s3_bucket.elsewhere.arn⟩", "⟨aws_s3_bucket.elsewhere.arn⟩"],
  ["another type", "⟨aws_s3_bucket_acl.notes.id⟩", "⟨aws_s3_bucket_acl.notes.id⟩"],
  ["what a function makes of it", "⟨upper(aws_s3_bucket.notes.arn)⟩", "⟨upper(aws_s3_bucket.notes.arn)⟩"],
])("%s", (_what, written, read) => {
  expect(resources([written], NOTES)).toEqual([read]);
});

test("in a module, by the module's address", () => {
  const inModule = { ...NOTES, address: "module.files.aws_s3_bucket.notes" };
  const references = ["⟨module.files.aws_s3_bucket.notes.arn⟩", "⟨aws_s3_bucket.notes.arn⟩"];
  expect(resources(references, inModule)).toEqual(["arn:aws:s3:::notes-of-app", references[1]]);
});

test("has the ARN that the file knows, or one in the partition that the policy names", () => {
  const arn = "arn:aws-cn:s3:::notes-of-app";
  expect(resources(["⟨aws_s3_bucket.notes.arn⟩"], bucket("notes", { bucket: "notes-of-app", arn }))).toEqual([arn]);
  const unknown = bucket("notes", { bucket: "notes-of-app", arn: "⟨known after apply⟩" });
  expect(resources(["⟨aws_s3_bucket.notes.arn⟩"], unknown)).toEqual(["arn:aws:s3:::notes-of-app"]);
  expect(resources(["⟨aws_s3_bucket.notes.arn⟩", "arn:aws-us-gov:sqs:::q"], unknown)).toEqual([
    "arn:aws-us-gov:s3:::notes-of-app",
    "arn:aws-us-gov:sqs:::q",
  ]);
});

test.each<[string, Values]>([
  ["no name", {}],
  ["an empty name", { bucket: "" }],
  ["a name that is known after apply", { bucket: "⟨known after apply⟩" }],
])("with %s it is the bucket's id that stands in its ARN", (_what, values) => {
  const named = ["⟨aws_s3_bucket.notes.arn⟩/a", "arn:aws:s3:::⟨aws_s3_bucket.notes.bucket⟩/a"];
  const read = "arn:aws:s3:::⟨aws_s3_bucket.notes.id⟩/a";
  expect(resources(named, bucket("notes", values))).toEqual([read, read]);
});

test("of several instances, none is taken", () => {
  const [one, two] = ["a", "b"].map((name) => ({
    ...bucket("notes", { bucket: name }),
    address: `aws_s3_bucket.notes["${name}"]`,
  }));
  const reference = "⟨aws_s3_bucket.notes.arn⟩";
  expect(resources([reference], one as TerraformResource, two as TerraformResource)).toEqual([reference]);
});

describe("access points", () => {
  const OTHER = bucket("other", { bucket: "other-of-app" });
  const point = (values: Values) =>
    accessPointsOf(new Snapshot([NOTES, OTHER, made("aws_s3_access_point", "app", values)]));
  const ARN = "arn:aws:s3:eu-west-1:1:accesspoint/app";
  const REFERENCE = "⟨aws_s3_access_point.app.arn⟩";
  const PATTERN = "arn:*:s3:*:*:accesspoint/app";

  test.each<[string, Values, unknown]>([
    ["of a bucket by its name", { bucket: "b", name: "app" }, [{ bucket: "b", arns: [REFERENCE, PATTERN] }]],
    [
      "of a bucket by reference",
      { bucket: "⟨aws_s3_bucket.notes.id⟩", name: "app" },
      [{ bucket: "notes-of-app", arns: [REFERENCE, PATTERN] }],
    ],
    ["that is made", { bucket: "b", name: "app", arn: ARN }, [{ bucket: "b", arns: [ARN, REFERENCE] }]],
    [
      "whose ARN has a part that is not known",
      { bucket: "b", name: "app", arn: "arn:aws:s3:⟨var.region⟩:1:accesspoint/app" },
      [{ bucket: "b", arns: ["arn:aws:s3:⟨var.region⟩:1:accesspoint/app", REFERENCE, PATTERN] }],
    ],
    [
      "whose ARN is known after apply",
      { bucket: "b", name: "app", arn: "⟨known after apply⟩" },
      [{ bucket: "b", arns: [REFERENCE, PATTERN] }],
    ],
    [
      "of one of two buckets, of which only Terraform knows which",
      { bucket: "⟨var.x ? aws_s3_bucket.notes.id : aws_s3_bucket.other.id⟩", name: "app" },
      [{ bucket: "⟨var.x ? aws_s3_bucket.notes.id : aws_s3_bucket.other.id⟩", arns: [REFERENCE, PATTERN] }],
    ],
    ["without a name", { bucket: "b" }, [{ bucket: "b", arns: [REFERENCE] }]],
    ["without a bucket", { name: "app" }, []],
    ["of a bucket that is known after apply", { name: "app", bucket: "⟨known after apply⟩" }, []],
    ["of a bucket that a variable names", { bucket: "⟨var.bucket⟩" }, [{ bucket: "⟨var.bucket⟩", arns: [REFERENCE] }]],
  ])("%s", (_what, values, points) => {
    expect(point(values)).toEqual(points);
  });
});
