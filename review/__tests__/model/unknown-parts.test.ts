/** What a policy leaves open, as long as Terraform has not run. */
import type { PolicyDocument } from "../../src/iam/policy-document";
import { isOpen, mayAllowMore, mayHavePattern, mayTrustMore } from "../../src/model/unknown-parts";

const document = (...Statement: object[]): PolicyDocument =>
  ({ Version: "2012-10-17", Statement }) as unknown as PolicyDocument;
const VARIABLE = "⟨var.arn⟩";
const BUCKET = "⟨aws_s3_bucket.b.arn⟩";
const ALLOW = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const DENY = { ...ALLOW, Effect: "Deny" };

test.each<[string, boolean]>([
  [VARIABLE, true],
  ["⟨local.arn⟩", true],
  ["⟨each.value⟩", true],
  ["⟨module.files.arn⟩", true],
  ["⟨module.app.module.files.arn⟩", true],
  ["⟨module.app.var.arn⟩", true],
  ["⟨known after apply⟩", true],
  ["⟨sensitive⟩", true],
  ["⟨upper(aws_s3_bucket.b.arn)⟩", true],
  ["⟨known after apply: aws_s3_bucket.b.arn⟩", true],
  [BUCKET, false],
  ["⟨data.aws_s3_bucket.b.arn⟩", false],
  ["⟨module.files.aws_s3_bucket.b.arn⟩", false],
  ["⟨module.app.module.files.aws_s3_bucket.b.arn⟩", false],
  ['⟨module.files["a"].data.aws_s3_bucket.b.arn⟩', false],
  // It stands around what is written: no wildcard in it reaches over that.
  [`arn:aws:s3:::${VARIABLE}/*`, false],
  ["arn:aws:s3:::b", false],
])("whether %s could be anything", (text, is) => {
  expect(isOpen(text)).toBe(is);
});

test.each<[string, object, boolean]>([
  ["a whole policy that is known", ALLOW, false],
  ["an Allow of an action that is not known", { ...ALLOW, Action: ["s3:GetObject", "s3:⟨var.action⟩"] }, true],
  ["an Allow of all actions but such a one", { ...ALLOW, Action: undefined, NotAction: "⟨var.action⟩" }, true],
  ["an Allow on a resource that could be any", { ...ALLOW, Resource: ["arn:aws:s3:::b", VARIABLE] }, true],
  ["an Allow on some bucket", { ...ALLOW, Resource: `${BUCKET}/*` }, false],
  [
    "an Allow under a condition with such a value",
    { ...ALLOW, Condition: { StringEquals: { "a:b": VARIABLE } } },
    false,
  ],
  [
    "an Allow of rows by a key that equals such a value",
    { ...ALLOW, Condition: { StringEquals: { "dynamodb:LeadingKeys": VARIABLE } } },
    false,
  ],
  ["a Deny of an action that is not known", { ...DENY, Action: "⟨var.action⟩" }, false],
  ["a Deny on a resource that could be any", { ...DENY, Resource: VARIABLE }, false],
  ["a Deny of all actions but such a one", { ...DENY, Action: undefined, NotAction: "s3:⟨var.action⟩" }, true],
  ["a Deny on all resources but one that could be any", { ...DENY, Resource: undefined, NotResource: VARIABLE }, true],
  ["a Deny on all resources but some bucket", { ...DENY, Resource: undefined, NotResource: BUCKET }, false],
  ["a Deny unless a key has such a value", { ...DENY, Condition: { StringNotEquals: { "a:b": VARIABLE } } }, true],
  ["a Deny unless the address is such a one", { ...DENY, Condition: { NotIpAddress: { "a:b": VARIABLE } } }, true],
  [
    "a Deny unless one of several values is such a one",
    { ...DENY, Condition: { "ForAnyValue:StringNotLikeIfExists": { "a:b": VARIABLE } } },
    true,
  ],
  ["a Deny if a key has such a value", { ...DENY, Condition: { StringEquals: { "a:b": VARIABLE } } }, false],
])("%s", (_what, statement, mayAllow) => {
  expect(mayAllowMore(document(statement))).toBe(mayAllow);
  expect(mayAllowMore(document(ALLOW, statement))).toBe(mayAllow);
});

const TRUST = {
  Effect: "Allow",
  Action: "sts:AssumeRoleWithWebIdentity",
  Principal: { Federated: "cognito-identity.amazonaws.com" },
};
const AUD = "cognito-identity.amazonaws.com:aud";

test.each<[string, object, boolean]>([
  ["a trust policy that is known", TRUST, false],
  ["one for everybody", { ...TRUST, Principal: "*" }, false],
  ["one for what could be everybody", { ...TRUST, Principal: VARIABLE }, true],
  ["one with an action that is not known", { ...TRUST, Action: "⟨var.action⟩" }, true],
  ["one with all actions but such a one", { ...TRUST, Action: undefined, NotAction: "⟨var.action⟩" }, true],
  ["one for a principal that could be any", { ...TRUST, Principal: { Federated: ["a", VARIABLE] } }, true],
  ["one for all but such a one", { ...TRUST, Principal: undefined, NotPrincipal: { AWS: VARIABLE } }, true],
  ["one with a value that could be any", { ...TRUST, Condition: { StringLike: { [AUD]: VARIABLE } } }, true],
  ["one with the id of a pool in the file", { ...TRUST, Condition: { StringLike: { [AUD]: "⟨local.id⟩" } } }, false],
  [
    "a Deny if a value could be any",
    { ...TRUST, Effect: "Deny", Condition: { StringEquals: { [AUD]: VARIABLE } } },
    false,
  ],
  [
    "a Deny unless it is such a one",
    { ...TRUST, Effect: "Deny", Condition: { StringNotEquals: { [AUD]: VARIABLE } } },
    true,
  ],
])("%s", (_what, statement, mayTrust) => {
  const isId = (value: string): boolean => value === "⟨local.id⟩";
  expect(mayTrustMore(document(statement), isId)).toBe(mayTrust);
  expect(mayTrustMore(document(TRUST, statement), isId)).toBe(mayTrust);
});

test.each<[string, object, boolean]>([
  ["an operator that knows wildcards", { StringLike: { [AUD]: "⟨known after apply⟩" } }, true],
  ["such a one in another case", { stringlike: { [AUD.toUpperCase()]: ["a", "⟨known after apply⟩"] } }, true],
  ["one that knows none", { StringEquals: { [AUD]: "⟨known after apply⟩" } }, false],
  ["another key", { StringLike: { "cognito-identity.amazonaws.com:audience": "⟨known after apply⟩" } }, false],
  ["a value that is known", { StringLike: { [AUD]: "eu-west-1:1" } }, false],
  ["one key of two", { StringEquals: { "a:b": "c" }, StringLike: { "a:b": "c", [AUD]: "⟨known after apply⟩" } }, true],
])("whether a pattern may stand behind %s", (_what, Condition, may) => {
  expect(mayHavePattern(document({ ...TRUST, Condition }))).toBe(may);
  expect(mayHavePattern(document({ ...TRUST, Effect: "Deny", Condition }))).toBe(false);
});
