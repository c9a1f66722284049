/** What a reviewer reads of a finding, where it depends on the case. */
import { notEvaluated } from "../../src/findings/not-evaluated";
import { reviewAccess } from "../../src";
import type { NotEvaluatedCause } from "../../src/terraform-json/not-evaluated";
import { configuration, type Body, type Parts } from "../configuration";

/** Title, reason and fix of the first finding of a kind. */
function words(id: string, parts: Parts): string {
  const finding = reviewAccess(configuration(parts)).findings.find((one) => one.id === id);
  return `${finding?.title} | ${finding?.reason} | ${finding?.fix}`;
}

const allowing = (actions: string, resources = "arn:aws:s3:::b/*"): Parts => ({
  statements: [{ actions: [actions], resources: [resources] }],
});
const denying = (actions: string): Parts => ({
  ...allowing("s3:GetObject"),
  guard: [{ effect: "Deny", actions: [actions], resources: ["*"] }],
});
const guests = { roles: { unauthenticated: "${aws_iam_role.user.arn}" } };
const mapped = (mapping: Body): Parts => ({
  attachment: {
    role_mapping: [
      {
        identity_provider: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:c1",
        ambiguous_role_resolution: "AuthenticatedRole",
        ...mapping,
      },
    ],
  },
});
const byClaim = (claim: string, identity_provider?: string): Parts =>
  mapped({
    ...(identity_provider !== undefined && { identity_provider }),
    type: "Rules",
    mapping_rule: [{ claim, match_type: "Equals", value: "x", role_arn: "${aws_iam_role.user.arn}" }],
  });

test.each<[string, Parts, RegExp]>([
  ["destructive-actions", allowing("s3:*", "*"), /With (?:s3:\w+, ){5}s3:\w+ and \d+ more one user/],
  ["destructive-actions", allowing("s3:DeleteBucket", "*"), /With s3:DeleteBucket one user/],
  [
    "trust-without-amr",
    { trust: { condition: [] } },
    /Guests are off now\. When they are switched on, they can take it\./,
  ],
  [
    "trust-without-amr",
    { trust: { condition: [] }, pool: { allow_unauthenticated_identities: true } },
    /how somebody signed in: a guest's token is as good as a user's\./,
  ],
  [
    "trust-for-everybody",
    { trust: { actions: ["sts:AssumeRole"], principals: [{ type: "AWS", identifiers: ["*"] }], condition: [] } },
    /names everybody, and anybody can meet its other conditions\. \| Name cognito-identity/,
  ],
  ["ambiguous-roles-allowed", mapped({ type: "Token" }), /without a group, or in several groups/],
  ["ambiguous-roles-allowed", byClaim("sub"), /whom no rule matches/],
  ["mapping-on-user-writable-claim", byClaim("email"), /asks for a verification first .* email_verified/],
  ["mapping-on-user-writable-claim", byClaim("nickname"), /write nickname themselves\. Whoever/],
  [
    "mapping-on-user-writable-claim",
    byClaim("name", "accounts.google.com"),
    /Everybody can sign in with accounts\.google\.com, and writes name there/,
  ],
  ["unknown-actions", allowing("mobile-analytics:PutEvents"), /AWS has none called mobile-analytics\./],
  ["unknown-actions", allowing("s3:ListObjects"), /allows nothing with it.*Look up the name/],
  ["unknown-actions", denying("s3:ListObjects"), /is meant to deny it, and denies nothing/],
  [
    "mistyped-identity-key",
    allowing("s3:GetObject", "arn:aws:s3:::b/&{cognito-identity:sub}/*"),
    /no key cognito-identity:sub \|/,
  ],
  ["key-of-another-sign-in", allowing("s3:GetObject", "arn:aws:s3:::b/&{aws:username}/*"), /pool has aws:username \|/],
  [
    "wildcard-actions",
    { statements: [{ not_actions: ["iam:*"], resources: ["*"] }] },
    /allows everything but iam:\* \|/,
  ],
  ["wildcard-actions", { statements: [{ actions: ["s3:*", "sqs:SendMessage"], resources: ["*"] }] }, /allows s3:\* \|/],
  [
    "others-data-within-reach",
    allowing("s3:PutObject", "arn:aws:s3:::b/&{aws:userid}/*"),
    /In arn:aws:s3:::b\/\$\{aws:userid\}\/\* the value of aws:userid is .* read and change what belongs to others/,
  ],
  [
    "others-data-within-reach",
    {
      ...allowing("s3:GetObject", "arn:aws:s3:::b/&{aws:PrincipalTag/name}*"),
      resource: {
        aws_cognito_identity_pool_provider_principal_tag: {
          tags: {
            identity_pool_id: "${aws_cognito_identity_pool.app.id}",
            identity_provider_name: "p",
            principal_tags: { name: "cognito:username" },
          },
        },
      },
    },
    /nothing ends the name, so that the user "al" also reaches .* can read what belongs to others/,
  ],
  ["wildcard-resources", allowing("s3:GetObject", "*"), /on every resource \| No resource limits it: it reaches/],
  [
    "wildcard-resources",
    { ...allowing("s3:GetObject", "*"), pool: { allow_unauthenticated_identities: true }, attachment: guests },
    /anybody on the internet reaches/,
  ],
  [
    "wildcard-resources",
    { statements: [{ actions: ["s3:GetObject"], not_resources: ["arn:aws:s3:::b/*"] }] },
    /on everything but arn:aws:s3:::b\/\* \|/,
  ],
  [
    "guests-write",
    { ...allowing("s3:PutObject"), pool: { allow_unauthenticated_identities: false }, attachment: guests },
    /can change what is on arn:aws:s3:::b\/\*, once guests are on\./,
  ],
  [
    "guests-write",
    {
      statements: [{ actions: ["s3:GetObject", "s3:PutObject"], resources: ["arn:aws:s3:::b/*"] }],
      attachment: guests,
      pool: { allow_unauthenticated_identities: true },
    },
    /write with s3:PutObject \| .* arn:aws:s3:::b\/\*\. \|/,
  ],
])("%s says what it is about (%#)", (id, parts, expected) => {
  expect(words(id, parts)).toMatch(expected);
});

