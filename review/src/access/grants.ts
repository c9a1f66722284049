/** What a role may do and on whose data: every Allow of its policies, asked of the simulator with sample names, so that
 *  what a Deny takes away again shows. */
import { isWithinReachOfGuests } from "../iam/guest-services";
import { NotModelled } from "../iam/not-modelled";
import { matches, wildcardPattern } from "../iam/pattern";
import { asList, type Conditions } from "../iam/policy-document";
import type { RequestContext } from "../iam/request";
import type { Pool, Role } from "../model/access-model";
import { isAfterApply, referencesOf } from "../terraform-json/symbol";
import { conditionContext, isBoundToIdentity, sampleActions, sampleNames } from "./sample-session";
import { conditionTexts, overlapInSomeName, NoSample, placesOf, Session, type Cell, type Place } from "./session";

/** Whose data a grant is about: one's own, that of other users too, or of nobody in particular. */
export type Whose = "own" | "others" | "shared" | "unknown";

/** Some actions on some resources that one statement allows, and what is left of them. */
export interface Grant {
  /** Address of the policy. */
  readonly policy: string;
  readonly statement: string;
  /** Patterns as the policy has them. */
  readonly actions: readonly string[];
  /** The patterns are those of a NotAction. */
  readonly allActionsBut?: true;
  readonly resources: readonly string[];
  /** The patterns are those of a NotResource. */
  readonly allResourcesBut?: true;
  readonly conditions: readonly string[];
  readonly whose: Whose;
  readonly effect: "allowed" | "limited" | "void" | "not evaluated";
  /** Where effect is "limited": the resources that are left, if they can be named. */
  readonly only?: readonly string[];
  /** The statements that void or limit it. */
  readonly because: readonly string[];
  /** What else voids or limits it, or why it was not evaluated. */
  readonly reason?: string;
}

type Outcome = Pick<Grant, "whose" | "effect" | "only" | "because" | "reason">;
type Remainder = Omit<Outcome, "whose">;

/** All grants of a role, in the order of its policies. */
export function grantsOf(pool: Pool, role: Role): Grant[] {
  const session = new Session(pool, role);
  return placesOf(role)
    .filter(({ statement }) => statement.Effect === "Allow")
    .flatMap((place) => grantsOfStatement(session, place));
}

/** One grant for all cells of a statement that come out alike. */
function grantsOfStatement(session: Session, place: Place): Grant[] {
  const { address, statement } = place;
  const { Action, NotAction, Resource, NotResource } = statement;
  const outcomes = new Map<string, { outcome: Outcome; cells: Cell[] }>();
  // Everything but some actions is asked about as everything; the grant says what it leaves out.
  for (const cell of cellsOf(NotAction ? ["*"] : asList(Action), NotResource ? ["*"] : asList(Resource))) {
    const outcome = outcomeOf(session, place, cell);
    const key = JSON.stringify(outcome);
    const same = outcomes.get(key) ?? { outcome, cells: [] };
    same.cells.push(cell);
    outcomes.set(key, same);
  }
  return Array.from(outcomes.values()).flatMap(({ outcome, cells }) =>
    byActions(cells).map(({ actions, resources }) => ({
      policy: address,
      statement: session.nameOf(statement),
      actions: NotAction === undefined ? actions : asList(NotAction),
      ...(NotAction !== undefined && { allActionsBut: true as const }),
      resources: NotResource === undefined ? resources : asList(NotResource),
      ...(NotResource !== undefined && { allResourcesBut: true as const }),
      conditions: conditionTexts(statement),
      ...outcome,
    })),
  );
}

function cellsOf(actions: readonly string[], resources: readonly string[]): Cell[] {
  const cells = actions.flatMap((action) => resources.map((resource) => ({ action, resource })));
  const meaningful = cells.filter(({ action, resource }) => areOfOneService(action, resource));
  return meaningful.length === 0 ? cells : meaningful;
}

/** An action on the ARN of another service means nothing: it comes from lists that were written together. */
function areOfOneService(action: string, resource: string): boolean {
  const [service = ""] = action.split(":");
  const ofResource = /^arn:[^:]*:([\w-]+):/.exec(resource)?.[1];
  return ofResource === undefined || /[*?]/.test(service) || service.toLowerCase() === ofResource;
}

/** Resources that go with the same actions, together. */
function byActions(cells: readonly Cell[]): { actions: string[]; resources: string[] }[] {
  const actionsOf = new Map<string, string[]>();
  for (const { action, resource } of cells) actionsOf.set(resource, [...(actionsOf.get(resource) ?? []), action]);
  const groups = new Map<string, { actions: string[]; resources: string[] }>();
  for (const [resource, actions] of actionsOf) {
    const group = groups.get(actions.join(" ")) ?? { actions, resources: [] };
    group.resources.push(resource);
    groups.set(actions.join(" "), group);
  }
  return [...groups.values()];
}

function outcomeOf(session: Session, place: Place, cell: Cell): Outcome {
  try {
    const remainder = remainderOf(session, place, cell);
    return {
      whose: remainder.effect === "void" ? "unknown" : whoseData(session, place, cell, remainder),
      ...remainder,
    };
  } catch (error) {
    if (!(error instanceof NotModelled) && !(error instanceof NoSample)) throw error;
    return { whose: "unknown", effect: "not evaluated", because: [], reason: error.message };
  }
}

