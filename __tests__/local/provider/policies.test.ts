import fc from "fast-check";
import { checkIdentityPolicy, checkTrustPolicy } from "../../../local/provider/aws/policy-grammar";
import { policyMeaning, policySize } from "../../../local/provider/aws/policy-json";

const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
const cognito = {
  Effect: "Allow",
  Principal: { Federated: "cognito-identity.amazonaws.com" },
  Action: "sts:AssumeRoleWithWebIdentity",
};

function document(...statements: unknown[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const without = (statement: object, key: string) =>
  Object.fromEntries(Object.entries(statement).filter(([name]) => name !== key));

describe("a policy of a role", () => {
  test.each([
    ["an action and a resource", document(allow)],
    ["a single statement that is no list", JSON.stringify({ Statement: allow })],
    ["the negations", document({ Effect: "Deny", NotAction: ["s3:*"], NotResource: "arn:aws:s3:::b/*" })],
    ["everything", document({ Effect: "Allow", Action: "*", Resource: "*" })],
    [
      "a condition",
      document({
        ...allow,
        Condition: { "ForAllValues:StringEqualsIfExists": { "aws:x": ["a"] }, Null: { "aws:y": true } },
      }),
    ],
    [
      "a variable in a resource",
      document({ ...allow, Resource: "arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}*" }),
    ],
  ])("with %s is taken", (_, policy) => {
    expect(() => {
      checkIdentityPolicy(policy, ["policy"]);
    }).not.toThrow();
  });

  test.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["no statement", document()],
    ["another version", JSON.stringify({ Version: "2024-01-01", Statement: [allow] })],
    ["an element that nobody knows", document({ ...allow, Actions: "x" })],
    ["an element of the document that nobody knows", JSON.stringify({ Statements: [], Statement: [allow] })],
    ["no effect", document(without(allow, "Effect"))],
    ["a small effect", document({ ...allow, Effect: "allow" })],
    ["no action", document(without(allow, "Action"))],
    ["an empty list of actions", document({ ...allow, Action: [] })],
    ["an action and its negation", document({ ...allow, NotAction: "s3:*" })],
    ["an action without service", document({ ...allow, Action: "GetObject" })],
    ["no resource", document(without(allow, "Resource"))],
    ["a resource that is no ARN", document({ ...allow, Resource: "my-bucket/*" })],
    ["a principal", document({ ...allow, Principal: "*" })],
    ["a Sid with a space", document({ ...allow, Sid: "a b" })],
    ["a Sid twice", document({ ...allow, Sid: "a" }, { ...allow, Sid: "a" })],
    ["an operator that nobody knows", document({ ...allow, Condition: { StringEqual: { "aws:x": "a" } } })],
    ["a condition key without service", document({ ...allow, Condition: { StringEquals: { x: "a" } } })],
  ])("with %s is malformed", (_, policy) => {
    expect(() => {
      checkIdentityPolicy(policy, ["policy"]);
    }).toThrow("MalformedPolicyDocument");
  });
});

describe("a trust policy", () => {
  const aud = (operator: string, key: string) => ({ Condition: { [operator]: { [key]: "pool" } } });

  test.each([
    ["for a service", document(trust)],
    ["for a pool", document({ ...cognito, ...aud("StringEquals", "cognito-identity.amazonaws.com:aud") })],
    ["for pools by pattern", document({ ...cognito, ...aud("StringLike", "cognito-identity.amazonaws.com:aud") })],
    [
      "for a pool in GovCloud",
      document({
        ...cognito,
        Principal: { Federated: "cognito-identity-us-gov.amazonaws.com" },
        ...aud("StringEquals", "cognito-identity-us-gov.amazonaws.com:aud"),
      }),
    ],
    ["that denies pools altogether", document({ ...cognito, Effect: "Deny" })],
    ["for another web identity provider", document({ ...cognito, Principal: { Federated: "accounts.google.com" } })],
    ["of 2,048 characters", sized(2048)],
    ["of 2,048 characters and white space", `${sized(2048)}\n\n`],
  ])("%s is taken", (_, policy) => {
    expect(() => {
      checkTrustPolicy(policy, ["assume_role_policy"]);
    }).not.toThrow();
  });

  test.each([
    ["with a resource", document({ ...trust, Resource: "*" }), "MalformedPolicyDocument"],
    ["without principal", document(without(trust, "Principal")), "MalformedPolicyDocument"],
    ["for everybody", document({ ...trust, Principal: "*" }), "MalformedPolicyDocument"],
    [
      "for a type of principal that nobody knows",
      document({ ...trust, Principal: { User: "x" } }),
      "MalformedPolicyDocument",
    ],
    [
      "for all but one",
      document({ ...without(trust, "Principal"), NotPrincipal: { AWS: "*" } }),
      "MalformedPolicyDocument",
    ],
    ["with an action that takes no role", document({ ...trust, Action: "s3:GetObject" }), "MalformedPolicyDocument"],
    ["for any pool", document(cognito), "cognito-identity.amazonaws.com:aud"],
    [
      "for any pool's signed-in users",
      document({ ...cognito, ...aud("StringLike", "cognito-identity.amazonaws.com:amr") }),
      ":aud",
    ],
    ["of 2,049 characters", sized(2049), "LimitExceeded"],
  ])("%s is refused", (_, policy, problem) => {
    expect(() => {
      checkTrustPolicy(policy, ["assume_role_policy"]);
    }).toThrow(problem);
  });

  function sized(size: number): string {
    const padded = (length: number) => document({ ...trust, Principal: { AWS: "a".repeat(length) } });
    return padded(size - padded(0).length);
  }
});

describe("two policies mean the same", () => {
  const one = document(
    { Effect: "Allow", Action: ["a:b", "c:d"], Resource: ["*"], Condition: { Bool: { "aws:x": "true" } } },
    allow,
  );

  test.each([
    [
      "in another order of statements",
      document(allow, {
        Effect: "Allow",
        Action: ["a:b", "c:d"],
        Resource: ["*"],
        Condition: { Bool: { "aws:x": "true" } },
      }),
    ],
    [
      "in another order of values and keys",
      document(
        { Resource: "*", Action: ["c:d", "a:b"], Condition: { Bool: { "aws:x": ["true"] } }, Effect: "Allow" },
        allow,
      ),
    ],
    [
      "with a condition's value as a boolean",
      document(
        { Effect: "Allow", Action: ["a:b", "c:d"], Resource: ["*"], Condition: { Bool: { "aws:x": true } } },
        allow,
      ),
    ],
    ["with white space", JSON.stringify(JSON.parse(one), null, 4)],
  ])("%s", (_, other) => {
    expect(policyMeaning(other)).toBe(policyMeaning(one));
  });

  test.each([
    ["other statement", document(allow)],
    ["effect", one.replace("Allow", "Deny")],
    ["action", one.replace("a:b", "a:*")],
    ["version", one.replace("2012-10-17", "2008-10-17")],
  ])("but not with an%s", (_, other) => {
    expect(policyMeaning(other)).not.toBe(policyMeaning(one));
  });

  test("only if their values are the same, whatever the order", () => {
    const values = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const same = JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
        const [meaningA, meaningB] = [a, b].map((Resource) => policyMeaning(document({ ...allow, Resource })));
        expect(meaningA === meaningB).toBe(same);
      }),
    );
  });
});

test("a policy's size is that of its characters without white space", () => {
  expect(policySize(' { "a" :\n\t"b c" }')).toBe('{"a":"bc"}'.length);
});
