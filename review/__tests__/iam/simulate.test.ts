/** The decision: deny, then allow, then default; and what goes along with it. */
import { NotModelled } from "../../src/iam/not-modelled";
import { explain, simulate } from "../../src/iam/simulate";
import { allow, deny, policy } from "./policies";

const READ = { action: "s3:GetObject", resource: "arn:aws:s3:::notes/a.txt" };

test("what no statement speaks of is denied", () => {
  expect(simulate([], READ)).toBe("implicitDeny");
  expect(simulate([policy(allow("s3:PutObject", "*"))], READ)).toBe("implicitDeny");
});

test("an allow of the action on the resource allows", () => {
  expect(simulate([policy(allow("s3:GetObject", "arn:aws:s3:::notes/*"))], READ)).toBe("allowed");
});

test("a deny wins over an allow, in whichever policy and order they stand", () => {
  const [yes, no] = [allow("s3:*", "*"), deny("s3:GetObject", "arn:aws:s3:::notes/*")];
  expect(simulate([policy(yes, no)], READ)).toBe("explicitDeny");
  expect(simulate([policy(no), policy(yes)], READ)).toBe("explicitDeny");
});

test("a single statement needs no list around it", () => {
  expect(simulate([{ Version: "2012-10-17", Statement: allow("s3:*", "*") }], READ)).toBe("allowed");
});

describe("the name of an action", () => {
  test.each([
    ["s3:getobject", "allowed"],
    ["S3:Get*", "allowed"],
    ["s3:Get?bject", "allowed"],
    ["*", "allowed"],
    ["s3:GetObjectAcl", "implicitDeny"],
    ["s3:Get", "implicitDeny"],
    ["*:*", "allowed"],
  ])("%s in an Allow makes it %s", (action, decision) => {
    expect(simulate([policy(allow(action, "*"))], READ)).toBe(decision);
  });

  test("NotAction speaks of every action that it does not list", () => {
    const statement = { Effect: "Allow", NotAction: ["iam:*", "s3:Put*"], Resource: "*" } as const;
    expect(simulate([policy(statement)], READ)).toBe("allowed");
    expect(simulate([policy(statement)], { ...READ, action: "S3:PutObject" })).toBe("implicitDeny");
  });

  test.each(["s3:*", "GetObject", "*", "s3:", ""])("a request for %p is refused: it is no action", (action) => {
    expect(() => simulate([policy(allow("*", "*"))], { action })).toThrow(NotModelled);
  });
});

