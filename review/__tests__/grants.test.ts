/** What a role may do, on whose data, and what is left of it. */
import { reviewAccess, type Grant } from "../src";
import { configuration, SUB, type Body, type Parts } from "./configuration";

function grants(statements: Body[], parts: Parts = {}): Grant[] {
  return reviewAccess(configuration({ statements, ...parts })).pools.flatMap(({ roles }) =>
    roles.flatMap((role) => role.grants),
  );
}

const summary = (list: readonly Grant[]): string[] =>
  list.map(
    ({ actions, resources, effect, whose }) => `${actions.join(",")} on ${resources.join(",")}: ${effect}, ${whose}`,
  );

describe("whose data", () => {
  test.each([
    ["cognito-identity.amazonaws.com"],
    ["cognito-identity-us-gov.amazonaws.com"],
    ["cognito-identity.us-gov-east-1.amazonaws.com"],
    ["cognito-identity.cn-north-1.amazonaws.com.cn"],
  ])("a resource with %s:sub is one's own", (prefix) => {
    const [grant] = grants([{ actions: ["s3:GetObject"], resources: [`arn:aws:s3:::b/&{${prefix}:sub}/*`] }]);
    expect(grant).toMatchObject({ effect: "allowed", whose: "own" });
  });

  test("a folder that holds everybody's own folders is others' too", () => {
    const list = grants([
      { actions: ["s3:PutObject"], resources: [`arn:aws:s3:::b/protected/${SUB}/*`] },
      { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/protected/*", "arn:aws:s3:::b/public/*"] },
    ]);
    expect(list.map(({ resources, whose }) => [resources, whose])).toEqual([
      [[`arn:aws:s3:::b/protected/\${cognito-identity.amazonaws.com:sub}/*`], "own"],
      [["arn:aws:s3:::b/protected/*"], "others"],
      [["arn:aws:s3:::b/public/*"], "shared"],
    ]);
  });

  test("rows whose key must be one's own are one's own, if a request cannot do without the key", () => {
    const keys = { test: "ForAllValues:StringEquals", variable: "dynamodb:LeadingKeys", values: [SUB] };
    const present = { test: "Null", variable: "dynamodb:LeadingKeys", values: ["false"] };
    const table = { resources: ["arn:aws:dynamodb:eu-west-1:1:table/t"] };
    const whose = (actions: string[], condition: Body[]): unknown =>
      grants([{ ...table, actions, condition }])[0]?.whose;
    expect(whose(["dynamodb:GetItem"], [keys])).toBe("own");
    expect(whose(["dynamodb:Scan"], [keys])).toBe("others");
    expect(whose(["dynamodb:*"], [keys])).toBe("others");
    expect(whose(["dynamodb:*"], [keys, present])).toBe("own");
  });

  test("a listing of one's own folder is one's own; one that also lists others' is not", () => {
    const list = (values: string[]): unknown =>
      grants([
        { actions: ["s3:GetObject"], resources: [`arn:aws:s3:::b/protected/${SUB}/*`] },
        {
          actions: ["s3:ListBucket"],
          resources: ["arn:aws:s3:::b"],
          condition: [{ test: "StringLike", variable: "s3:prefix", values }],
        },
      ])[1]?.whose;
    expect(list([`private/${SUB}/*`])).toBe("own");
    expect(list(["public/*", `private/${SUB}/*`])).toBe("shared");
    expect(list([`private/${SUB}/*`, "protected/*"])).toBe("others");
  });

  test.each([["${var.queue_arn}"], ["${module.queues.arn}"]])("a resource that only %s gives is not known", (arn) => {
    expect(grants([{ actions: ["sqs:*"], resources: [arn] }])[0]?.whose).toBe("unknown");
  });
});

/** A statement of the second policy. */
const by = (sid: string, number = 1): Grant["statement"] => ({ policy: "aws_iam_role_policy.guard", sid, number });

describe("what a deny leaves", () => {
  const s3 = { actions: ["s3:*"], resources: ["arn:aws:s3:::b/*"] };

  test("nothing, of what it covers", () => {
    const guard = [{ sid: "No", effect: "Deny", actions: ["*"], resources: ["arn:aws:s3:::*"] }];
    expect(grants([s3], { guard })[0]).toMatchObject({ effect: "denied", decidedBy: [by("No")] });
  });

  test("nothing, by the statement that covers it and not by one that might", () => {
    const covers = { sid: "No", effect: "Deny", ...s3 };
    const might = {
      ...covers,
      sid: "Perhaps",
      condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    };
    expect(grants([s3], { guard: [might, covers] })[0]).toMatchObject({
      effect: "denied",
      decidedBy: [by("No", 2)],
    });
  });

  test("all, of what it does not touch", () => {
    const guard = [{ effect: "Deny", actions: ["s3:*"], resources: ["arn:aws:s3:::other/*"] }];
    expect(grants([s3], { guard })[0]).toMatchObject({ effect: "allowed", decidedBy: [] });
  });

  test("all, of what it leaves out by a pattern", () => {
    const read = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/public/logo.png"] };
    for (const part of [
      { not_actions: ["iam:*", "s3:*"], resources: ["*"] },
      { not_actions: ["S3:getobject"], resources: ["*"] },
      { actions: ["*"], not_resources: ["arn:aws:s3:::c/*", "arn:aws:s3:::b/*"] },
      { actions: ["*"], not_resources: ["arn:aws:s3:::b/public/logo.png"] },
      { actions: ["*"], resources: ["arn:aws:s3:::*.txt"] },
      { actions: ["s3:PutObject", "sqs:*"], resources: ["arn:aws:s3:::b/*"] },
    ])
      expect(grants([read], { guard: [{ effect: "Deny", ...part }] })[0]).toMatchObject({
        effect: "allowed",
        decidedBy: [],
      });
  });

  test("is not evaluated, where nobody can tell what the deny covers", () => {
    const unclosed = { effect: "Deny", actions: ["s3:PutObject"], resources: ["arn:aws:s3:::other/&{aws:username"] };
    expect(grants([s3], { guard: [unclosed] })[0]).toMatchObject({ effect: "not-evaluated", whose: "unknown" });
  });

  test("a part, where it covers some actions, some resources or some conditions", () => {
    const tls = { test: "Bool", variable: "aws:SecureTransport", values: ["false"] };
    for (const part of [
      { actions: ["iam:*", "s3:Delete*"] },
      { resources: ["arn:aws:s3:::b/keep/*"] },
      { condition: [tls] },
    ]) {
      const guard = [{ effect: "Deny", ...s3, ...part }];
      expect(grants([s3], { guard })[0]).toMatchObject({
        effect: "limited",
        decidedBy: [{ policy: "aws_iam_role_policy.guard", number: 1 }],
      });
    }
  });

  test("what its NotResource names", () => {
    const guard = [{ effect: "Deny", actions: ["s3:*"], not_resources: ["arn:aws:s3:::b/public/*"] }];
    expect(grants([s3], { guard })[0]).toMatchObject({ effect: "limited", limitedTo: ["arn:aws:s3:::b/public/*"] });
  });

  test("nothing, where what its NotResource names is nobody's", () => {
    const guard = [
      { sid: "No", effect: "Deny", actions: ["s3:*"], not_resources: ["arn:aws:s3:::b/&{aws:username}/*"] },
    ];
    expect(grants([s3], { guard })[0]).toMatchObject({ effect: "denied", decidedBy: [by("No")] });
  });

  test("what its NotAction names", () => {
    const guard = [{ sid: "No", effect: "Deny", not_actions: ["s3:GetObject"], resources: ["*"] }];
    const decidedBy = [by("No")];
    expect(grants([{ ...s3, actions: ["s3:GetObject"] }], { guard })[0]).toMatchObject({
      effect: "allowed",
      decidedBy: [],
    });
    expect(grants([{ ...s3, actions: ["s3:PutObject"] }], { guard })[0]).toMatchObject({ effect: "denied", decidedBy });
    expect(grants([s3], { guard })[0]).toMatchObject({ effect: "limited", decidedBy });
  });

  test("the one name that its wildcard does not reach", () => {
    const guard = [{ effect: "Deny", actions: ["s3:*"], resources: ["arn:aws:s3:::b/?*"] }];
    expect(grants([s3], { guard })[0]?.effect).toBe("limited");
  });
});

test("actions and resources of different services in one statement are not mixed up", () => {
  const resources = ["arn:aws:s3:::b/*", "arn:aws:sqs:eu-west-1:1:q"];
  expect(summary(grants([{ actions: ["s3:GetObject", "sqs:SendMessage"], resources }]))).toEqual([
    "s3:GetObject on arn:aws:s3:::b/*: allowed, shared",
    "sqs:SendMessage on arn:aws:sqs:eu-west-1:1:q: allowed, shared",
  ]);
});

test.each([
  ["sts:AssumeRole", "iam:GetRole", "arn:aws:iam::1:role/x"],
  ["ssm:StartSession", "ec2:StartInstances", "arn:aws:ec2:*:1:instance/*"],
  ["ssm:StartSession", "ecs:StopTask", "arn:aws:ecs:*:1:task/*"],
])("%s beside %s goes with the other service's resources, too", (action, other, resource) => {
  const parts = configuration({ statements: [{ actions: [other, action], resources: [resource] }] });
  const { pools, findings } = reviewAccess(parts);
  expect(summary(pools[0]?.roles[0]?.grants ?? [])).toEqual([`${other},${action} on ${resource}: allowed, shared`]);
  expect(findings.map(({ id }) => id)).toContain("privilege-escalation");
});

test("an action whose service has no resources of its own goes with those of others", () => {
  const role = "arn:aws:iam::1:role/other";
  const object = "arn:aws:s3:::b/*";
  expect(summary(grants([{ actions: ["s3:GetObject", "sts:AssumeRole"], resources: [object, role] }]))).toEqual([
    `s3:GetObject on ${object}: allowed, shared`,
    `sts:AssumeRole on ${role}: allowed, shared`,
  ]);
});

test("a permissions boundary in the file caps what the role grants", () => {
  const boundary = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } };
  const list = grants([{ actions: ["s3:GetObject", "s3:PutObject"], resources: ["arn:aws:s3:::b/*"] }], {
    role: { permissions_boundary: "${aws_iam_policy.boundary.arn}" },
    resource: { aws_iam_policy: { boundary: { policy: JSON.stringify(boundary) } } },
  });
  expect(summary(list)).toEqual([
    "s3:GetObject on arn:aws:s3:::b/*: allowed, shared",
    "s3:PutObject on arn:aws:s3:::b/*: denied, none",
  ]);
  expect(list[1]?.cause).toBe("boundary");
});

test("everything but some actions, or some resources, is shown as that", () => {
  const [actions, resources] = grants([
    { not_actions: ["iam:*"], resources: ["*"] },
    { actions: ["s3:GetObject"], not_resources: ["arn:aws:s3:::secret/*"] },
  ]);
  expect(actions).toMatchObject({ allActionsBut: true, actions: ["iam:*"], resources: ["*"] });
  expect(resources).toMatchObject({ allResourcesBut: true, resources: ["arn:aws:s3:::secret/*"] });
});

test("in a policy without version a variable is plain text, and the grant void", () => {
  const statement = {
    Effect: "Allow",
    Action: "s3:*",
    Resource: "arn:aws:s3:::b/$${cognito-identity.amazonaws.com:sub}/*",
  };
  const [grant] = grants([], {
    statements: undefined,
    resource: { aws_iam_role_policy: { old: { role: "user", policy: JSON.stringify({ Statement: [statement] }) } } },
  });
  expect(grant).toMatchObject({ effect: "denied", cause: "no-version" });
});

test("an operator that IAM does not have is shown as not evaluated, with the cause", () => {
  const condition = [{ test: "StringMatches", variable: "aws:x", values: ["y"] }];
  const [grant] = grants([{ actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::b"], condition }]);
  expect(grant).toMatchObject({
    effect: "not-evaluated",
    cause: { notModelled: 'the condition operator "StringMatches"' },
  });
});

describe("a condition", () => {
  const given = (test: string, variable: string, ...values: string[]): Grant | undefined =>
    grants([
      { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"], condition: [{ test, variable, values }] },
    ])[0];

  test.each<[string, string, string]>([
    ["IpAddress", "aws:SourceIp", "203.0.113.0/24"],
    ["DateLessThan", "aws:CurrentTime", "2030-01-01"],
    ["NumericLessThan", "aws:EpochTime", "1900000000"],
    ["Bool", "aws:SecureTransport", "true"],
    ["StringEquals", "aws:RequestedRegion", "eu-west-1"],
    ["NumericLessThan", "s3:max-keys", "10"],
    ["StringEquals", "a-service-of-tomorrow:Key", "x"],
  ])("%s %s leaves a grant as it is: a request may meet it", (...condition) => {
    expect(given(...condition)).toMatchObject({ effect: "allowed", whose: "shared" });
  });

  test.each<[string, string, string]>([
    ["Null", "aws:SecureTransport", "true"],
    ["StringEquals", "aws:username", "ada"],
    ["ForAnyValue:StringEquals", "cognito-identity.amazonaws.com:amr", "unauthenticated"],
    ["StringEquals", "cognito-identity.amazonaws.com:aud", "eu-west-1:2"],
    ["StringEquals", "aws:PrincipalTag/team", "red"],
  ])("%s %s that no session of the role meets leaves nothing", (...condition) => {
    expect(given(...condition)).toMatchObject({
      effect: "denied",
      whose: "none",
      cause: "no-request-meets-its-conditions",
    });
  });

  test("of a deny is shown with the deny", () => {
    const deny = { test: "Bool", variable: "aws:SecureTransport", values: ["false"] };
    const read = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] };
    expect(grants([read], { guard: [{ sid: "Tls", effect: "Deny", ...read, condition: [deny] }] })[0]).toMatchObject({
      effect: "limited",
      decidedBy: [{ sid: "Tls", conditions: [{ operator: "Bool", key: "aws:SecureTransport", values: ["false"] }] }],
    });
  });

  test("of a deny that no session of the role meets limits nothing", () => {
    const guests = {
      test: "ForAnyValue:StringEquals",
      variable: "cognito-identity.amazonaws.com:amr",
      values: ["unauthenticated"],
    };
    const read = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] };
    const guard = [{ effect: "Deny", ...read, condition: [guests] }];
    expect(grants([read], { guard })[0]).toMatchObject({ effect: "allowed", decidedBy: [] });
  });
});

test("a variable that no session of Cognito has a value for matches nothing", () => {
  const [grant] = grants([{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/&{aws:username}/*"] }]);
  expect(grant).toMatchObject({
    effect: "denied",
    whose: "none",
    cause: { variablesWithoutValue: ["${aws:username}"] },
  });
});

test("only the variables without a value are said to have none", () => {
  const resource = `arn:aws:s3:::b/${SUB}/&{aws:username}/&{aws:PrincipalTag/team, 'all'}/&{*}/*`;
  const [grant] = grants([{ actions: ["s3:GetObject"], resources: [resource] }]);
  expect(grant).toMatchObject({ effect: "denied", cause: { variablesWithoutValue: ["${aws:username}"] } });
});

test("names of every JavaScript object are names like others", () => {
  for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    const statement = (Condition: object): string =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: `${name}:Read`, Resource: `arn:aws:${name}:::b/*`, Condition },
      });
    const withPolicy = (policy: string): Grant[] =>
      grants([], { statements: undefined, resource: { aws_iam_role_policy: { p: { role: "user", policy } } } });
    expect(withPolicy(statement({}))).toMatchObject([{ effect: "allowed", whose: "shared" }]);
    const key = JSON.parse(`{"${name}":"x"}`) as object;
    expect(withPolicy(statement({ StringEquals: key }))).toMatchObject([{ effect: "allowed", whose: "shared" }]);
    const operator = JSON.parse(`{"${name}":{"aws:SourceIp":"x"}}`) as object;
    expect(withPolicy(statement(operator))).toMatchObject([{ effect: "not-evaluated" }]);
  }
});

describe("a role for guests", () => {
  const guests = { attachment: { roles: { unauthenticated: "${aws_iam_role.user.arn}" } } };
  const build = [{ actions: ["codebuild:StartBuild", "s3:GetObject"], resources: ["*"] }];

  test("cannot grant what AWS keeps from guests", () => {
    expect(summary(grants(build, guests))).toEqual([
      "codebuild:StartBuild on *: denied, none",
      "s3:GetObject on *: allowed, shared",
    ]);
  });

  test("can, once the classic flow goes past AWS's cap", () => {
    const list = grants(build, { ...guests, pool: { allow_classic_flow: true } });
    expect(list.map(({ effect }) => effect)).toEqual(["allowed"]);
  });
});