/** The cause, what is said of it, and what to do. */
const CAUSES: [NotEvaluatedCause, RegExp, RegExp][] = [
  [{ expression: "upper(var.a)" }, /its text, upper\(var\.a\)\./, /^Review a plan that knows it/],
  [{ dynamicBlocks: "data.x.y" }, /data\.x\.y has dynamic blocks/, /^Refer to it directly/],
  [{ oneOf: ["a.b", "c.d"] }, /which of these it is: a\.b, c\.d\./, /^Refer to it directly/],
  [{ letsIn: ["aws_iam_role.a"] }, /lets in aws_iam_role\.a, and/, /^Grant what users need in a policy of their role/],
  [{ notModelled: "the operator X" }, /does not model the operator X\./, /^Look at it yourself/],
  [{ inlinePolicyOutsideTheFile: "p" }, /inline policy p is not in the file/, /^Add a data source or a resource/],
  [{ managedPolicyOutsideTheFile: "arn:p" }, /managed policy arn:p is not/, /^Add a data source or a resource/],
  ["known-when-terraform-runs", /known only when Terraform runs/, /^Review a plan or a state/],
  ["module-of-a-configuration", /only in a plan or a state/, /^Review a plan or a state/],
  ["values-known-after-apply", /values that decide/, /^Build its ARNs from what Terraform knows/],
  ["known-after-apply", /known only after apply/, /^Write it as a data aws_iam_policy_document/],
  ["may-be-a-pattern", /a wildcard in it would let in other pools/, /^Compare aud with StringEquals/],
  ["more-than-the-plan-names", /but not what else may be in it/, /^Until all that it refers to is made/],
  ["keys-of-the-map", /under which key a role is/, /^Make sure that the two are not swapped/],
  ["role-outside-the-file", /the role is not in the file/, /^Review the configuration that makes it too/],
  ["type-not-read", /does not read resources of this type/, /^Make it with the AWS provider's own resource/],
  ["plan-with-errors", /met an error while it planned/, /^Correct what Terraform reports/],
  ["incomplete-plan", /left to a later plan/, /^Before you apply the changes that are left/],
  ["deferred", /leaves it to a later plan/, /^Before you apply the changes that are left/],
  ["sensitive", /marks it as sensitive/, /^Look at it yourself/],
  ["malformed-statement", /that IAM would not store/, /^Look at it yourself/],
];

test.each(CAUSES)("what is not evaluated says why, and what to do: %j", (cause, reason, fix) => {
  const finding = notEvaluated({ address: "aws_iam_policy.a", subject: "policy", cause });
  expect(finding.title).toBe("Not evaluated: a policy");
  expect(finding.reason).toMatch(reason);
  expect(finding.reason).toMatch(/^A policy: /);
  expect(finding.fix).toMatch(fix);
});

test("a trust policy with values that are not known has a way out of its own", () => {
  const unread = { address: "aws_iam_role.a", subject: "trust-policy", cause: "values-known-after-apply" } as const;
  expect(notEvaluated(unread).fix).toMatch(/^Compare aud with the id of one pool/);
});