describe("the name of a resource", () => {
  test.each([
    ["arn:aws:s3:::notes/*", "allowed"],
    ["arn:aws:s3:::*", "allowed"],
    ["arn:aws:s3:::notes/?.txt", "allowed"],
    ["arn:aws:s3:::Notes/*", "implicitDeny"],
    ["arn:aws:s3:::notes", "implicitDeny"],
  ])("%s in an Allow makes it %s", (resource, decision) => {
    expect(simulate([policy(allow("s3:*", resource))], READ)).toBe(decision);
  });

  test("NotResource speaks of every resource that it does not list", () => {
    const statement = { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::notes/*" } as const;
    const policies = [policy(allow("s3:*", "*"), statement)];
    expect(simulate(policies, READ)).toBe("allowed");
    expect(simulate(policies, { ...READ, resource: "arn:aws:s3:::other/a.txt" })).toBe("explicitDeny");
  });

  test("an action without a resource is covered by * and by no ARN", () => {
    expect(simulate([policy(allow("cognito-identity:*", "*"))], { action: "cognito-identity:ListIdentityPools" })).toBe(
      "allowed",
    );
    expect(simulate([policy(allow("s3:*", "arn:*"))], { action: "s3:ListAllMyBuckets" })).toBe("implicitDeny");
  });
});

describe("what caps a session", () => {
  const everything = [policy(allow("*", "*"))];
  const onlyS3 = policy(allow("s3:*", "*"));

  test("a session policy must allow the action too", () => {
    expect(simulate(everything, { ...READ, sessionPolicies: [onlyS3] })).toBe("allowed");
    expect(simulate(everything, { action: "sqs:SendMessage", sessionPolicies: [onlyS3] })).toBe("implicitDeny");
  });

  test("a session policy allows nothing by itself", () => {
    expect(simulate([], { ...READ, sessionPolicies: [onlyS3] })).toBe("implicitDeny");
  });

  test("an empty list of session policies is refused: it could mean everything or nothing", () => {
    expect(() => simulate(everything, { ...READ, sessionPolicies: [] })).toThrow(NotModelled);
  });

  test("of several session policies one that allows is enough", () => {
    const sessionPolicies = [policy(allow("sqs:*", "*")), onlyS3];
    expect(simulate(everything, { ...READ, sessionPolicies })).toBe("allowed");
  });

  test("a deny in a session policy, or in the boundary, wins", () => {
    const no = policy(allow("*", "*"), deny("s3:*", "*"));
    expect(simulate(everything, { ...READ, sessionPolicies: [no] })).toBe("explicitDeny");
    expect(simulate(everything, { ...READ, permissionsBoundary: no })).toBe("explicitDeny");
  });

  test("a permissions boundary must allow the action too", () => {
    expect(simulate(everything, { action: "sqs:SendMessage", permissionsBoundary: onlyS3 })).toBe("implicitDeny");
  });
});

describe("the statements that decided", () => {
  const yes = allow("s3:*", "*");
  const no = { ...deny("s3:GetObject", "*"), Sid: "NoReading" };

  test("a deny is quoted alone, an allow with every allow that applies", () => {
    expect(explain([policy(yes), policy(no)], READ).statements).toEqual([{ statement: no, policy: policy(no) }]);
    expect(explain([policy(yes, allow("sqs:*", "*"))], READ).statements.map(({ statement }) => statement)).toEqual([
      yes,
    ]);
  });

  test("an implicit deny quotes nothing", () => {
    expect(explain([policy(allow("sqs:*", "*"))], READ)).toEqual({ decision: "implicitDeny", statements: [] });
  });
});

describe("what is not modelled", () => {
  const unclear = {
    Effect: "Allow",
    Action: "s3:*",
    Resource: "*",
    Condition: { StringLikely: { "s3:x": "y" } },
  } as const;

  test("is refused, and the refusal says what it is", () => {
    expect(() => simulate([policy(unclear)], READ)).toThrow(new NotModelled('the condition operator "StringLikely"'));
  });

  test("does not matter to a statement that does not apply anyway", () => {
    expect(simulate([policy(unclear)], { ...READ, action: "sqs:SendMessage" })).toBe("implicitDeny");
  });

  test("does not matter where another deny decides, nor, in an Allow, where another allows", () => {
    expect(simulate([policy(unclear, deny("s3:*", "*"))], READ)).toBe("explicitDeny");
    expect(simulate([policy(unclear, allow("s3:*", "*"))], READ)).toBe("allowed");
  });

  test("is refused in a Deny even where an Allow is sure", () => {
    expect(() => simulate([policy({ ...unclear, Effect: "Deny" }, allow("s3:*", "*"))], READ)).toThrow(NotModelled);
  });

  test.each([
    ["an element that IAM does not have", { ...allow("s3:*", "*"), Ressource: "*" }],
    ["a principal in an identity policy", { ...allow("s3:*", "*"), Principal: "*" }],
    ["Action beside NotAction", { ...allow("s3:*", "*"), NotAction: "s3:Put*" }],
    ["no resource", { Effect: "Allow", Action: "s3:*" }],
    ["an empty list of actions", allow([], "*")],
    ["a resource that is longer than any ARN", allow("s3:*", `arn:aws:s3:::b/${"*a".repeat(1_100)}`)],
    ["an action that is longer than any ARN", allow(`s3:${"*a".repeat(1_100)}`, "*")],
    ["an action without a service", allow("GetObject", "*")],
    ["a wildcard in the name of a service", allow("s*:GetObject", "*")],
    ["a wildcard in the place of a service", allow("*:GetObject", "*")],
    ["an action that is a number", allow([7 as unknown as string], "*")],
    ["a resource that is null", allow("s3:*", [null as unknown as string])],
    ["an effect in lower case", { ...allow("s3:*", "*"), Effect: "allow" }],
  ])("%s is refused", (_, statement) => {
    expect(() => simulate([policy(statement as ReturnType<typeof allow>)], READ)).toThrow(NotModelled);
  });

  test("a version that IAM does not have is refused", () => {
    expect(() => simulate([{ Version: "2020-01-01", Statement: allow("s3:*", "*") }], READ)).toThrow(NotModelled);
  });
});
