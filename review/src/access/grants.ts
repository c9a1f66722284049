/** What a role may do and on whose data: every Allow of its policies, asked of the simulator with sample names, so that
 *  what a Deny takes away again shows. */
import { isWithinReachOfGuests } from "../iam/guest-services";
import { NotModelled } from "../iam/not-modelled";
import { matches, wildcardPattern } from "../iam/pattern";
import { asList, type Conditions } from "../iam/policy-document";
import type { RequestContext } from "../iam/context";
import type { Pool, Role } from "../model/access-model";
import { isAfterApply, referencesOf } from "../terraform-json/symbol";
import { conditionContext, mentionsIdentityId, sampleActions, sampleNames } from "./sample-session";
import {
  conditionsOf,
  overlapInSomeName,
  NoSample,
  placedStatements,
  referenceTo,
  Session,
  type ActionOnResource,
  type GrantCondition,
  type NoSampleCause,
  type PlacedStatement,
  type StatementReference,
} from "./session";

/** Whose data a grant reaches: the user's own alone, that of other users too, what is nobody's in particular, or none,
 *  because it is denied. "unknown" where the file does not say enough. */
export type Whose = "own" | "others" | "shared" | "none" | "unknown";

/** What limits or denies a grant beside statements of the role's policies, or why it was not evaluated. */
export type GrantCause =
  /** AWS limits what the sessions of guests can reach. */
  | "guest-cap"
  /** The permissions boundary does not allow all of it. */
  | "boundary"
  /** Its policy has no Version "2012-10-17", so that a variable in it is plain text. */
  | "no-version"
  | NoSampleCause
  /** What the simulator does not model, as a noun. */
  | { readonly notModelled: string };

/** Some actions on some resources that one statement allows, and what is left of them. */
export interface Grant {
  /** Address of the policy. */
  readonly policy: string;
  readonly statement: StatementReference;
  /** Patterns as the policy has them. */
  readonly actions: readonly string[];
  /** The patterns are those of a NotAction. */
  readonly allActionsBut?: true;
  readonly resources: readonly string[];
  /** The patterns are those of a NotResource. */
  readonly allResourcesBut?: true;
  readonly conditions: readonly GrantCondition[];
  readonly whose: Whose;
  /** What is left of it after every deny, the permissions boundary and AWS's limit on guests. */
  readonly effect: "allowed" | "limited" | "denied" | "not-evaluated";
  /** Where effect is "limited": the resources that are left, if they can be named. */
  readonly limitedTo?: readonly string[];
  /** The statements that deny or limit it. */
  readonly decidedBy: readonly StatementReference[];
  readonly cause?: GrantCause;
}

type Outcome = Pick<Grant, "whose" | "effect" | "limitedTo" | "decidedBy" | "cause">;
type EffectiveAccess = Omit<Outcome, "whose">;

/** All grants of a role, in the order of its policies. */
export function grantsOf(pool: Pool, role: Role): Grant[] {
  const session = new Session(pool, role);
  return placedStatements(role)
    .filter(({ statement }) => statement.Effect === "Allow")
    .flatMap((placed) => grantsOfStatement(session, placed));
}

/** One grant for all pairs of action and resource of a statement that come out alike. */
function grantsOfStatement(session: Session, placed: PlacedStatement): Grant[] {
  const { address, statement } = placed;
  const { Action, NotAction, Resource, NotResource } = statement;
  const outcomes = new Map<string, { outcome: Outcome; pairs: ActionOnResource[] }>();
  // Everything but some actions is asked about as everything; the grant says what it leaves out.
  for (const pair of pairsOf(NotAction ? ["*"] : asList(Action), NotResource ? ["*"] : asList(Resource))) {
    const outcome = outcomeOf(session, placed, pair);
    const key = JSON.stringify(outcome);
    const same = outcomes.get(key) ?? { outcome, pairs: [] };
    same.pairs.push(pair);
    outcomes.set(key, same);
  }
  return Array.from(outcomes.values()).flatMap(({ outcome, pairs }) =>
    byActions(pairs).map(({ actions, resources }) => ({
      policy: address,
      statement: referenceTo(placed),
      actions: NotAction === undefined ? actions : asList(NotAction),
      ...(NotAction !== undefined && { allActionsBut: true as const }),
      resources: NotResource === undefined ? resources : asList(NotResource),
      ...(NotResource !== undefined && { allResourcesBut: true as const }),
      conditions: conditionsOf(statement),
      ...outcome,
    })),
  );
}

