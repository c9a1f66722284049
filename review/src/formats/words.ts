/** The review's facts in words: the same ones in every format. */
import type { Grant, Whose } from "../access/grants";
import { SEVERITIES } from "../findings/finding";
import type { Setting, SignIn } from "../model/access-model";
import type { RoleAccess } from "../pool-access";
import type { AccessReview } from "../review";

export const SOURCES: Readonly<Record<AccessReview["source"], string>> = {
  synthesized: "a synthesized configuration",
  plan: "a plan, as things will be after it",
  state: "a state",
};

const WHOSE: Readonly<Record<Whose, string>> = {
  own: "one's own",
  others: "others' too",
  shared: "shared",
  unknown: "not known",
};

export function summary({ pools, findings }: AccessReview): string {
  const counts = SEVERITIES.map(
    (severity) => `${findings.filter((one) => one.severity === severity).length} ${severity}`,
  );
  return `${pools.length} identity pool${pools.length === 1 ? "" : "s"}; findings: ${counts.join(", ")}`;
}

export function onOff(setting: Setting): string {
  if (setting === "unknown") return "only Terraform's run will know";
  return setting ? "on" : "off";
}

export function signInDetails({ appId, serverSideTokenCheck, secret }: SignIn): string {
  return [
    appId === undefined ? [] : [`app ${appId}`],
    secret === undefined ? [] : [`its secret is written ${secret}`],
    serverSideTokenCheck === undefined ? [] : [`server-side token check ${onOff(serverSideTokenCheck)}`],
  ]
    .flat()
    .join(", ");
}

export function actionsOf({ actions, allActionsBut }: Grant): string {
  return `${allActionsBut ? "everything but " : ""}${actions.join(", ")}`;
}

export function resourcesOf({ resources, allResourcesBut }: Grant): string {
  return `${allResourcesBut ? "everything but " : ""}${resources.join(", ")}`;
}

export function whoseOf({ whose, effect }: Grant): string {
  return effect === "void" ? "nobody's" : WHOSE[whose];
}

/** What conditions, other statements and AWS make of a grant. */
export function remarksOf({ conditions, effect, only, because, reason }: Grant): string {
  const by = because.length === 0 ? "" : ` by ${because.join(", ")}`;
  const limit = only === undefined ? `limited${by}` : `only on ${only.join(", ")}; denied elsewhere${by}`;
  return [
    conditions.length === 0 ? [] : [`if ${conditions.join(" and ")}`],
    effect === "void" ? [because.length === 0 ? "VOID" : `VOID: denied${by}`] : [],
    effect === "limited" ? [limit] : [],
    effect === "not evaluated" ? ["not evaluated"] : [],
    reason === undefined ? [] : [reason],
  ]
    .flat()
    .join("; ");
}

export function givenTo({ givenTo: who }: RoleAccess): string {
  return who.join("; ");
}

/** What a list of grants leaves out. */
export function besidesGrants({ grants, policiesNotEvaluated }: RoleAccess): string[] {
  if (policiesNotEvaluated === 0) return grants.length === 0 ? ["It grants nothing that this file shows."] : [];
  return [`Not evaluated: ${policiesNotEvaluated} of its policies, which may allow more or deny some of it.`];
}

/** Only a source that Terraform has not run yet has values in brackets. */
export const SYMBOLS = "⟨...⟩ is a value that only Terraform's run will know.";
