/** The review's values in words: the same ones in every format. Nothing else writes sentences about them. */
import type { UnusedAcceptance } from "../acceptance";
import type { Grant, GrantCause, Whose } from "../access/grants";
import type { GrantCondition, StatementReference } from "../access/placed-statement";
import type { AccessChange, AccessFact, FactAccess } from "../changes";
import { openFindings, SEVERITIES } from "../findings/finding";
import type { OnOff, Recipient, RuleMatch, SignIn } from "../model/access-model";
import type { RoleAccess } from "../pool-access";
import type { AccessReview } from "../review";

export const SOURCES: Readonly<Record<AccessReview["source"], string>> = {
  synthesized: "a synthesized configuration",
  plan: "a plan, as it will be after the apply",
  state: "a state",
};

const WHOSE: Readonly<Record<Whose, string>> = {
  own: "the user's own",
  others: "other users'",
  shared: "shared by all who have the role",
  none: "none (denied)",
  unknown: "not known",
};

const SIGN_INS: Readonly<Record<SignIn["kind"], string>> = {
  "user-pool-client": "user pool client",
  "social-login": "social login",
  "oidc-provider": "OpenID Connect provider",
  "saml-provider": "SAML provider",
  "developer-provider": "developer provider",
};

const WHEN_TERRAFORM_RUNS = "known only when Terraform runs";

export function summary({ pools, findings }: AccessReview): string {
  const counting = openFindings(findings);
  const accepted = findings.length - counting.length;
  const counts = [
    ...SEVERITIES.map((severity) => `${counting.filter((one) => one.severity === severity).length} ${severity}`),
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
  ];
  return `${pools.length} identity pool${pools.length === 1 ? "" : "s"}; findings: ${counts.join(", ")}`;
}

/** "until 2026-12-31" */
export function acceptedUntil(until: string | undefined): string {
  return until === undefined ? "with no end" : `until ${until}`;
}

/** Why an entry accepts nothing. */
export function unusedAcceptanceWords({ cause, until = "" }: UnusedAcceptance): string {
  return cause === "expired" ? `expired: accepted until ${until}` : "no finding has this id and address";
}

export function onOff(setting: OnOff): string {
  if (setting === "unknown") return WHEN_TERRAFORM_RUNS;
  return setting ? "on" : "off";
}

export function signInKind({ kind }: Pick<SignIn, "kind">): string {
  return SIGN_INS[kind];
}

export function signInDetails({ appId, serverSideTokenCheck, secret }: SignIn): string {
  return [
    appId === undefined ? [] : [`app ${appId}`],
    secret === undefined ? [] : [`its secret is written ${secret === "reference" ? "by reference" : "in plain text"}`],
    serverSideTokenCheck === undefined ? [] : [`server-side token check ${onOff(serverSideTokenCheck)}`],
  ]
    .flat()
    .join(", ");
}

const MATCH_TYPES = new Map([
  ["Equals", "is"],
  ["Contains", "contains"],
  ["StartsWith", "starts with"],
  ["NotEqual", "is not"],
]);

/** "hd is example.com" */
export function ruleMatch({ claim, matchType, value }: RuleMatch): string {
  return `${claim} ${MATCH_TYPES.get(matchType) ?? matchType} ${value}`;
}

export function ambiguousRoles(resolution: string | undefined): string {
  return resolution ?? "not set";
}

export function recipientsOf({ recipients }: { readonly recipients: readonly Recipient[] }): string {
  return recipients.map(recipientWords).join("; ");
}

function recipientWords(recipient: Recipient): string {
  switch (recipient.kind) {
    case "signed-in":
      return "signed-in users";
    case "guests":
      return "guests";
    case "rule":
      return `signed-in users whose ${ruleMatch(recipient)}`;
    case "group":
      return `signed-in users in the group ${recipient.name}`;
    case "anyone-trusted":
      return "anyone who asks for it, because its trust policy names the pool";
  }
}

type Target = Pick<Grant, "actions" | "allActionsBut" | "resources" | "allResourcesBut">;

export function actionsOf({ actions, allActionsBut }: Pick<Target, "actions" | "allActionsBut">): string {
  return `${allActionsBut ? "everything but " : ""}${actions.join(", ")}`;
}

export function resourcesOf({ resources, allResourcesBut }: Pick<Target, "resources" | "allResourcesBut">): string {
  return `${allResourcesBut ? "everything but " : ""}${resources.join(", ")}`;
}

export function whoseData({ whose }: Pick<Grant, "whose">): string {
  return WHOSE[whose];
}