function pairsOf(actions: readonly string[], resources: readonly string[]): ActionOnResource[] {
  const pairs = actions.flatMap((action) => resources.map((resource) => ({ action, resource })));
  const meaningful = pairs.filter(({ action, resource }) => areOfOneService(action, resource));
  return meaningful.length === 0 ? pairs : meaningful;
}

/** An action on the ARN of another service means nothing: it comes from lists that were written together. */
function areOfOneService(action: string, resource: string): boolean {
  const [service = ""] = action.split(":");
  const ofResource = /^arn:[^:]*:([\w-]+):/.exec(resource)?.[1];
  return ofResource === undefined || /[*?]/.test(service) || service.toLowerCase() === ofResource;
}

/** Resources that go with the same actions, together. */
function byActions(pairs: readonly ActionOnResource[]): { actions: string[]; resources: string[] }[] {
  const actionsOf = new Map<string, string[]>();
  for (const { action, resource } of pairs) actionsOf.set(resource, [...(actionsOf.get(resource) ?? []), action]);
  const groups = new Map<string, { actions: string[]; resources: string[] }>();
  for (const [resource, actions] of actionsOf) {
    const group = groups.get(actions.join(" ")) ?? { actions, resources: [] };
    group.resources.push(resource);
    groups.set(actions.join(" "), group);
  }
  return [...groups.values()];
}

function outcomeOf(session: Session, placed: PlacedStatement, pair: ActionOnResource): Outcome {
  try {
    const access = effectiveAccess(session, placed, pair);
    return { whose: access.effect === "denied" ? "none" : whoseData(session, placed, pair, access), ...access };
  } catch (error) {
    if (!(error instanceof NotModelled) && !(error instanceof NoSample)) throw error;
    const cause = error instanceof NoSample ? error.reason : { notModelled: error.subject };
    return { whose: "unknown", effect: "not-evaluated", decidedBy: [], cause };
  }
}

/** What is still allowed after denies, the permissions boundary and AWS's limit on guests. */
function effectiveAccess(session: Session, placed: PlacedStatement, pair: ActionOnResource): EffectiveAccess {
  const cause = reasonAlwaysVoid(session, placed, pair);
  if (cause !== undefined) return { effect: "denied", decidedBy: [], cause };

  const denials = session.denials.filter((denial) => session.mayDeny(denial, pair));
  // A Deny with NotAction leaves these alone.
  const excludedByNotAction = denials
    .flatMap(({ statement }) => asList(statement.NotAction).flatMap((pattern) => sampleActions(pattern)))
    .filter((action) => matches(wildcardPattern(pair.action.toLowerCase()), action.toLowerCase()));
  const actions = unique([...sampleActions(pair.action), ...excludedByNotAction]);
  const answers = actions.flatMap((action) =>
    sampleNames(pair.resource).map((resource) => session.ask(placed, { action, resource })),
  );
  const denied = answers.filter(({ decision }) => decision !== "allowed");
  if (denied.length === 0 && denials.length === 0) return { effect: "allowed", decidedBy: [] };

  const isCapped = denied.some(({ decision }) => decision === "implicitDeny");
  const rest = {
    decidedBy: session.referencesTo(denials.map(({ statement }) => statement)),
    ...(isCapped && { cause: "boundary" as const }),
  };
  if (denied.length < answers.length) return { effect: "limited", ...rest };
  // All samples are denied. What a Deny with NotResource leaves alone is found by asking about just that.
  const excluded = denials.flatMap(({ statement }) => asList(statement.NotResource));
  const limitedTo = unique(excluded).filter((pattern) =>
    actions.some((action) =>
      sampleNames(pattern).some((resource) => session.isAllowedBy(placed, { action, resource })),
    ),
  );
  if (limitedTo.length > 0) return { effect: "limited", limitedTo, ...rest };
  const deciding = denied.flatMap(({ statements }) => statements.map(({ statement }) => statement));
  return { effect: "denied", ...rest, decidedBy: session.referencesTo(deciding) };
}

