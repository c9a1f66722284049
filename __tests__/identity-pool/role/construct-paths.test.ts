import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Testing } from "cdktf";
import { stackWith } from "../../support/synth";
import { pool } from "../pools";

type Resource = (bucket: S3Bucket, table: DynamodbTable) => string;

/** Of a grant in the stack `test`, which has the bucket `uploads` and the table `rows`. */
function warnings(resource: Resource): string[] {
  const stack = stackWith((each) => {
    const bucket = new S3Bucket(each, "uploads", { bucket: "notes-app-uploads" });
    const table = new DynamodbTable(each, "rows", { name: "rows" });
    pool({}, ({ authenticatedRole }) => {
      authenticatedRole.grant({ actions: ["s3:GetObject"], resources: [resource(bucket, table)] });
    })(each);
  });
  Testing.synth(stack, true);
  return stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data)));
}

test.each<[string, Resource, string]>([
  ["a bucket", (bucket) => `arn:aws:s3:::${bucket.toString()}/*`, "test/uploads"],
  ["a bucket as a whole", (bucket) => `arn:aws:s3:::${bucket.toString()}`, "test/uploads"],
  ["a table", (_, table) => `arn:aws:dynamodb:us-east-1:123456789012:table/${table.toString()}/index/*`, "test/rows"],
])("%s in the text of an ARN gets a warning with its path", (_, resource, path) => {
  expect(warnings(resource)).toEqual([expect.stringContaining(`${path} is the path of a construct`)]);
});

test.each<[string, Resource]>([
  ["the name of a bucket", (bucket) => `arn:aws:s3:::${bucket.bucket}/*`],
  ["its ARN", (bucket) => `${bucket.arn}/*`],
  ["a bucket of the stack's name", () => "arn:aws:s3:::test/*"],
  ["another folder of it", () => "arn:aws:s3:::test/files/uploads"],
  ["any resource", () => "*"],
])("%s gets none", (_, resource) => {
  expect(warnings(resource)).toEqual([]);
});
