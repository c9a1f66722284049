import { Partition } from "../../src";

test.each([
  ["eu-west-1", "aws", "amazonaws.com", "&{cognito-identity.amazonaws.com:sub}", 64],
  ["us-gov-west-1", "aws-us-gov", "amazonaws.com", "&{cognito-identity-us-gov.amazonaws.com:sub}", 64],
  ["us-gov-east-1", "aws-us-gov", "amazonaws.com", "&{cognito-identity.us-gov-east-1.amazonaws.com:sub}", 20],
  ["cn-north-1", "aws-cn", "amazonaws.com.cn", "&{cognito-identity.cn-north-1.amazonaws.com.cn:sub}", 64],
])("%s is of the partition %s, with its names", (region, name, dnsSuffix, identityId, maxRoleNameLength) => {
  expect(Partition.ofRegion(region)).toMatchObject({ name, dnsSuffix, identityId, maxRoleNameLength });
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