/** What conditions, other statements and AWS make of a grant. */
export function remarksOf({ conditions, effect, limitedTo, decidedBy, cause }: Grant): string {
  const by = decidedBy.length === 0 ? "" : ` by ${decidedBy.map(statementName).join(", ")}`;
  const limit = limitedTo === undefined ? `limited${by}` : `only on ${limitedTo.join(", ")}; denied elsewhere${by}`;
  return [
    conditions.length === 0 ? [] : [`if ${conditions.map(conditionWords).join(" and ")}`],
    effect === "denied" && by !== "" ? [`denied${by}`] : [],
    effect === "limited" ? [limit] : [],
    effect === "not-evaluated" ? ["not evaluated"] : [],
    cause === undefined ? [] : [causeWords(cause)],
  ]
    .flat()
    .join("; ");
}

/** By its Sid or, without one, by its place. */
function statementName({ policy, sid, number, conditions }: StatementReference): string {
  const condition = conditions === undefined ? "" : ` (if ${conditions.map(conditionWords).join(" and ")})`;
  return `${sid ?? `statement ${number}`} of ${policy}${condition}`;
}

function conditionWords({ operator, key, values }: GrantCondition): string {
  return `${operator} ${key}: ${values.join(", ")}`;
}

function causeWords(cause: GrantCause): string {
  if (typeof cause === "object") {
    return "notModelled" in cause
      ? `the review does not model ${cause.notModelled}`
      : `no session of Cognito has a value for ${cause.variablesWithoutValue.join(", ")}`;
  }
  switch (cause) {
    case "guest-cap":
      return "AWS limits what guests can reach, and this is outside that limit";
    case "boundary":
      return "the permissions boundary does not allow all of it";
    case "no-version":
      return 'in a policy without Version "2012-10-17" a variable is plain text, so this matches nothing';
    case "no-request-meets-its-conditions":
      return "the review found no request that meets its conditions";
  }
}

/** What a list of grants leaves out. */
export function besidesGrants({ grants, policiesNotEvaluated }: RoleAccess): string[] {
  if (policiesNotEvaluated === 0) return grants.length === 0 ? ["It grants nothing that this file shows."] : [];
  return [`Not evaluated: ${policiesNotEvaluated} of its policies, which may allow more or deny some of it.`];
}

/** Above the changes that somebody made past Terraform. */
export const DRIFT = "What was changed in AWS since Terraform last ran";

/** A change in words. */
export interface ChangeWords {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export function changeWords({ before, after }: AccessChange): ChangeWords {
  const fact = after ?? before;
  return {
    what: fact === undefined ? "" : factSubject(fact),
    before: before === undefined ? "" : factValue(before),
    after: after === undefined ? "" : factValue(after),
  };
}

function factSubject(fact: AccessFact): string {
  switch (fact.about) {
    case "guests":
      return "guests";
    case "classic-flow":
      return "classic flow";
    case "sign-in":
      return `sign-in with ${signInKind(fact.signIn)} ${fact.signIn.provider}`;
    case "token-check":
      return `token check for ${fact.provider}`;
    case "role-mapping":
      return `role mapping for ${fact.identityProvider}`;
    case "rule":
      return `rule ${fact.number} for ${fact.identityProvider}`;
    case "principal-tag":
      return `tag ${fact.tag} for ${fact.identityProvider}`;
    case "recipients":
      return "given to";
    case "grant":
      return `may ${actionsOf(fact)} on ${resourcesOf(fact)}`;
  }
}

function factValue(fact: AccessFact): string {
  switch (fact.about) {
    case "guests":
    case "classic-flow":
    case "token-check":
      return onOff(fact.value);
    case "sign-in":
      return "possible";
    case "role-mapping":
      return `${fact.type}, ambiguous roles: ${ambiguousRoles(fact.ambiguousRoleResolution)}`;
    case "rule":
      return `${ruleMatch(fact.rule)}: ${fact.rule.role}`;
    case "principal-tag":
      return `claim ${fact.claim}`;
    case "recipients":
      return recipientsOf(fact);
    case "grant":
      return fact.access.map((access) => accessWords(access, fact.conditions)).join("; ");
  }
}

const DATA: Readonly<Record<Whose, string>> = {
  own: "the user's own data",
  others: "other users' data",
  shared: "shared data",
  none: WHOSE.none,
  unknown: "data not known",
};

function accessWords({ whose, effect, limitedTo }: FactAccess, conditions: readonly GrantCondition[]): string {
  const limit = effect === "limited" ? `, limited${limitedTo === undefined ? "" : ` to ${limitedTo.join(", ")}`}` : "";
  const condition = conditions.length === 0 ? "" : ` if ${conditions.map(conditionWords).join(" and ")}`;
  if (effect === "denied") return DATA.none;
  return `${effect === "not-evaluated" ? "not evaluated" : `${DATA[whose]}${limit}`}${condition}`;
}

/** Only a source that Terraform has not run yet has values in brackets. */
export const SYMBOLS = `⟨...⟩ is a value that is ${WHEN_TERRAFORM_RUNS}.`;
