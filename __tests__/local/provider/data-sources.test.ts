import { readDataSource } from "../../../local/provider/rpc/read-data-source";
import type { ObjectValue } from "../../../local/provider/values";
import { fakeAws } from "./fake-aws";

const read = (type: string, config: ObjectValue, region = "eu-west-1") =>
  readDataSource({ type, config }, fakeAws({}, { region }).aws);

test("aws_caller_identity is the account", async () => {
  expect(await read("aws_caller_identity", {})).toMatchObject({ id: "123456789012", account_id: "123456789012" });
});

test.each([
  ["us-west-2", { partition: "aws", dns_suffix: "amazonaws.com", reverse_dns_prefix: "com.amazonaws" }],
  ["us-gov-east-1", { partition: "aws-us-gov", dns_suffix: "amazonaws.com", reverse_dns_prefix: "com.amazonaws" }],
  ["cn-north-1", { partition: "aws-cn", dns_suffix: "amazonaws.com.cn", reverse_dns_prefix: "cn.com.amazonaws" }],
])("aws_partition in %s", async (region, expected) => {
  expect(await read("aws_partition", {}, region)).toMatchObject(expected);
});

test.each([
  [{}, "eu-west-1", "Europe (Ireland)"],
  [{ region: "us-east-1" }, "us-east-1", "US East (N. Virginia)"],
  [{ name: "us-east-1" }, "us-east-1", "US East (N. Virginia)"],
  [{ endpoint: "ec2.us-east-1.amazonaws.com" }, "us-east-1", "US East (N. Virginia)"],
])("aws_region of %j", async (config, region, description) => {
  const endpoint = `ec2.${region}.amazonaws.com`;
  expect(await read("aws_region", config)).toMatchObject({ id: region, region, name: region, endpoint, description });
});

test.each<ObjectValue>([
  { region: "mars" },
  { endpoint: "ec2.mars.amazonaws.com" },
  { endpoint: "x" },
  { region: "eu-west-1", endpoint: "ec2.us-east-1.amazonaws.com" },
])("aws_region refuses %j", async (config) => {
  await expect(read("aws_region", config)).rejects.toThrow();
});

test("aws_iam_policy_document has its JSON's CRC-32 for an id, as in the provider", async () => {
  const { id, json } = await read("aws_iam_policy_document", {});
  // Of another implementation: python3 -c 'import zlib; print(zlib.crc32(b"..."))'.
  expect([json, id]).toEqual([`{\n  "Version": "2012-10-17"\n}`, "1132004489"]);
});
