/** Condition operators, by the rows of AWS's reference. */
import { NotModelled } from "../../src/iam/not-modelled";
import type { Conditions } from "../../src/iam/policy-document";
import { simulate } from "../../src/iam/simulate";
import { allow, policy } from "./policies";

type Values = string | string[] | undefined;

/** Whether a condition holds for a request in which the key has these values. */
function holds(condition: Conditions, values: Values): boolean {
  const context: Record<string, string | string[]> = values === undefined ? {} : { "a:key": values };
  return simulate([policy(allow("a:B", "*", condition))], { action: "a:B", context }) === "allowed";
}

const one = (operator: string, policyValue: string | string[], value: Values): boolean =>
  holds({ [operator]: { "a:key": policyValue } }, value);

test.each<[string, string | string[], string, boolean]>(
  [
    ["StringEquals", "Team", "Team", true],
    ["StringEquals", "Team", "team", false],
    ["StringEquals", "T*", "Team", false],
    ["StringEquals", "T*", "T*", true],
    ["StringEquals", ["a", "b"], "b", true],
    ["StringNotEquals", ["a", "b"], "b", false],
    ["StringNotEquals", ["a", "b"], "c", true],
    ["StringEqualsIgnoreCase", "Team", "tEAM", true],
    ["StringNotEqualsIgnoreCase", "Team", "tEAM", false],
    ["StringLike", "T?a*", "Team", true],
    ["StringLike", "t*", "Team", false],
    ["StringLike", "", "", true],
    ["StringNotLike", "T*", "Team", false],
    ["NumericEquals", "10", "10.0", true],
    ["NumericNotEquals", "10", "10", false],
    ["NumericLessThan", "10", "9", true],
    ["NumericLessThan", "10", "10", false],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericGreaterThan", "-1.5", "0", true],
    ["NumericGreaterThanEquals", "10", "9.99", false],
    ["DateEquals", "2024-05-01T00:00:00Z", "2024-05-01T02:00:00+02:00", true],
    ["DateEquals", "1714521600", "2024-05-01T00:00:00Z", true],
    ["DateNotEquals", "2024-05-01", "2024-05-01T00:00:00Z", false],
    ["DateLessThan", "2024-05-01", "2024-04-30T23:59:59Z", true],
    ["DateLessThanEquals", "2024-05", "2024-05-01T00:00Z", true],
    ["DateGreaterThan", "2024-05-01T00:00:00Z", "2024-05-01T00:00:00Z", false],
    ["DateGreaterThanEquals", "2024-05-01T00:00:00Z", "2024-05-01T00:00:00Z", true],
    ["Bool", "true", "True", true],
    ["Bool", "false", "true", false],
    ["BinaryEquals", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", true],
    ["BinaryEquals", "QmluYXJ5", "QmluYXJz", false],
    ["IpAddress", "203.0.113.0/24", "203.0.113.1", true],
    ["IpAddress", "203.0.113.0/24", "203.0.114.1", false],
    ["IpAddress", "203.0.113.7", "203.0.113.7", true],
    ["IpAddress", "203.0.113.7", "203.0.113.8", false],
    ["IpAddress", "2001:DB8:1234:5678::/64", "2001:db8:1234:5678::1", true],
    ["IpAddress", "2001:DB8:1234:5678::/64", "203.0.113.1", false],
    ["NotIpAddress", ["203.0.113.0/24", "198.51.100.0/24"], "198.51.100.9", false],
    ["NotIpAddress", "203.0.113.0/24", "198.51.100.9", true],
    ["ArnEquals", "arn:aws:sns:*:123456789012:t*", "arn:aws:sns:eu-west-1:123456789012:topic", true],
    ["ArnLike", "arn:aws:sns:eu*:topic:a", "arn:aws:sns:eu-west-1:123456789012:topic:a", false],
    ["ArnLike", "arn:aws:s3:::bucket:*", "arn:aws:s3:::bucket:a:b", true],
    ["ArnLike", "arn:aws:SNS:*:*:*", "arn:aws:sns:eu-west-1:1:topic", false],
    ["ArnNotEquals", "arn:aws:sns:*:*:topic", "arn:aws:sns:eu-west-1:1:topic", false],
    ["ArnNotLike", "arn:aws:sns:*:*:topic", "arn:aws:sns:eu-west-1:1:other", true],
  ].map(
    ([operator, policyValue, value, result]) =>
      [operator, policyValue, value, result] as [string, string | string[], string, boolean],
  ),
)("%s %j for %j is %p", (operator, policyValue, value, result) => {
  expect(one(operator, policyValue, value)).toBe(result);
});

describe("a key that the request does not have", () => {
  test.each([
    ["StringEquals", "a", false],
    ["StringLike", "*", false],
    ["NumericLessThan", "1", false],
    ["Bool", "false", false],
    ["IpAddress", "0.0.0.0/0", false],
    ["ArnLike", "arn:aws:sns:*:*:*", false],
    ["StringNotEquals", "a", true],
    ["StringNotLike", "*", true],
    ["NumericNotEquals", "1", true],
    ["DateNotEquals", "2024-05-01", true],
    ["NotIpAddress", "0.0.0.0/0", true],
    ["ArnNotLike", "arn:aws:sns:*:*:*", true],
    ["StringEqualsIfExists", "a", true],
    ["StringNotEqualsIfExists", "a", true],
    ["ForAllValues:StringEquals", "a", true],
    ["ForAllValues:StringNotEquals", "a", true],
    ["ForAnyValue:StringEquals", "a", false],
    ["ForAnyValue:StringNotEquals", "a", false],
    ["ForAnyValue:StringEqualsIfExists", "a", true],
    ["Null", "true", true],
    ["Null", "false", false],
  ])("%s %j is %p", (operator, policyValue, result) => {
    expect(one(operator, policyValue, undefined)).toBe(result);
    expect(one(operator, policyValue, [])).toBe(result);
  });
});

test("IfExists changes nothing once the key is there", () => {
  expect(one("StringEqualsIfExists", "a", "b")).toBe(false);
  expect(one("StringNotEqualsIfExists", "a", "a")).toBe(false);
});

test("Null asks only whether the key is there", () => {
  expect(one("Null", "true", "x")).toBe(false);
  expect(one("Null", "false", "x")).toBe(true);
  expect(holds({ Null: { "a:key": false } }, ["x", "y"])).toBe(true);
});

describe("several values in the request", () => {
  test.each<[string, string[], string[], boolean]>([
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "b"], true],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "c"], false],
    ["ForAnyValue:StringEquals", ["a"], ["a", "c"], true],
    ["ForAnyValue:StringEquals", ["a"], ["b", "c"], false],
    ["ForAnyValue:StringLike", ["auth*"], ["x", "authenticated"], true],
    ["ForAllValues:StringNotEquals", ["a"], ["a", "c"], false],
    ["ForAllValues:StringNotEquals", ["a"], ["b", "c"], true],
    ["ForAnyValue:StringNotEquals", ["a"], ["a", "c"], true],
    ["ForAnyValue:StringNotEquals", ["a"], ["a"], false],
    ["ForAllValues:StringEquals", ["a"], [""], true],
    ["ForAnyValue:StringEquals", ["a"], [""], false],
    ["ForAllValues:Bool", ["true"], ["true", "false"], false],
  ])("%s %j for %j is %p", (operator, policyValues, values, result) => {
    expect(one(operator, policyValues, values)).toBe(result);
  });

  test("need a set operator", () => {
    expect(() => one("StringEquals", "a", ["a", "b"])).toThrow(NotModelled);
  });
});

