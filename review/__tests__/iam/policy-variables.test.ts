/** Variables in resources and conditions, and what happens without a value. */
import { NotModelled } from "../../src/iam/not-modelled";
import { simulate } from "../../src/iam/simulate";
import { allow, deny, policy } from "./policies";

const SUB = "cognito-identity.amazonaws.com:sub";
const ME = "eu-west-1:00000000-0000-0000-0000-000000000001";
const OWN = policy(allow("s3:*", `arn:aws:s3:::notes/\${${SUB}}*`));

const read = (key: string, context: Record<string, string> = { [SUB]: ME }): ReturnType<typeof simulate> =>
  simulate([OWN], { action: "s3:GetObject", resource: `arn:aws:s3:::notes/${key}`, context });

test("one's own identity id reaches one's own objects, and nobody else's", () => {
  expect(read(`${ME}-2024-note.txt`)).toBe("allowed");
  expect(read("eu-west-1:00000000-0000-0000-0000-000000000002-note.txt")).toBe("implicitDeny");
});

test("the name of a variable has no case", () => {
  expect(read(`${ME}x`, { "Cognito-Identity.AmazonAWS.com:SUB": ME })).toBe("allowed");
});

test("without the value the resource matches nothing, not even its own text", () => {
  expect(read(`${ME}x`, {})).toBe("implicitDeny");
  expect(read(`\${${SUB}}x`, {})).toBe("implicitDeny");
});

test("without the value another resource of the same statement still matches", () => {
  const statement = allow("s3:*", [`arn:aws:s3:::notes/\${${SUB}}*`, "arn:aws:s3:::notes/public/*"]);
  expect(simulate([policy(statement)], { action: "s3:GetObject", resource: "arn:aws:s3:::notes/public/a" })).toBe(
    "allowed",
  );
});

test("without the value a NotResource leaves nothing out, so the deny covers everything", () => {
  const guard = { Effect: "Deny", Action: "s3:*", NotResource: `arn:aws:s3:::notes/\${${SUB}}*` } as const;
  const policies = [policy(allow("s3:*", "*"), guard)];
  const request = { action: "s3:GetObject", resource: `arn:aws:s3:::notes/${ME}` };
  expect(simulate(policies, { ...request, context: { [SUB]: ME } })).toBe("allowed");
  expect(simulate(policies, request)).toBe("explicitDeny");
});

test("a default stands in for a missing value, and only then", () => {
  const bucket = policy(allow("s3:*", "arn:aws:s3:::team-${aws:PrincipalTag/team, 'everybody'}"));
  const list = (resource: string, context = {}): string =>
    simulate([bucket], { action: "s3:ListBucket", resource, context });
  expect(list("arn:aws:s3:::team-everybody")).toBe("allowed");
  expect(list("arn:aws:s3:::team-red", { "aws:PrincipalTag/team": "red" })).toBe("allowed");
  expect(list("arn:aws:s3:::team-everybody", { "aws:PrincipalTag/team": "red" })).toBe("implicitDeny");
});

test("a default stands behind a comma, with a space or without", () => {
  for (const variable of ["${aws:x, 'y'}", "${aws:x,'y'}"]) {
    const document = policy(allow("s3:*", `arn:aws:s3:::${variable}`));
    expect(simulate([document], { action: "s3:ListBucket", resource: "arn:aws:s3:::y" })).toBe("allowed");
  }
});

test("a text of 2,048 characters is the longest", () => {
  const resource = (length: number): string => `arn:aws:s3:::${"b".repeat(length - "arn:aws:s3:::".length)}`;
  const asked = (length: number) => () =>
    simulate([policy(allow("s3:*", resource(length)))], { action: "s3:ListBucket", resource: resource(length) });
  expect(asked(2048)()).toBe("allowed");
  expect(asked(2049)).toThrow(NotModelled);
});

test.each([
  ["${*}", "a*b", "axb"],
  ["${?}", "a?b", "axb"],
  ["${$}", "a$b", "a${$}b"],
])("%s is the character itself", (variable, same, different) => {
  const document = policy(allow("s3:*", `arn:aws:s3:::a${variable}b`));
  expect(simulate([document], { action: "s3:ListBucket", resource: `arn:aws:s3:::${same}` })).toBe("allowed");
  expect(simulate([document], { action: "s3:ListBucket", resource: `arn:aws:s3:::${different}` })).toBe("implicitDeny");
});

test("in a policy of the old version, or without one, a variable is plain text", () => {
  const resource = `arn:aws:s3:::notes/${ME}`;
  for (const Version of ["2008-10-17", undefined]) {
    const request = { action: "s3:GetObject", context: { [SUB]: ME } };
    expect(simulate([{ ...OWN, Version }], { ...request, resource })).toBe("implicitDeny");
    expect(simulate([{ ...OWN, Version }], { ...request, resource: `arn:aws:s3:::notes/\${${SUB}}1` })).toBe("allowed");
  }
});

test("in an action a variable is plain text", () => {
  expect(
    simulate([policy(allow("s3:${aws:x}", "*"))], { action: "s3:GetObject", context: { "aws:x": "GetObject" } }),
  ).toBe("implicitDeny");
});

test.each([
  ["no closing brace", "arn:aws:s3:::notes/${aws:userid"],
  ["no name", "arn:aws:s3:::notes/${}"],
  ["a space in the name", "arn:aws:s3:::notes/${aws:user id}"],
  ["two spaces before its default", "arn:aws:s3:::notes/${aws:userid,  'me'}"],
  ["a default without quotes", "arn:aws:s3:::notes/${aws:userid, me}"],
  ["a place before the fifth colon", "arn:aws:sqs:${aws:RequestedRegion}:1:queue"],
])("a variable with %s is refused", (_, resource) => {
  expect(() => simulate([policy(allow("s3:*", resource))], { action: "s3:GetObject", resource: "x" })).toThrow(
    NotModelled,
  );
});

test.each([
  ["of several values", ["a", "b"]],
  ["that is empty", ""],
  ["with a wildcard in it", "a*"],
])("a value %s is refused as a variable", (_, value) => {
  const request = { action: "s3:GetObject", resource: "arn:aws:s3:::notes/a", context: { "aws:x": value } };
  expect(() => simulate([policy(allow("s3:*", "arn:aws:s3:::notes/${aws:x}"))], request)).toThrow(NotModelled);
});

describe("a variable without a value in a condition", () => {
  const request = { action: "s3:GetObject", context: { "s3:ExistingObjectTag/team": "red" } };
  const tag = { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" };

  test("equals nothing", () => {
    expect(simulate([policy(allow("s3:*", "*", { StringEquals: tag }))], request)).toBe("implicitDeny");
  });

  test("is unequal to everything, so a negated operator holds", () => {
    const policies = [policy(allow("s3:*", "*"), deny("s3:*", "*", { StringNotEquals: tag }))];
    expect(simulate(policies, request)).toBe("explicitDeny");
    expect(simulate(policies, { ...request, context: { ...request.context, "aws:PrincipalTag/team": "red" } })).toBe(
      "allowed",
    );
  });

  test("is refused beside another value that matches: AWS's pages disagree", () => {
    const values = { "s3:ExistingObjectTag/team": ["red", "${aws:PrincipalTag/team}"] };
    expect(() => simulate([policy(allow("s3:*", "*", { StringEquals: values }))], request)).toThrow(NotModelled);
  });
});