function reasonAlwaysVoid(
  { pool, role }: Session,
  { document }: PlacedStatement,
  { action, resource }: ActionOnResource,
): GrantCause | undefined {
  if (document.Version !== "2012-10-17" && resource.includes("${")) return "no-version";
  // The classic flow goes past the cap: there a guest gets all that the role grants.
  if (role.guestsOnly && pool.allowClassicFlow === false && !isWithinReachOfGuests(action)) {
    return "guest-cap";
  }
  return undefined;
}

function whoseData(
  session: Session,
  placed: PlacedStatement,
  pair: ActionOnResource,
  { limitedTo = [pair.resource] }: EffectiveAccess,
): Whose {
  if (limitedTo.some(isUnknownResource)) return "unknown";
  if (reachesOthers(session, placed, pair)) return "others";
  return limitedTo.every(mentionsIdentityId) || isBoundByConditions(placed.statement.Condition) ? "own" : "shared";
}

/** A resource of which nothing is known: it could be anything, a wildcard too. */
function isUnknownResource(resource: string): boolean {
  return isAfterApply(resource) || referencesOf(resource).some((reference) => /^(?:var|local)\./.test(reference));
}

/** The condition keys that are compared with the identity id of whoever asks. */
function boundKeys(conditions: Conditions | undefined): { key: string; values: readonly string[] }[] {
  return Object.values(conditions ?? {})
    .flatMap((keys) => Object.entries(keys).map(([key, values]) => ({ key, values: asList(values).map(String) })))
    .filter(({ values }) => values.some(mentionsIdentityId));
}

function isBoundByConditions(conditions: Conditions | undefined): boolean {
  return boundKeys(conditions).some(({ values }) => values.every(mentionsIdentityId));
}

/** Whether the statement lets one at what is somebody else's: past its own condition, at a place that some grant of the
 *  pool keeps for its user, or at another identity's datasets. */
function reachesOthers(session: Session, placed: PlacedStatement, pair: ActionOnResource): boolean {
  const { Condition } = placed.statement;
  const isAllowed = (action: string, resource: string, context?: RequestContext): boolean =>
    session.isAllowedBy(placed, { action, resource, context });
  if (boundKeys(Condition).length > 0) {
    const contexts = contextsOfOthers(session, Condition, pair);
    return sampleActions(pair.action).some((action) =>
      sampleNames(pair.resource).some((resource) => contexts.some((context) => isAllowed(action, resource, context))),
    );
  }
  if (mentionsIdentityId(pair.resource)) return false;
  return session.personalResources
    .filter((own) => areOfOneService(pair.action, own) && overlapInSomeName(pair.resource, own))
    .some((own) =>
      sampleActions(pair.action, own.split(":")[2]).some((action) =>
        sampleNames(own, "somebody else").some((resource) => isAllowed(action, resource)),
      ),
    );
}

/** Requests about somebody else's data, under conditions that are bound to the identity id: with the other one's id, with
 *  the other one's place as the prefix of a listing, and without the key at all. */
function contextsOfOthers(
  session: Session,
  conditions: Conditions | undefined,
  pair: ActionOnResource,
): RequestContext[] {
  const keys = boundKeys(conditions).map(({ key }) => key);
  const theirs = conditionContext(conditions, "somebody else");
  const folders = session.personalResources
    .filter((own) => own.startsWith(`${pair.resource}/`))
    .flatMap((own) => sampleNames(own.slice(pair.resource.length + 1), "somebody else"));
  const listings = keys
    .filter((key) => key.toLowerCase() === "s3:prefix")
    .flatMap((key) => folders.map((folder) => ({ ...theirs, [key]: folder })));
  const isLeftOut = (key: string): boolean => keys.includes(key) && canBeMissing(key, pair.action);
  return [theirs, ...listings, conditionContext(conditions, "somebody else", isLeftOut)];
}

/** Every request to a table names its leading keys, a Scan excepted. */
function canBeMissing(key: string, action: string): boolean {
  return (
    key.toLowerCase() !== "dynamodb:leadingkeys" || matches(wildcardPattern(action.toLowerCase()), "dynamodb:scan")
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
