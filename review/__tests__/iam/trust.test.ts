/** Trust policies: who may take a role. */
import { NotModelled } from "../../src/iam/not-modelled";
import type { PolicyDocument, IamStatement } from "../../src/iam/policy-document";
import { explainTrust, simulateTrust } from "../../src/iam/simulate";

const COGNITO = { type: "Federated", id: "cognito-identity.amazonaws.com" };
const POOL = "eu-west-1:11111111-1111-1111-1111-111111111111";
const ASSUME = "sts:AssumeRoleWithWebIdentity";

function trust(statement: Partial<IamStatement> = {}): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Federated: COGNITO.id },
      Action: ASSUME,
      Condition: {
        StringEquals: { "cognito-identity.amazonaws.com:aud": POOL },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
      },
      ...statement,
    },
  };
}

const session = (amr: string[], aud = POOL): Record<string, string | string[]> => ({
  "cognito-identity.amazonaws.com:aud": aud,
  "cognito-identity.amazonaws.com:amr": amr,
});

test("a signed-in user of the pool takes the role; a guest, or another pool's user, does not", () => {
  const ask = (context: Record<string, string | string[]>): string =>
    simulateTrust(trust(), { action: ASSUME, principal: COGNITO, context });
  expect(ask(session(["authenticated", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x"]))).toBe("allowed");
  expect(ask(session(["unauthenticated"]))).toBe("implicitDeny");
  expect(ask(session(["authenticated"], "eu-west-1:22222222"))).toBe("implicitDeny");
});

test("another action, or another principal, does not take the role", () => {
  const context = session(["authenticated"]);
  expect(simulateTrust(trust(), { action: "sts:TagSession", principal: COGNITO, context })).toBe("implicitDeny");
  const google = { type: "Federated", id: "accounts.google.com" };
  expect(simulateTrust(trust(), { action: ASSUME, principal: google, context })).toBe("implicitDeny");
  expect(simulateTrust(trust(), { action: ASSUME, principal: { ...COGNITO, type: "Service" }, context })).toBe(
    "implicitDeny",
  );
});

test("the statements that decided go along", () => {
  const policy = trust({ Condition: undefined });
  const { statements } = explainTrust(policy, { action: ASSUME, principal: COGNITO });
  expect(statements).toEqual([{ statement: policy.Statement, policy }]);
});

const ROLE = "arn:aws:iam::123456789012:role/admin";
test.each<[string, IamStatement["Principal"], { type: string; id: string }, string]>([
  ["everybody", "*", COGNITO, "allowed"],
  ["everybody, by AWS's other way to write it", { AWS: "*" }, COGNITO, "allowed"],
  ["everybody, in a list", { AWS: ["123456789012", "*"] }, COGNITO, "allowed"],
  ["everybody", "*", { type: "AWS", id: ROLE }, "allowed"],
  ["every AWS principal", { AWS: "*" }, { type: "AWS", id: ROLE }, "allowed"],
  ["this role", { AWS: [ROLE] }, { type: "AWS", id: ROLE }, "allowed"],
  ["the account by number", { AWS: "123456789012" }, { type: "AWS", id: ROLE }, "allowed"],
  ["the account by its root", { AWS: "arn:aws:iam::123456789012:root" }, { type: "AWS", id: ROLE }, "allowed"],
  ["another account", { AWS: "210987654321" }, { type: "AWS", id: ROLE }, "implicitDeny"],
  ["another role", { AWS: `${ROLE}s` }, { type: "AWS", id: ROLE }, "implicitDeny"],
])("a trust in %s makes it right", (_, Principal, principal, decision) => {
  expect(simulateTrust(trust({ Principal, Condition: undefined }), { action: ASSUME, principal })).toBe(decision);
});

test("NotPrincipal names all others", () => {
  const policy = trust({
    Principal: undefined,
    NotPrincipal: { Federated: "accounts.google.com" },
    Condition: undefined,
  });
  const clean = JSON.parse(JSON.stringify(policy)) as PolicyDocument;
  expect(simulateTrust(clean, { action: ASSUME, principal: COGNITO })).toBe("allowed");
  expect(simulateTrust(clean, { action: ASSUME, principal: { type: "Federated", id: "accounts.google.com" } })).toBe(
    "implicitDeny",
  );
});

test.each<[string, IamStatement["Principal"], { type: string; id: string }]>([
  ["a wildcard in a name", { Federated: "cognito-*" }, COGNITO],
  ["a wildcard in an ARN", { AWS: "arn:aws:iam::*:root" }, { type: "AWS", id: ROLE }],
  ["a type that IAM does not have", { Web: "x" }, COGNITO],
  ["a name without a type", "cognito-identity.amazonaws.com" as "*", COGNITO],
  ["a session of a role", { AWS: ROLE }, { type: "AWS", id: "arn:aws:sts::123456789012:assumed-role/admin/me" }],
  ["a request of an unknown type", { AWS: ROLE }, { type: "Role", id: ROLE }],
])("%s is refused", (_, Principal, principal) => {
  expect(() => simulateTrust(trust({ Principal, Condition: undefined }), { action: ASSUME, principal })).toThrow(
    NotModelled,
  );
});

test("a resource in a trust policy is refused", () => {
  expect(() => simulateTrust(trust({ Resource: "*" }), { action: ASSUME, principal: COGNITO })).toThrow(NotModelled);
});
