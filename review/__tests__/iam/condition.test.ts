/** Condition operators, by the rows of AWS's reference. */
import { ANY_VALUE } from "../../src/iam/context";
import { NotModelled } from "../../src/iam/not-modelled";
import type { Conditions, IamStatement } from "../../src/iam/policy-document";
import { explain, simulate } from "../../src/iam/simulate";
import { allow, deny, policy } from "./policies";

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
    ["NumericEquals", "9007199254740991", "9007199254740991", true],
    ["NumericLessThan", "10", "10", false],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericGreaterThan", "-1.5", "0", true],
    ["NumericGreaterThanEquals", "10", "9.99", false],
    ["DateEquals", "2024-05-01T00:00:00Z", "2024-05-01T02:00:00+02:00", true],
    ["DateEquals", "1714521600", "2024-05-01T00:00:00Z", true],
    ["DateNotEquals", "2024-05-01", "2024-05-01T00:00:00Z", false],
    ["DateLessThan", "2024-05-01", "2024-04-30T23:59:59Z", true],
    ["DateEquals", "2024-02-29T23:30:00-05:00", "2024-03-01T04:30:00Z", true],
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
    ["IpAddress", "2001:db8::/0", "203.0.113.1", false],
    ["IpAddress", "64:ff9b::203.0.113.0/120", "64:ff9b::cb00:7155", true],
    ["IpAddress", "203.0.113.128/25", "203.0.113.127", false],
    ["IpAddress", "0.0.0.0/0", "203.0.113.127", true],
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
    // AWS denies such requests: IfExists does not help a set operator that found nothing.
    ["ForAnyValue:StringEqualsIfExists", "a", false],
    ["ForAnyValue:StringNotEqualsIfExists", "a", false],
    ["ForAllValues:StringEqualsIfExists", "a", true],
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
  // Names that every JavaScript object has.
  ...["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"].map((name): [string, Conditions, Values] => [
    `the operator ${name}`,
    JSON.parse(`{"${name}":{"a:key":"x"}}`) as Conditions,
    "x",
  ]),
  ["NullIfExists", { NullIfExists: { "a:key": "true" } }, "x"],
  ["ForAnyValue:Null", { "ForAnyValue:Null": { "a:key": "true" } }, "x"],
  ["Null with another value", { Null: { "a:key": "yes" } }, "x"],
  ["Null of an empty text", { Null: { "a:key": "true" } }, ""],
  ["an empty list", { StringEquals: { "a:key": [] } }, "x"],
  ["a number that is none", { NumericEquals: { "a:key": "1e3" } }, "1000"],
  ["a number that JavaScript cannot tell from its neighbour", { NumericEquals: { "a:key": "9007199254740993" } }, "1"],
  ["such a number in the request", { NumericLessThan: { "a:key": "1" } }, "9007199254740993"],
  ["a fraction of more digits than a double has", { NumericEquals: { "a:key": "0.12345678901234567" } }, "1"],
  ["a date that is none", { DateEquals: { "a:key": "yesterday" } }, "2024-05-01"],
  ["a date of four digits, a year or a second", { DateEquals: { "a:key": "2024" } }, "2024-05-01"],
  ["a time without zone", { DateEquals: { "a:key": "2024-05-01T00:00:00" } }, "2024-05-01"],
  ["a date that no calendar has", { DateEquals: { "a:key": "2024-13-01" } }, "2024-05-01"],
  ["a day that its month lacks", { DateEquals: { "a:key": "2024-02-30" } }, "2024-05-01"],
  ["29 February of a common year", { DateLessThan: { "a:key": "2023-02-29T10:00:00Z" } }, "2024-05-01"],
  ["an hour after the last one", { DateLessThan: { "a:key": "2024-02-28T24:00:00Z" } }, "2024-05-01"],
  ["a boolean that is none", { Bool: { "a:key": "1" } }, "true"],
  ["base64 that is none", { BinaryEquals: { "a:key": "!!" } }, "QQ=="],
  ["an address that is none", { IpAddress: { "a:key": "203.0.113.0/33" } }, "203.0.113.1"],
  ["an IPv6 address without prefix", { IpAddress: { "a:key": "2001:db8::1" } }, "2001:db8::1"],
  ["an IPv4 address as IPv6", { IpAddress: { "a:key": "203.0.113.0/24" } }, "::ffff:203.0.113.1"],
  ["an IPv4 address as IPv6, in hexadecimal", { IpAddress: { "a:key": "2001:db8::/32" } }, "0:0:0:0:0:ffff:cb00:7101"],
  ["a range of IPv4 addresses as IPv6", { IpAddress: { "a:key": "::ffff:203.0.113.0/120" } }, "203.0.113.1"],
  ["an address with a zone", { IpAddress: { "a:key": "fe80::/10" } }, "fe80::1%eth0"],
  ["an ARN that is none", { ArnLike: { "a:key": "*" } }, "arn:aws:s3:::b"],
  ["a variable under an operator that takes none", { NumericEquals: { "a:key": "${aws:x}" } }, "1"],
])("%s is refused", (_, condition, value) => {
  expect(() => holds(condition, value)).toThrow(NotModelled);
});

