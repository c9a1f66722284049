/** What each finding means, whatever it was found in: for code scanning, and for the table in the README. */
import type { Severity } from "./severity";

export interface Rule {
  readonly title: string;
  /** What can happen. */
  readonly meaning: string;
  readonly fix: string;
  /** The severities that a finding of it can have, the worst first. */
  readonly severities: readonly [Severity, ...Severity[]];
  /** The page of AWS or Terraform behind it. */
  readonly page: string;
}

const COGNITO = "https://docs.aws.amazon.com/cognito/latest/developerguide";
const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const ROLE_TRUST = `${COGNITO}/role-trust-and-permissions.html`;

/** Ids stay the same in every release: teams accept findings by them. */
export const RULES = {
  "pool-replaced": {
    title: "The plan destroys the pool and makes another one",
    meaning: "Every identity is lost, and users lose access to what is kept under their identity ids.",
    fix: "Undo what replaces it (its name, its developer provider's name, its region), and set prevent_destroy.",
    severities: ["high"],
    page: `${COGNITO}/identity-pools.html`,
  },
  "pool-destroyed": {
    title: "The plan destroys the pool",
    meaning: "Every identity is lost, and with it the users' way to what is kept under their identity ids.",
    fix: "Keep it in the configuration. A moved block changes its address, a removed block leaves it in AWS. Set prevent_destroy.",
    severities: ["high"],
    page: `${COGNITO}/identity-pools.html`,
  },
  "not-evaluated": {
    title: "Something that matters could not be evaluated",
    meaning: "Who gets a role, or what a role may do, is not in the file or not known yet, so the review cannot tell.",
    fix: "Review a plan or a state that knows it, bring the policy into the file, or accept the finding with a reason.",
    severities: ["high"],
    page: "https://developer.hashicorp.com/terraform/internals/json-format",
  },
  "plain-text-secret": {
    title: "A login provider's secret is in the file",
    meaning: "Whoever reads the file, its repository or its pipeline can act as the app at that provider.",
    fix: "Take it from a sensitive variable or a secret store, keep the file private, and renew the secret.",
    severities: ["high"],
    page: `${COGNITO}/external-identity-providers.html`,
  },
  "trust-without-aud": {
    title: "A role can be taken by users of any identity pool",
    meaning: "Whoever makes a pool in an account of their own can take the role.",
    fix: "Add the condition StringEquals cognito-identity.amazonaws.com:aud = the pool's id.",
    severities: ["high"],
    page: ROLE_TRUST,
  },
  "trust-for-another-pool": {
    title: "A role trusts another identity pool",
    meaning: "Users of this pool cannot take the role, and users of the other pool can.",
    fix: "Compare cognito-identity.amazonaws.com:aud with this pool's id.",
    severities: ["high"],
    page: ROLE_TRUST,
  },
  "trust-without-amr": {
    title: "A role for signed-in users can be taken by guests",
    meaning: "The trust policy does not ask how somebody signed in, so guests can take the role too.",
    fix: "Add the condition ForAnyValue:StringLike cognito-identity.amazonaws.com:amr = authenticated.",
    severities: ["high", "medium"],
    page: ROLE_TRUST,
  },
  "trust-for-everybody": {
    title: "A role can be taken by others than the pool's users",
    meaning:
      "The trust policy names everybody, another account, whoever has a provider's token, or more than this pool.",
    fix: "Let the trust policy name Cognito alone, with this pool's id as aud.",
    severities: ["high", "medium"],
    page: ROLE_TRUST,
  },
  "role-out-of-reach": {
    title: "A role cannot be taken by the users that it is for",
    meaning: "The trust policy allows none of them to take it, so they get no credentials.",
    fix: "Let the trust policy allow sts:AssumeRoleWithWebIdentity to Cognito, with the pool's id as aud and the right amr.",
    severities: ["medium"],
    page: ROLE_TRUST,
  },
  "administrative-cognito-actions": {
    title: "Users can administer Cognito",
    meaning: "They can change or delete the pool or the user pool, act for other users, or read about them.",
    fix: "No client needs these actions: deny cognito-identity:* on *, and grant no administration.",
    severities: ["high", "medium"],
    page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html",
  },
  "aws-managed-administration": {
    title: "A policy of AWS for administrators is attached",
    meaning: "The role has a managed policy of AWS that lets its users administer the account or a service.",
    fix: "Detach it, and grant the actions that the app calls.",
    severities: ["high", "medium"],
    page: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html",
  },
  "privilege-escalation": {
    title: "Users can get more rights than the role has",
    meaning: "With these actions they can take other roles, pass them on, or write policies for themselves.",
    fix: "Take the actions out: no client of an app needs them.",
    severities: ["high"],
    page: `${IAM}/access_policies_boundaries.html`,
  },
  "destructive-actions": {
    title: "Users can administer what the app runs on",
    meaning: "They can delete, stop, open up or change buckets, tables, keys or the account, for everybody.",
    fix: "Take the actions out: no client of an app needs them.",
    severities: ["high"],
    page: `${IAM}/access_policies_understand-policy-summary-access-level-summaries.html`,
  },
  "credentials-exposure": {
    title: "Users can read credentials or secrets",
    meaning: "They can read secrets, decrypt with every key, or get credentials of others.",
    fix: "Name the one secret or key that the app needs, or let a server read it.",
    severities: ["high", "medium"],
    page: `${IAM}/best-practices.html`,
  },
  "others-data-within-reach": {
    title: "Users reach data of other users",
    meaning:
      "Nothing checks whose data it is: everybody with the role can read, or read and change, what belongs to others. To read it is high where another statement keeps it for each user alone, but for `protected/` of Amplify's storage, which all may read.",
    fix: "Bind the resource, or a condition about it, to the user's identity id, or deny it for other identities.",
    severities: ["high", "medium"],
    page: `${COGNITO}/iam-roles.html`,
  },
  "guests-write": {
    title: "Guests can write",
    meaning: "Whoever knows the pool's id can write or delete there without signing in.",
    fix: "Let guests read only, or let users sign in for it.",
    severities: ["high", "medium", "low"],
    page: `${COGNITO}/iam-roles.html`,
  },
  "guests-on": {
    title: "Guests get AWS credentials",
    meaning: "Whoever knows the pool's id, which every client carries, gets the guest role without signing in.",
    fix: "Set allow_unauthenticated_identities to false, or keep the guest role to what the whole internet may do.",
    severities: ["medium"],
    page: `${COGNITO}/identity-pools.html`,
  },
  "classic-flow-on": {
    title: "The classic flow is allowed",
    meaning: "A client chooses its role, and AWS does not limit what guests can reach.",
    fix: "Set allow_classic_flow to false, unless a client needs GetOpenIdToken and AssumeRoleWithWebIdentity.",
    severities: ["medium"],
    page: `${COGNITO}/authentication-flow.html`,
  },
  "ambiguous-roles-allowed": {
    title: "Users without a role of their own get the authenticated role",
    meaning: "Users whom no rule matches, or whose token does not name one role, get the role of all signed-in users.",
    fix: 'Set ambiguous_role_resolution to "Deny", or make sure that the authenticated role is for everybody.',
    severities: ["medium"],
    page: `${COGNITO}/role-based-access-control.html`,
  },
  "mapping-on-user-writable-claim": {
    title: "A role or a tag depends on a claim that users can write",
    meaning: "A user who changes the attribute behind the claim chooses the role or the tag.",
    fix: "Use a claim that only the provider writes, such as sub, or make the attribute read-only for the app client.",
    severities: ["high", "medium"],
    page: `${COGNITO}/role-based-access-control.html`,
  },
  "mapping-without-provider": {
    title: "A role mapping or a tag is for a provider that the pool does not have",
    meaning: "Terraform cannot apply it, or nobody ever gets the role or the tag.",
    fix: "Name a provider of the pool, as the pool names it.",
    severities: ["medium", "low"],
    page: `${COGNITO}/role-based-access-control.html`,
  },
  "missing-tag-session": {
    title: "A role's trust policy does not allow principal tags",
    meaning: "The pool maps claims to tags, and without sts:TagSession users do not get the role.",
    fix: "Add sts:TagSession to the actions of the trust policy.",
    severities: ["medium"],
    page: `${COGNITO}/attributes-for-access-control.html`,
  },
  "unmapped-principal-tag": {
    title: "A policy compares a principal tag that no claim is mapped to",
    meaning: "No session has the tag: what depends on it is out of reach or, in a Deny, not denied.",
    fix: "Map a claim to the tag, or take it out of the policy.",
    severities: ["medium"],
    page: `${COGNITO}/attributes-for-access-control.html`,
  },
  "mistyped-identity-key": {
    title: "A policy compares a key that is only like Cognito's",
    meaning: "No session has it: a grant that needs it is useless, and a Deny or an exception by it protects nothing.",
    fix: "Write cognito-identity.amazonaws.com:sub, :aud or :amr.",
    severities: ["high", "medium", "low"],
    page: `${IAM}/reference_policies_iam-condition-keys.html`,
  },
  "key-of-another-sign-in": {
    title: "A policy compares a key of another way to sign in",
    meaning:
      "No session of an identity pool has it: a grant that needs it is useless, and a Deny or an exception by it protects nothing.",
    fix: "Write cognito-identity.amazonaws.com:sub, or map a claim to a principal tag and compare that.",
    severities: ["high", "medium", "low"],
    page: `${IAM}/reference_policies_iam-condition-keys.html`,
  },
  "variables-without-version": {
    title: "A policy has variables, and not the version that knows them",
    meaning: "They are plain text: a grant with them matches nothing, and a Deny with them protects nothing.",
    fix: 'Set Version to "2012-10-17" in the policy.',
    severities: ["high", "medium", "low"],
    page: `${IAM}/reference_policies_elements_version.html`,
  },
  "unknown-actions": {
    title: "A policy names actions that AWS does not have",
    meaning: "They allow nothing, and a Deny with them denies nothing.",
    fix: "Look the actions up in AWS's service authorization reference.",
    severities: ["medium", "low"],
    page: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  },
  "wildcard-actions": {
    title: "A grant has all actions of a service",
    meaning: "It covers administration as well as use, and every action that AWS adds.",
    fix: "Name the actions that the app calls.",
    severities: ["high", "medium", "low"],
    page: `${IAM}/best-practices.html#grant-least-privilege`,
  },
  "wildcard-resources": {
    title: "No resource limits a grant",
    meaning:
      "It reaches what others in the account keep there, today and later. High where guests can read all that is kept, or call every function.",
    fix: "Name the resources, unless AWS knows none for these actions.",
    severities: ["high", "medium", "low"],
    page: `${IAM}/best-practices.html#grant-least-privilege`,
  },
  "token-check-off": {
    title: "Tokens are not checked with the user pool",
    meaning: "A user who was disabled, deleted or signed out everywhere gets credentials until the token expires.",
    fix: "Set server_side_token_check to true.",
    severities: ["low"],
    page: "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html",
  },
  "roles-by-trust": {
    title: "The plan does not show which role is under which key",
    meaning:
      "The review takes each role to be for those whom its trust policy lets in. Exchanged, the two let in nobody.",
    fix: "Compare the roles with the configuration, and review the state after the apply.",
    severities: ["info"],
    page: "https://developer.hashicorp.com/terraform/internals/json-format#expression-representation",
  },
  "guest-service-out-of-reach": {
    title: "A grant to guests has no effect",
    meaning: "AWS limits the sessions of guests to some services, and this one is not among them.",
    fix: "Take it out, or let users sign in for it.",
    severities: ["info"],
    page: `${COGNITO}/iam-roles.html`,
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type FindingId = keyof typeof RULES;

/** All ids, in the order of the table. */
export const FINDING_IDS = Object.keys(RULES) as readonly FindingId[];
