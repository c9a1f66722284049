import { documentOf, meanTheSame, statementsOf } from "../../../commands/adopt/policy-json";
import type { PolicyJson } from "../../../commands/adopt/policy-json";

const own = "arn:aws:s3:::notes/${cognito-identity.amazonaws.com:sub}/*";
const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement }) as PolicyJson;
const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: own };

test("a policy becomes statements as Terraform takes them, element by element", () => {
  const document = policy(
    {
      Sid: "Own1",
      ...statement,
      Condition: { Bool: { "aws:SecureTransport": "true" }, StringLike: { "a:b": ["x", "y"] } },
    },
    { Effect: "Deny", NotAction: ["s3:*"], NotResource: ["*"] },
  );
  expect(statementsOf(document)).toEqual([
    {
      sid: "Own1",
      effect: "Allow",
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::notes/&{cognito-identity.amazonaws.com:sub}/*"],
      condition: [
        { test: "Bool", variable: "aws:SecureTransport", values: ["true"] },
        { test: "StringLike", variable: "a:b", values: ["x", "y"] },
      ],
    },
    { effect: "Deny", notActions: ["s3:*"], notResources: ["*"] },
  ]);
});

test("one statement without a list around it is one statement", () => {
  expect(statementsOf({ Version: "2012-10-17", Statement: statement })).toHaveLength(1);
});

test.each<[string, PolicyJson]>([
  ["an older version", { ...policy(statement), Version: "2008-10-17" }],
  ["no version", { Statement: [statement] }],
  ["an id", { ...policy(statement), Id: "notes" }],
  ["no statement", policy()],
  ["a statement twice", policy(statement, { Resource: [own], Action: ["s3:GetObject"], Effect: "Allow" })],
  ["an element that it does not know", policy({ ...statement, Principal: "*" })],
  ["an empty sid", policy({ ...statement, Sid: "" })],
  ["a sid with a space", policy({ ...statement, Sid: "own files" })],
  [
    "a condition whose value is no text",
    policy({ ...statement, Condition: { Bool: { "aws:SecureTransport": true } } }),
  ],
  ["a condition without values", policy({ ...statement, Condition: { StringLike: { "a:b": [] } } })],
  ["an empty list", policy({ ...statement, Action: [] })],
  ["what Terraform would take for a variable of IAM", policy({ ...statement, Resource: "arn:aws:s3:::notes/&{x}" })],
  ["what Terraform would take for a template", policy({ ...statement, Resource: "arn:aws:s3:::notes/%{x}" })],
])("%s cannot be said by statements, and is not said half", (_, document) => {
  expect(statementsOf(document)).toBeUndefined();
});

test("the order of statements, values and keys does not matter, nor a list around a single value", () => {
  const other = { Effect: "Deny", Action: ["s3:PutObject", "s3:DeleteObject"], Resource: "*" };
  const turned = { Resource: ["*"], Action: ["s3:DeleteObject", "s3:PutObject"], Effect: "Deny" };
  expect(meanTheSame(policy(statement, other), policy(turned, statement))).toBe(true);
  expect(meanTheSame(policy(statement), policy(statement, other))).toBe(false);
  expect(meanTheSame(policy(statement), policy({ ...statement, Sid: "" }))).toBe(false);
});

test("the document of statements has IAM's variables as IAM writes them", () => {
  const ofStatements = documentOf(statementsOf(policy(statement)) ?? []);
  expect(meanTheSame(ofStatements, policy(statement))).toBe(true);
});
