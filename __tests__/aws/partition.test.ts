import { Partition } from "../../src";

test.each([
  ["eu-west-1", "aws", "amazonaws.com", "&{cognito-identity.amazonaws.com:sub}", 64],
  ["us-gov-west-1", "aws-us-gov", "amazonaws.com", "&{cognito-identity-us-gov.amazonaws.com:sub}", 64],
  ["us-gov-east-1", "aws-us-gov", "amazonaws.com", "&{cognito-identity.us-gov-east-1.amazonaws.com:sub}", 20],
  ["cn-north-1", "aws-cn", "amazonaws.com.cn", "&{cognito-identity.cn-north-1.amazonaws.com.cn:sub}", 64],
])("%s is of the partition %s, with its names", (region, name, dnsSuffix, identityId, maxRoleNameLength) => {
  expect(Partition.ofRegion(region)).toMatchObject({ name, dnsSuffix, identityId, maxRoleNameLength });
});

test.each([
  ["us-gov-central-2", "aws-us-gov", "amazonaws.com"],
  ["cn-northwest-1", "aws-cn", "amazonaws.com.cn"],
  ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
  ["us-iso-east-1", "aws-iso", "c2s.ic.gov"],
  ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov"],
  ["eu-isoe-west-12", "aws-iso-e", "cloud.adc-e.uk"],
  ["us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov"],
])("%s is of the partition %s, and the name of one of its zones is no region of it", (region, name, dnsSuffix) => {
  const partition = Partition.ofRegion(region);
  expect(partition).toMatchObject({ name, dnsSuffix });
  expect(partition.regions?.test(region)).toBe(true);
  expect(Partition.ofRegion(`${region}a`)).toBe(Partition.AWS);
  expect(Partition.ofRegion(`x${region}`)).toBe(Partition.AWS);
});

test.each([
  [Partition.AWS, "ap-southeast-12"],
  [Partition.AWS_US_GOV_WEST, "us-gov-west-1"],
  [Partition.AWS_US_GOV_EAST, "us-gov-east-1"],
  [Partition.AWS_CN, "cn-north-1"],
])("the regions of $name are matched as a whole", (partition, region) => {
  expect(partition.regions?.test(region)).toBe(true);
  expect(partition.regions?.test(`${region}a`)).toBe(false);
  expect(partition.regions?.test(`x${region}`)).toBe(false);
});

test("a custom partition derives what it is not given, and takes what it is", () => {
  expect(Partition.custom({ name: "aws-iso", dnsSuffix: "c2s.ic.gov" })).toMatchObject({
    cognitoPrincipal: "cognito-identity.c2s.ic.gov",
    conditionKeyPrefix: "cognito-identity.c2s.ic.gov",
    maxRoleNameLength: 64,
  });
  const given = { name: "x", dnsSuffix: "y", cognitoPrincipal: "p", conditionKeyPrefix: "k", maxRoleNameLength: 10 };
  expect(Partition.custom(given)).toMatchObject(given);
  expect(Partition.custom(given).identityId).toBe("&{k:sub}");
});
