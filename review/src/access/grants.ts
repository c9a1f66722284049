/** What a role may do and on whose data: every Allow of its policies, asked of the simulator in a small world, so that what
 *  a Deny takes away again shows. */
import { distinct } from "../iam/distinct";
import { NotModelled } from "../iam/not-modelled";
import { asList, type IamStatement } from "../iam/policy-document";
import { commonTextOfAll } from "../iam/common-text";
import type { Pattern } from "../iam/pattern";
import { compileAction } from "../iam/action";
import { isOpen } from "../model/unknown-parts";
import { isAfterApply } from "../terraform-json/symbol";
import { comparedTextsOf } from "./ineffective-texts";
import { conditionsOf, referenceTo, type GrantCondition, type StatementReference } from "./placed-statement";
import { sampleActions } from "./samples";
import { pairsOf, type ActionOnResource, type CompiledPlace, type Denial, type Pair, type Session } from "./session";
import { actionsOnThing } from "./small-world";

/** Whose data a grant reaches: only the user's own, other users' data too, data that belongs to no user, or none,
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
  | "no-request-meets-its-conditions"
  /** Variables of the policy that a session of Cognito has no value for. */
  | { readonly variablesWithoutValue: readonly string[] }
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
export function grantsOf(session: Session): Grant[] {
  return session.allows.flatMap((place) => grantsOfStatement(session, place));
}

/** One grant for all pairs of action and resource of a statement that come out alike. */
function grantsOfStatement(session: Session, place: CompiledPlace): Grant[] {
  const { address, statement } = place;
  const { NotAction, NotResource } = statement;
  const outcomes = new Map<string, { outcome: Outcome; pairs: ActionOnResource[] }>();
  for (const pair of pairsOf(place)) {
    const outcome = outcomeOf(session, pair);
    const key = JSON.stringify(outcome);
    const same = outcomes.get(key);
    if (same === undefined) outcomes.set(key, { outcome, pairs: [pair] });
    else same.pairs.push(pair);
  }
  return Array.from(outcomes.values()).flatMap(({ outcome, pairs }) =>
    byActions(pairs).map(({ actions, resources }) => ({
      policy: address,
      statement: referenceTo(place),
      actions: NotAction === undefined ? actions : asList(NotAction),
      ...(NotAction !== undefined && { allActionsBut: true as const }),
      resources: NotResource === undefined ? resources : asList(NotResource),
      ...(NotResource !== undefined && { allResourcesBut: true as const }),
      conditions: conditionsOf(statement),
      ...outcome,
    })),
  );
}

