/** Trust policies that each finding about them is about. */
import { amr, aud, type Body, type Parts } from "../configuration";

const POOL = "eu-west-1:11111111-1111-1111-1111-111111111111";
const OTHER = "eu-west-1:22222222-2222-2222-2222-222222222222";
const ID = { id: POOL, arn: `arn:aws:cognito-identity:eu-west-1:111111111111:identitypool/${POOL}` };

const CLIENT = {
  cognito_identity_providers: [{ provider_name: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x", client_id: "c1" }],
};
const FACEBOOK = { supported_login_providers: { "graph.facebook.com": "7346241598935555" } };

const principals = (type: string, ...identifiers: string[]): Body => ({ principals: [{ type, identifiers }] });
const assumable = { actions: ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"], condition: undefined };
const audIs = (test: string, ...values: string[]): Body => ({
  condition: [{ test, variable: "cognito-identity.amazonaws.com:aud", values }, amr("authenticated")],
});

function of(id: string, severity: string, trust: Body, pool: Body = ID): TrustCase {
  return [id, severity, { pool, trust }];
}

type TrustCase = [id: string, severity: string, wrong: Parts];

export const TRUST_CASES: readonly TrustCase[] = [
  of("trust-for-everybody", "high", { ...assumable, ...principals("AWS", "*") }),
  of("trust-for-everybody", "medium", { ...principals("*", "*"), condition: [aud(POOL), amr("authenticated")] }),
  of("trust-for-everybody", "high", { ...assumable, ...principals("AWS", "arn:aws:iam::222222222222:root") }),
  of(
    "trust-for-everybody",
    "medium",
    { ...assumable, ...principals("AWS", "arn:aws:iam::222222222222:root") },
    { id: POOL },
  ),
  of("trust-for-everybody", "high", { ...principals("Federated", "graph.facebook.com"), condition: undefined }),
  of("trust-for-everybody", "high", audIs("StringLike", "eu-west-1:*")),
  of("trust-for-everybody", "medium", audIs("StringEquals", POOL, OTHER)),
  of("trust-for-everybody", "high", {
    ...assumable,
    ...principals("AWS", "*"),
    condition: [{ test: "StringLikes", variable: "aws:PrincipalOrgID", values: ["o-1"] }],
  }),
  of("role-out-of-reach", "medium", { condition: [aud(POOL), amr("unauthenticated")] }),
  of("role-out-of-reach", "medium", { ...principals("Federated", "cognito-idp.amazonaws.com") }),
  of("role-out-of-reach", "medium", { actions: ["sts:AssumeRole"], condition: [aud(POOL), amr("authenticated")] }),
  of("role-out-of-reach", "medium", audIs("StringEquals", "app")),
  of(
    "role-out-of-reach",
    "medium",
    { condition: [aud(POOL), amr("graph.facebook.com")] },
    { ...ID, ...CLIENT, ...FACEBOOK },
  ),
  of("role-out-of-reach", "medium", { condition: [aud(POOL), amr("graph.facebook.com")] }, { ...ID, ...CLIENT }),
  of(
    "role-out-of-reach",
    "medium",
    { condition: [aud(POOL), { ...amr("authenticated"), test: "ForAllValues:StringLike" }] },
    { ...ID, ...CLIENT },
  ),
  of("trust-without-amr", "medium", { condition: [aud(POOL), amr("unauthenticated")] }),
  of(
    "trust-without-amr",
    "high",
    { condition: [aud(POOL), amr("unauthenticated")] },
    { ...ID, allow_unauthenticated_identities: true },
  ),
];
