/** What must hold of every policy, tried on random ones. */
import fc from "fast-check";
import type { IamStatement } from "../../src/iam/policy-document";
import { ANY_VALUE } from "../../src/iam/context";
import type { AccessRequest } from "../../src/iam/request";
import { explain, simulate, type Decision } from "../../src/iam/simulate";
import { policy } from "./policies";

const SUB = "cognito-identity.amazonaws.com:sub";
const action = fc.constantFrom("s3:GetObject", "s3:PutObject", "s3:Get*", "s3:*", "sqs:SendMessage", "*");
const resource = fc.constantFrom(
  "*",
  "arn:aws:s3:::notes/*",
  "arn:aws:s3:::notes/me/a",
  "arn:aws:s3:::notes/${cognito-identity.amazonaws.com:sub}/*",
  "arn:aws:s3:::notes/${aws:PrincipalTag/team}*",
  "arn:aws:s3:::other/?",
);
const condition = fc.constantFrom<IamStatement["Condition"]>(
  undefined,
  { StringEquals: { "aws:PrincipalTag/team": "red" } },
  { StringNotEquals: { "aws:PrincipalTag/team": "red" } },
  { "ForAllValues:StringLike": { "aws:TagKeys": ["r*", "b"] } },
  { Null: { "aws:PrincipalTag/team": "true" } },
  { StringLikeIfExists: { "aws:TagKeys": "r*" } }, // Not modelled for two tag keys.
);
const list = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 3 });

const statement: fc.Arbitrary<IamStatement> = fc
  .record({
    Effect: fc.constantFrom("Allow", "Deny"),
    actions: list(action),
    isNotAction: fc.boolean(),
    resources: list(resource),
    isNotResource: fc.boolean(),
    Condition: condition,
  })
  .map(({ Effect, actions, isNotAction, resources, isNotResource, Condition }) => ({
    Effect,
    [isNotAction ? "NotAction" : "Action"]: actions,
    [isNotResource ? "NotResource" : "Resource"]: resources,
    ...(Condition && { Condition }),
  }));

const request: fc.Arbitrary<AccessRequest> = fc.record({
  action: fc.constantFrom("s3:GetObject", "S3:putobject", "sqs:SendMessage"),
  resource: fc.constantFrom("*", "arn:aws:s3:::notes/me/a", "arn:aws:s3:::notes/you/a", "arn:aws:s3:::other/x"),
  context: fc.record(
    {
      [SUB]: fc.constant("me"),
      "aws:PrincipalTag/team": fc.constantFrom("red", "me"),
      "aws:TagKeys": fc.constantFrom(["r"], ["r", "b"], ["x"]),
    },
    { requiredKeys: [] },
  ),
});

type Answer = Decision | "not modelled";

function answer(statements: readonly IamStatement[], asked: AccessRequest): Answer {
  try {
    return simulate([policy(...statements)], asked);
  } catch {
    return "not modelled";
  }
}

const check = (property: (statements: IamStatement[], asked: AccessRequest, one: IamStatement) => void): void => {
  fc.assert(fc.property(fc.array(statement, { maxLength: 5 }), request, statement, property), { numRuns: 3000 });
};

test("a deny that applies by itself wins, whatever stands beside it", () => {
  check((statements, asked, one) => {
    if (answer([{ ...one, Effect: "Deny" }], asked) !== "explicitDeny") return;
    expect(answer([...statements, { ...one, Effect: "Deny" }], asked)).toBe("explicitDeny");
  });
});

test("the order of statements, and how they are spread over policies, changes nothing", () => {
  check((statements, asked) => {
    const expected = answer(statements, asked);
    expect(answer(statements.toReversed(), asked)).toBe(expected);
    if (expected === "not modelled") return;
    expect(
      simulate(
        statements.map((one) => policy(one)),
        asked,
      ),
    ).toBe(expected);
  });
});

test("one resource more in an Allow never takes an allow away", () => {
  const widened = (one: IamStatement, by: string): IamStatement =>
    one.Effect === "Allow" && Array.isArray(one.Resource)
      ? { ...one, Resource: [...(one.Resource as string[]), by] }
      : one;
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 5 }), request, resource, (statements, asked, by) => {
      if (answer(statements, asked) !== "allowed") return;
      expect(
        answer(
          statements.map((one) => widened(one, by)),
          asked,
        ),
      ).toBe("allowed");
    }),
    { numRuns: 3000 },
  );
});

test("a wildcard in the place of an Allow's resources never takes an allow away", () => {
  check((statements, asked) => {
    if (answer(statements, asked) !== "allowed") return;
    const wide = statements.map((one) => (one.Effect === "Allow" && one.Resource ? { ...one, Resource: "*" } : one));
    expect(answer(wide, asked)).toBe("allowed");
  });
});

test("one deny more never adds an allow", () => {
  check((statements, asked, one) => {
    if (answer(statements, asked) === "allowed") return;
    expect(answer([...statements, { ...one, Effect: "Deny" }], asked)).not.toBe("allowed");
  });
});

test("without an Allow nothing is allowed", () => {
  check((statements, asked) => {
    const denies = statements.map((one): IamStatement => ({ ...one, Effect: "Deny" }));
    expect(answer(denies, asked)).not.toBe("allowed");
  });
});

test("a session policy never adds an allow", () => {
  check((statements, asked, one) => {
    const capped = { ...asked, sessionPolicies: [policy(one)] };
    if (answer(statements, capped) === "allowed") expect(answer(statements, asked)).toBe("allowed");
  });
});

test("an answer that does not depend on an open value is the one for each of its values", () => {
  check((statements, asked) => {
    const withTag = (value: string | typeof ANY_VALUE): AccessRequest => ({
      ...asked,
      context: { ...asked.context, "aws:PrincipalTag/team": value },
    });
    let open: Answer | "possible";
    try {
      open = explain([policy(...statements)], withTag(ANY_VALUE)).decision;
    } catch {
      return;
    }
    for (const value of ["red", "me", "x"]) {
      const closed = answer(statements, withTag(value));
      if (open === "possible" || closed === "not modelled") continue;
      expect(closed === "allowed").toBe(open === "allowed");
    }
  });
});