/** Resources that go with the same actions, together. */
function byActions(pairs: readonly ActionOnResource[]): { actions: string[]; resources: string[] }[] {
  const actionsOf = new Map<string, string[]>();
  for (const { action, resource } of pairs) {
    const actions = actionsOf.get(resource);
    if (actions === undefined) actionsOf.set(resource, [action]);
    else if (!actions.includes(action)) actions.push(action); // Two values that are not known look alike.
  }
  const groups = new Map<string, { actions: string[]; resources: string[] }>();
  for (const [resource, actions] of actionsOf) {
    const key = actions.join(" ");
    const group = groups.get(key) ?? { actions, resources: [] };
    group.resources.push(resource);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function outcomeOf(session: Session, pair: Pair): Outcome {
  try {
    if (pair.place.compiled.refusal !== undefined) throw pair.place.compiled.refusal;
    const denials = session.denialsOf(pair);
    const access = effectiveAccess(session, pair, denials);
    return { whose: access.effect === "denied" ? "none" : whoseData(session, pair, denials, access), ...access };
  } catch (error) {
    if (!(error instanceof NotModelled)) throw error;
    return { whose: "unknown", effect: "not-evaluated", decidedBy: [], cause: { notModelled: error.subject } };
  }
}

/** What is still allowed after denies, the permissions boundary and AWS's limit on guests. */
function effectiveAccess(session: Session, pair: Pair, denials: readonly CompiledPlace[]): EffectiveAccess {
  const cause = reasonAlwaysVoid(session, pair);
  if (cause !== undefined) return { effect: "denied", decidedBy: [], cause };

  const actions = actionsToAsk(session, pair.action, denials);
  const names = session.world.people.namesFor(pair.resource, "me");
  const asked = actions.flatMap((action) => names.map((resource) => session.ask(pair.place, { action, resource })));
  const replies = asked.filter(({ decision }) => decision !== "not by this statement");
  if (replies.length === 0) return { effect: "denied", decidedBy: [], cause: noSampleCause(session, pair) };

  const denied = replies.filter((reply) => reply.decision === "denied");
  if (denied.length === 0 && denials.length === 0) return { effect: "allowed", decidedBy: [] };
  const isCapped = denied.some((reply) => reply.isCapped);
  const rest = { decidedBy: session.referencesTo(denials), ...(isCapped && { cause: "boundary" as const }) };
  if (denied.length < replies.length) return { effect: "limited", ...rest };

  // All samples are denied. What a Deny with NotResource leaves alone, and what the permissions boundary allows, is found by
  // asking about just that.
  const mine = session.world.people.patternFor(pair.resource, "me");
  const kinds = session.kindsOf(pair.place, actions);
  const isLeft = (pattern?: string): boolean => {
    const patterns = pattern === undefined ? [mine] : [session.world.people.patternFor(pattern, "me"), mine];
    return kinds.some((action) => session.reachesSome(pair.place, { action }, patterns));
  };
  for (const narrower of [excludedResources([...denials, ...session.denialsOfBoundary]), session.cappedResources]) {
    const limitedTo = distinct(narrower).filter(isLeft);
    if (limitedTo.length > 0) return { effect: "limited", limitedTo, ...rest };
  }
  if (isLeft()) return { effect: "limited", ...rest };
  return { effect: "denied", ...rest, decidedBy: session.referencesTo(decidingDenials(denied)) };
}

function decidingDenials(denied: readonly Denial[]): CompiledPlace[] {
  return denied.flatMap(({ denials }) => denials);
}

/** Whole names that a pattern of actions stands for: samples, and what Deny statements with NotAction and the permissions
 *  boundary leave of it.
 *  @param service what to put in the place of "*" alone */
function actionsToAsk(session: Session, action: string, denials: readonly CompiledPlace[], service?: string): string[] {
  const samples = sampleActions(action, service);
  if (samples.length === 1 && samples[0] === action.toLowerCase()) return samples;
  const asked = compileAction(action);
  const capped = session.cappedActions;
  const left = [...denials, ...session.denialsOfBoundary].map(({ statement }) => asList(statement.NotAction));
  const common = namesLeftBy(asked, [capped, ...left]);
  const whole = common.filter((name) => /^[^:*?]+:[^:*?]+$/.test(name));
  return distinct([...samples, ...whole]);
}

/** Names that an action and one pattern of some lists, or of all, stand for: a call is one that some statements leave alone.
 *  @throws NotModelled if there are too many */
function namesLeftBy(asked: Pattern, lists: readonly (readonly string[])[]): string[] {
  // Statements that leave the same out are one choice: by what is chosen, in any order.
  const chosen = new Map<string, { readonly texts: readonly string[]; readonly name: string | undefined }>();
  chosen.set("", { texts: [], name: undefined });
  for (const list of distinctLists(lists)) {
    for (const { texts } of [...chosen.values()]) {
      for (const text of list) {
        const narrower = distinct([...texts, text]);
        const key = narrower.toSorted().join(" ");
        if (chosen.has(key)) continue;
        const name = commonTextOfAll([asked, ...narrower.map(compileAction)], "☆");
        if (name !== undefined) chosen.set(key, { texts: narrower, name });
      }
    }
    if (chosen.size > MOST_CHOICES) throw new NotModelled("so many statements that leave actions out");
  }
  return Array.from(chosen.values()).flatMap(({ name }) => name ?? []);
}

function distinctLists(lists: readonly (readonly string[])[]): string[][] {
  const lowered = lists.map((list) => distinct(list.map((action) => action.toLowerCase())));
  return [...new Map(lowered.map((list) => [list.toSorted().join(" "), list])).values()];
}

const MOST_CHOICES = 2_000;

function excludedResources(denials: readonly CompiledPlace[]): string[] {
  return distinct(denials.flatMap(({ statement }) => asList(statement.NotResource)));
}

function reasonAlwaysVoid(session: Session, { place, action, resource }: Pair): GrantCause | undefined {
  if (place.document.Version !== "2012-10-17" && resource.includes("${")) return "no-version";
  return session.isWithinReach(action) ? undefined : "guest-cap";
}

function noSampleCause(session: Session, { resource }: Pair): GrantCause {
  const variables = resource.match(/\$\{[^}]+\}/g) ?? [];
  const without = variables.filter((variable) => !session.hasValue(variable.slice(2, -1)));
  return without.length === 0 ? "no-request-meets-its-conditions" : { variablesWithoutValue: distinct(without) };
}

function whoseData(
  session: Session,
  pair: Pair,
  denials: readonly CompiledPlace[],
  { limitedTo = [pair.resource] }: EffectiveAccess,
): Whose {
  if (limitedTo.some(isUnknownResource)) return "unknown";
  if (reachesOthers(session, pair, denials)) return "others";
  const { people } = session.world;
  if (limitedTo.every((text) => people.namesUser(text)) || isBoundByKeys(session, pair, denials)) return "own";
  const texts = [...limitedTo, ...comparedTexts(pair.place.statement, false), ...denials.flatMap(sparedTexts)];
  // What each is meant to have alone, all have together.
  if (texts.some((text) => people.isSameForAll(text))) return "others";
  for (const text of limitedTo) {
    const unknown = session.world.unknownAccessPoint(pair.action, text);
    if (unknown !== undefined)
      throw new NotModelled(`${unknown}, an access point of whose bucket the file says nothing`);
  }
  return "shared";
}

/** The values that conditions of a Deny leave alone. */
function sparedTexts({ statement }: CompiledPlace): string[] {
  return comparedTexts(statement, true);
}

function comparedTexts(statement: IamStatement, isNegated: boolean): string[] {
  const effect = isNegated ? "always-applies" : "never-applies";
  return comparedTextsOf(statement)
    .filter((used) => used.effect === effect)
    .map(({ text }) => text);
}

/** A resource of which nothing is known: it could be anything, a wildcard too. */
function isUnknownResource(resource: string): boolean {
  return isAfterApply(resource) || isOpen(resource);
}

/** Whether the statement lets one at what is somebody else's. */
function reachesOthers(
  session: Session,
  { place, action, resource }: Pair,
  denials: readonly CompiledPlace[],
): boolean {
  const asked = new Map<string | undefined, string[]>();
  for (const thing of session.world.thingsOfOther(action, resource, place.statement)) {
    const { patterns, isOfOther, stored, service } = thing;
    const ofService = asked.get(service) ?? actionsToAsk(session, action, denials, service);
    asked.set(service, ofService);
    const kinds = session.kindsOf(place, actionsOnThing(ofService, action, thing));
    if (kinds.some((name) => session.reachesSome(place, { action: name, stored }, patterns, isOfOther))) return true;
  }
  return false;
}

/** Whether condition keys about the stored thing limit it to the user's own: with no user's id in them, nothing is allowed. */
function isBoundByKeys(
  session: Session,
  { place, action, resource }: Pair,
  denials: readonly CompiledPlace[],
): boolean {
  const ofNobody = session.world.storedKeysOfNobody([place, ...denials].map(({ statement }) => statement));
  if (ofNobody === undefined) return false;
  const patterns = [session.world.people.patternFor(resource, "me")];
  return session
    .kindsOf(place, actionsToAsk(session, action, denials))
    .every((name) => ofNobody.every((stored) => !session.reachesSome(place, { action: name, stored }, patterns)));
}