test("all operators and all keys must hold", () => {
  const condition = { StringEquals: { "a:key": "x" }, Bool: { "aws:SecureTransport": "true" } };
  const request = (secure: string): string =>
    simulate([policy(allow("a:B", "*", condition))], {
      action: "a:B",
      context: { "A:KEY": "x", "aws:securetransport": secure },
    });
  expect(request("true")).toBe("allowed");
  expect(request("false")).toBe("implicitDeny");
});

test("a condition that fails settles it, whatever another one cannot tell", () => {
  expect(holds({ StringEquals: { "a:key": "x" }, Unheard: { "a:key": "x" } }, "y")).toBe(false);
});

test.each<[string, Conditions, Values]>([
  ["an operator that IAM does not have", { StringMatches: { "a:key": "x" } }, "x"],
  ["an operator in another case", { stringequals: { "a:key": "x" } }, "x"],
  ["NullIfExists", { NullIfExists: { "a:key": "true" } }, "x"],
  ["ForAnyValue:Null", { "ForAnyValue:Null": { "a:key": "true" } }, "x"],
  ["Null with another value", { Null: { "a:key": "yes" } }, "x"],
  ["Null of an empty text", { Null: { "a:key": "true" } }, ""],
  ["an empty list", { StringEquals: { "a:key": [] } }, "x"],
  ["a number that is none", { NumericEquals: { "a:key": "1e3" } }, "1000"],
  ["a date that is none", { DateEquals: { "a:key": "yesterday" } }, "2024-05-01"],
  ["a date of four digits, a year or a second", { DateEquals: { "a:key": "2024" } }, "2024-05-01"],
  ["a time without zone", { DateEquals: { "a:key": "2024-05-01T00:00:00" } }, "2024-05-01"],
  ["a date that no calendar has", { DateEquals: { "a:key": "2024-13-01" } }, "2024-05-01"],
  ["a boolean that is none", { Bool: { "a:key": "1" } }, "true"],
  ["base64 that is none", { BinaryEquals: { "a:key": "!!" } }, "QQ=="],
  ["an address that is none", { IpAddress: { "a:key": "203.0.113.0/33" } }, "203.0.113.1"],
  ["an IPv6 address without prefix", { IpAddress: { "a:key": "2001:db8::1" } }, "2001:db8::1"],
  ["an ARN that is none", { ArnLike: { "a:key": "*" } }, "arn:aws:s3:::b"],
  ["a variable under an operator that takes none", { NumericEquals: { "a:key": "${aws:x}" } }, "1"],
])("%s is refused", (_, condition, value) => {
  expect(() => holds(condition, value)).toThrow(NotModelled);
});

test("a request that has a key twice, in different case, is refused", () => {
  const policies = [policy(allow("a:B", "*", { StringEquals: { "a:key": "x" } }))];
  expect(() => simulate(policies, { action: "a:B", context: { "a:key": "x", "a:Key": "x" } })).toThrow(NotModelled);
});