test("a request that has a key twice, in different case, is refused", () => {
  const policies = [policy(allow("a:B", "*", { StringEquals: { "a:key": "x" } }))];
  expect(() => simulate(policies, { action: "a:B", context: { "a:key": "x", "a:Key": "x" } })).toThrow(NotModelled);
});

test.each<[string, unknown]>([
  ["a list", [{ StringEquals: { "a:key": "x" } }]],
  ["a text", "aws:SecureTransport"],
  ["an operator without keys", { StringEquals: "x" }],
  ["an operator with a list of keys", { StringEquals: ["a:key"] }],
  ["a value that is null", { StringEquals: { "a:key": null } }],
  ["a value that is an object", { StringEquals: { "a:key": { "Fn::Sub": "x" } } }],
  ["a list in a list", { StringEquals: { "a:key": [["x"]] } }],
])("a condition that is %s is refused", (_, condition) => {
  expect(() => holds(condition as Conditions, "x")).toThrow(NotModelled);
});

describe("a key whose value the request leaves open", () => {
  const decision = (...statements: IamStatement[]): string =>
    explain([policy(...statements)], { action: "a:B", context: { "a:key": ANY_VALUE } }).decision;

  test.each<[string, string | string[], string]>([
    ["StringEquals", "x", "possible"],
    ["StringNotEquals", "x", "possible"],
    ["Bool", "true", "possible"],
    ["IpAddress", "203.0.113.0/24", "possible"],
    ["DateGreaterThan", "2024-05-01", "possible"],
    ["ForAllValues:StringEquals", "x", "possible"],
    ["StringEqualsIfExists", "x", "possible"],
    ["StringLike", "*", "allowed"],
    ["StringNotLike", "*", "implicitDeny"],
    ["Null", "false", "allowed"],
    ["Null", "true", "implicitDeny"],
    ["StringEquals", "${aws:PrincipalTag/none}", "implicitDeny"],
    ["StringNotEquals", "${aws:PrincipalTag/none}", "allowed"],
  ])("makes an Allow under %s %j %s", (operator, value, answer) => {
    expect(decision(allow("a:B", "*", { [operator]: { "a:key": value } }))).toBe(answer);
  });

  test("makes a Deny that depends on it a possible allow", () => {
    const unless = (condition: Conditions): string => decision(allow("a:B", "*"), deny("a:B", "*", condition));
    expect(unless({ Bool: { "a:key": "false" } })).toBe("possible");
    expect(unless({ Null: { "a:key": "true" } })).toBe("allowed");
    expect(unless({ StringLike: { "a:key": "*" } })).toBe("explicitDeny");
  });

  test("is a possible value of a variable, in a resource and in a condition", () => {
    const context = { "a:key": ANY_VALUE, "a:other": "x" };
    const own = [policy(allow("a:B", "arn:aws:s3:::b/${a:key}/*"))];
    expect(explain(own, { action: "a:B", resource: "arn:aws:s3:::b/me/1", context }).decision).toBe("possible");
    expect(explain(own, { action: "a:B", resource: "arn:aws:s3:::c/me/1", context }).decision).toBe("implicitDeny");
    const same = [policy(allow("a:B", "*", { StringEquals: { "a:other": "${a:key}" } }))];
    expect(explain(same, { action: "a:B", context }).decision).toBe("possible");
  });

  test("does not hide a value that the policy cannot have", () => {
    for (const [operator, value] of [
      ["DateLessThan", "2024-13-01"],
      ["IpAddress", "203.0.113.0/33"],
      ["NumericEquals", "many"],
      ["Bool", "yes"],
    ] as const) {
      expect(() => decision(allow("a:B", "*", { [operator]: { "a:key": value } }))).toThrow(NotModelled);
    }
  });

  test("leaves simulate without an answer only where it depends on it", () => {
    const policies = [policy(allow("a:B", "*", { Bool: { "a:key": "true" } }))];
    const request = { action: "a:B", context: { "a:key": ANY_VALUE } };
    expect(() => simulate(policies, request)).toThrow(NotModelled);
    expect(simulate([...policies, policy(allow("a:*", "*"))], request)).toBe("allowed");
    expect(simulate([...policies, policy(deny("a:*", "*"))], request)).toBe("explicitDeny");
  });
});