/** What other statements, and AWS, leave of a cell. */
function remainderOf(session: Session, place: Place, cell: Cell): Remainder {
  const reason = whyNothingIsAsked(session, place, cell);
  if (reason !== undefined) return { effect: "void", because: [], reason };

  const denials = session.denials.filter((denial) => session.mayDeny(denial, cell));
  // A Deny with NotAction leaves these alone.
  const sparedActions = denials
    .flatMap(({ statement }) => asList(statement.NotAction).flatMap((pattern) => sampleActions(pattern)))
    .filter((action) => matches(wildcardPattern(cell.action.toLowerCase()), action.toLowerCase()));
  const actions = unique([...sampleActions(cell.action), ...sparedActions]);
  const answers = actions.flatMap((action) =>
    sampleNames(cell.resource).map((resource) => session.ask(place, { action, resource })),
  );
  const denied = answers.filter(({ decision }) => decision !== "allowed");
  if (denied.length === 0 && denials.length === 0) return { effect: "allowed", because: [] };

  const isCapped = denied.some(({ decision }) => decision === "implicitDeny");
  const rest = {
    because: unique(denials.map(({ statement }) => session.nameOf(statement))),
    ...(isCapped && { reason: "the permissions boundary does not allow all of it" }),
  };
  if (denied.length < answers.length) return { effect: "limited", ...rest };
  // All samples are denied. What a Deny with NotResource leaves alone is found by asking about just that.
  const spared = denials.flatMap(({ statement }) => asList(statement.NotResource));
  const only = unique(spared).filter((pattern) =>
    actions.some((action) => sampleNames(pattern).some((resource) => session.isAllowedBy(place, { action, resource }))),
  );
  if (only.length > 0) return { effect: "limited", only, ...rest };
  const deciding = denied.flatMap(({ statements }) => statements.map(({ statement }) => session.nameOf(statement)));
  return { effect: "void", ...rest, because: unique(deciding) };
}

function whyNothingIsAsked(
  { pool, role }: Session,
  { document }: Place,
  { action, resource }: Cell,
): string | undefined {
  if (document.Version !== "2012-10-17" && resource.includes("${")) {
    return 'without Version "2012-10-17" a variable in a policy is plain text';
  }
  // The classic flow goes past the cap: there a guest gets all that the role grants.
  if (role.guestsOnly && pool.allowClassicFlow === false && !isWithinReachOfGuests(action)) {
    return "AWS caps what guests can reach, and this is outside of it";
  }
  return undefined;
}

function whoseData(session: Session, place: Place, cell: Cell, { only = [cell.resource] }: Remainder): Whose {
  if (only.some(isUnknownResource)) return "unknown";
  if (reachesOthers(session, place, cell)) return "others";
  return only.every(isBoundToIdentity) || isBoundByConditions(place.statement.Condition) ? "own" : "shared";
}

/** A resource of which nothing is known: it could be anything, a wildcard too. */
function isUnknownResource(resource: string): boolean {
  return isAfterApply(resource) || referencesOf(resource).some((reference) => /^(?:var|local)\./.test(reference));
}

/** The condition keys that are compared with the identity id of whoever asks. */
function boundKeys(conditions: Conditions | undefined): { key: string; values: readonly string[] }[] {
  return Object.values(conditions ?? {})
    .flatMap((keys) => Object.entries(keys).map(([key, values]) => ({ key, values: asList(values).map(String) })))
    .filter(({ values }) => values.some(isBoundToIdentity));
}

function isBoundByConditions(conditions: Conditions | undefined): boolean {
  return boundKeys(conditions).some(({ values }) => values.every(isBoundToIdentity));
}

/** Whether the statement lets one at what is somebody else's: past its own condition, at a place that some grant of the
 *  pool keeps for its user, or at another identity's datasets. */
function reachesOthers(session: Session, place: Place, cell: Cell): boolean {
  const { Condition } = place.statement;
  const isAllowed = (action: string, resource: string, context?: RequestContext): boolean =>
    session.isAllowedBy(place, { action, resource, context });
  if (boundKeys(Condition).length > 0) {
    const contexts = contextsOfOthers(session, Condition, cell);
    return sampleActions(cell.action).some((action) =>
      sampleNames(cell.resource).some((resource) => contexts.some((context) => isAllowed(action, resource, context))),
    );
  }
  if (isBoundToIdentity(cell.resource)) return false;
  return session.privatePlaces
    .filter((own) => areOfOneService(cell.action, own) && overlapInSomeName(cell.resource, own))
    .some((own) =>
      sampleActions(cell.action, own.split(":")[2]).some((action) =>
        sampleNames(own, "somebody else").some((resource) => isAllowed(action, resource)),
      ),
    );
}

/** Requests about somebody else's data, under conditions that are bound to the identity id: with the other one's id, with
 *  the other one's place as the prefix of a listing, and without the key at all. */
function contextsOfOthers(session: Session, conditions: Conditions | undefined, cell: Cell): RequestContext[] {
  const keys = boundKeys(conditions).map(({ key }) => key);
  const theirs = conditionContext(conditions, "somebody else");
  const folders = session.privatePlaces
    .filter((own) => own.startsWith(`${cell.resource}/`))
    .flatMap((own) => sampleNames(own.slice(cell.resource.length + 1), "somebody else"));
  const listings = keys
    .filter((key) => key.toLowerCase() === "s3:prefix")
    .flatMap((key) => folders.map((folder) => ({ ...theirs, [key]: folder })));
  const isLeftOut = (key: string): boolean => keys.includes(key) && canBeMissing(key, cell.action);
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
