/** Somebody who has a role, ready to ask the simulator. */
import { answerOf } from "../iam/answer";
import { compilePolicy, speaksOfAction, speaksOfCall, type Call, type CompiledStatement } from "../iam/compiled";
import { conditionHolds } from "../iam/condition";
import { areKnown } from "../iam/context";
import { isWithinReachOfGuests } from "../iam/guest-services";
import { NotModelled } from "../iam/not-modelled";
import { literalPrefix, overlap, wildcardPattern, type Pattern } from "../iam/pattern";
import { asList, type IamStatement } from "../iam/policy-document";
import { decide } from "../iam/simulate";
import { carriersOf } from "../iam/stored-keys";
import type { Policy, Pool, Role } from "../model/access-model";
import { namesOfAll } from "./arn-names";
import {
  conditionsOf,
  referenceTo,
  statementsOfPolicy,
  type PlacedStatement,
  type StatementReference,
} from "./placed-statement";
import { PrefixIndex } from "./prefix-index";
import { SparedResources } from "./spared-resources";
import { SessionContext, type SessionUser, type StoredKeys } from "./session-context";
import { isOpen, serviceOf, serviceOfArn, type SmallWorld } from "./small-world";

/** A statement that is ready to be asked. */
export interface CompiledPlace extends PlacedStatement {
  readonly compiled: CompiledStatement;
  readonly services: Services;
}

/** The services that the lists of a statement are about, in lower case. */
interface Services {
  readonly ofActions: ReadonlySet<string>;
  readonly ofResources: ReadonlySet<string>;
}

/** One action on one resource, both as patterns. */
export interface ActionOnResource {
  readonly action: string;
  readonly resource: string;
}

export interface Question {
  /** A whole name, in lower case. */
  readonly action: string;
  readonly resource: string;
  /** @default nothing is known of the thing */
  readonly stored?: StoredKeys;
}

/** What all policies say to a question that a statement may answer with yes. What depends on more than is known is allowed:
 *  some call may meet it. */
export type Reply = { readonly decision: "allowed" | "not by this statement" } | Denial;

export interface Denial {
  readonly decision: "denied";
  /** The Deny statements of the role's policies that decided. */
  readonly denials: readonly CompiledPlace[];
  /** The Deny statements that decided, of the permissions boundary too. */
  readonly blocking: readonly CompiledPlace[];
  /** Whether the permissions boundary is what denies it. */
  readonly isCapped: boolean;
}

const NOTHING_KNOWN: StoredKeys = new Map();

export class Session {
  readonly allows: readonly CompiledPlace[];
  readonly denials: readonly CompiledPlace[];
  private readonly boundary: readonly CompiledPlace[] | undefined;
  /** By what their resources begin with; those for any resource, by what their actions begin with. */
  private readonly denialsByResource = new PrefixIndex<CompiledPlace>();
  private readonly denialsByAction = new PrefixIndex<CompiledPlace>();
  private readonly allowsOfService = new Map<string, CompiledPlace[]>();
  private readonly context: SessionContext;
  private readonly patterns = new Map<string, Pattern>();
  private readonly limits = new Map<string, string>();
  /** By the lists of NotResource. */
  private readonly spared = new Map<string, SparedResources>();

  constructor(
    readonly world: SmallWorld,
    readonly pool: Pool,
    readonly role: Role,
    user: SessionUser = world.people,
  ) {
    this.context = new SessionContext(pool, role, user);
    const places = role.policies.flatMap(compiledPlaces);
    this.allows = places.filter(({ compiled }) => compiled.isAllow);
    this.denials = places.filter(({ compiled }) => !compiled.isAllow);
    this.boundary = role.permissionsBoundary?.document && compiledPlaces(role.permissionsBoundary);
    for (const place of this.allows) {
      for (const service of servicesOf(place)) {
        const same = this.allowsOfService.get(service);
        if (same === undefined) this.allowsOfService.set(service, [place]);
        else same.push(place);
      }
    }
    for (const denial of this.denials) {
      const prefixes = resourcePrefixesOf(denial.compiled);
      if (prefixes.includes("")) {
        for (const prefix of actionPrefixesOf(denial.compiled)) this.denialsByAction.add(prefix, denial);
      } else {
        for (const prefix of prefixes) this.denialsByResource.add(prefix, denial);
      }
    }
  }

  /** What all policies say to a question that this statement answers with yes.
   *  @throws NotModelled */
  ask(place: CompiledPlace, question: Question): Reply {
    const call: Call = {
      action: question.action,
      resource: question.resource,
      context: this.context.of(question.action, question.stored ?? NOTHING_KNOWN),
    };
    if (speaksOfCall(place.compiled, call) === false) return { decision: "not by this statement" };

    const denials = new Set([
      ...this.denialsByResource.begins(call.resource),
      ...this.denialsByAction.begins(call.action),
    ]);
    const applying = Array.from(denials, (denial) => ({
      denial,
      answer: answerOf(() => speaksOfCall(denial.compiled, call)),
    }));
    const sure = applying.filter(({ answer }) => answer === true);
    if (sure.length > 0) {
      const denying = sure.map(({ denial }) => denial);
      return { decision: "denied", denials: denying, blocking: denying, isCapped: false };
    }
    for (const { answer } of applying) if (answer instanceof NotModelled) throw answer;

    const blocking = this.blockedByBoundary(call);
    if (blocking !== undefined) return { decision: "denied", denials: [], blocking, isCapped: true };
    return { decision: "allowed" };
  }

  /** Whether a call is allowed or may be on some resource of a kind, and by this statement among others. It is not enough to
   *  ask about one: what the permissions boundary allows, and what a Deny with NotResource leaves alone, may be narrower.
   *  @param patterns all stand for the resource
   *  @param counts whether it matters that the call is allowed on a resource
   *  @throws NotModelled */
  reachesSome(
    place: CompiledPlace,
    { action, stored }: Omit<Question, "resource">,
    patterns: readonly Pattern[],
    counts: (resource: string) => boolean = () => true,
  ): boolean {
    const spared = this.sparedBy(action, stored ?? NOTHING_KNOWN);
    const open = [...this.cappedPatterns(action).map((one) => [...patterns, one]), patterns].filter((one) =>
      spared.mayLeave(one),
    );
    const choices = new Choices();
    let questions = 0;
    for (let current = open.pop(); current !== undefined; current = open.pop()) {
      for (const resource of namesOfAll(current)) {
        if (!counts(resource)) continue;
        questions += 1;
        if (questions > MOST_QUESTIONS) throw new NotModelled("so many statements that leave resources out");
        const reply = this.ask(place, { action, resource, ...(stored && { stored }) });
        if (reply.decision === "allowed") return true;
        if (reply.decision !== "denied") continue;
        for (const left of this.patternsLeftBy(reply.blocking)) {
          const narrower = [...current, left];
          if (!current.includes(left) && choices.isNew(narrower) && spared.mayLeave(narrower)) open.push(narrower);
        }
      }
    }
    return false;
  }

  /** Of some actions one of each kind: of two about which all statements say the same, {@link reachesSome} says the same.
   *  @param actions whole names, in lower case */
  kindsOf(place: CompiledPlace, actions: readonly string[]): readonly string[] {
    if (actions.length < 2) return actions;
    const kinds = new Map<string, string>();
    for (const action of actions) {
      const kind = `${speaksOfAction(place.compiled, action)} ${this.limitsOf(action)}`;
      if (!kinds.has(kind)) kinds.set(kind, action);
    }
    return [...kinds.values()];
  }

  /** Which statements deny or cap an action, and which keys its requests have. */
  private limitsOf(action: string): string {
    const known = this.limits.get(action);
    if (known !== undefined) return known;
    const limiting = [...this.denials, ...(this.boundary ?? [])];
    const speaking = limiting.flatMap(({ compiled }, i) => (speaksOfAction(compiled, action) ? [i] : []));
    const limits = `${speaking.join()} ${carriersOf(action).join()}`;
    this.limits.set(action, limits);
    return limits;
  }

  /** Where a role may do something, if anywhere: the statements that allow it, with the resource as the policy has it.
   *  What is not modelled is left out: the grant itself is shown as not evaluated.
   *  @param action a whole name
   *  @param patternsOf what stands for the resources to ask about, for a resource as the policy has it; undefined where
   *    the action does not know it
   *  @param counts whether it matters that the action is allowed on a resource
   *  @param stored what is known of the thing that is asked about
   *    @default nothing */
  *placesThatAllow(
    action: string,
    patternsOf: (resource: string) => readonly Pattern[] | undefined,
    counts?: (resource: string) => boolean,
    stored?: StoredKeys,
  ): Generator<{ place: CompiledPlace; resource: string }> {
    const name = action.toLowerCase();
    if (!this.isWithinReach(action)) return;
    const places = [EVERY_SERVICE, serviceOf(action)].flatMap((service) => this.allowsOfService.get(service) ?? []);
    for (const place of places) {
      const { compiled, statement } = place;
      if (compiled.refusal !== undefined || !speaksOfAction(compiled, name)) continue;
      const isWhole = statement.NotResource !== undefined;
      for (const [i, resource] of (isWhole ? ["*"] : asList(statement.Resource)).entries()) {
        const asked = mayKnow(action, resource) ? patternsOf(resource) : undefined;
        if (asked === undefined) continue;
        const one = { ...compiled, resources: isWhole ? compiled.resources : compiled.resources.slice(i, i + 1) };
        const question = { action: name, ...(stored && { stored }) };
        const answer = answerOf(() => this.reachesSome({ ...place, compiled: one }, question, asked, counts));
        if (answer === true) yield { place, resource };
      }
    }
  }

  /** Whether AWS lets the role's sessions call an action at all. The classic flow goes past the cap on guests: there a
   *  guest gets all that the role grants. */
  isWithinReach(action: string): boolean {
    return !this.role.guestsOnly || this.pool.allowClassicFlow !== false || isWithinReachOfGuests(action);
  }

  /** The Deny statements that have to do with an action on a resource. */
  denialsOf({ action, resource }: ActionOnResource): CompiledPlace[] {
    const pattern = this.world.people.patternFor(resource, "me");
    const actionPrefix = literalPrefix(isOpen(serviceOf(action)) ? [] : wildcardPattern(action.toLowerCase()));
    const candidates = new Set([
      ...this.denialsByResource.meets(literalPrefix(pattern)),
      ...this.denialsByAction.meets(actionPrefix),
    ]);
    return [...candidates].filter((denial) => this.mayDeny(denial, action, resource, pattern));
  }

  /** Whether the session has a value for a variable, or may have. */
  hasValue(variable: string): boolean {
    if (variable.includes(",")) return true;
    const context = this.context.of(undefined, NOTHING_KNOWN);
    const values = context.valuesOfVariable?.(variable) ?? context.valuesOf(variable);
    return !areKnown(values) || values.length > 0;
  }

  /** How the review names statements of the role's policies. */
  referencesTo(places: readonly CompiledPlace[]): StatementReference[] {
    return Array.from(new Set(places), (place) => {
      const conditions = conditionsOf(place.statement);
      return { ...referenceTo(place), ...(conditions.length > 0 && { conditions }) };
    });
  }

  /** Whether the permissions boundary, if there is one, allows an action somewhere, or may. What it does not tell counts. */
  isWithinBoundary(action: string): boolean {
    if (this.boundary === undefined) return true;
    const name = action.toLowerCase();
    return this.boundary.some(({ compiled, statement }) => {
      if (compiled.refusal !== undefined) return true;
      if (!compiled.isAllow || !speaksOfAction(compiled, name)) return false;
      const resources = statement.NotResource === undefined ? asList(statement.Resource) : ["*"];
      return resources.some((resource) =>
        namesOfAll([this.patternOfMine(resource)]).some((one) => {
          const context = this.context.of(name, NOTHING_KNOWN);
          const call = { action: name, resource: one, context };
          return answerOf(() => this.blockedByBoundary(call) === undefined) !== false;
        }),
      );
    });
  }

  /** The Deny statements of the permissions boundary. */
  get denialsOfBoundary(): readonly CompiledPlace[] {
    return (this.boundary ?? []).filter(({ compiled }) => !compiled.isAllow);
  }

  /** Resources as the permissions boundary allows them, where it does not allow all. */
  get cappedResources(): readonly string[] {
    return this.allowsOfBoundary.flatMap(({ statement }) => asList(statement.Resource)).filter((one) => one !== "*");
  }

  /** Actions as the permissions boundary allows them, where it does not allow all. */
  get cappedActions(): readonly string[] {
    return this.allowsOfBoundary.flatMap(({ statement }) => asList(statement.Action)).filter((one) => one !== "*");
  }

  private get allowsOfBoundary(): readonly CompiledPlace[] {
    return (this.boundary ?? []).filter(({ compiled }) => compiled.isAllow && compiled.refusal === undefined);
  }

  /** The Deny statements with which the permissions boundary denies a call, none if it only does not allow it; undefined if
   *  it allows the call, or may. */
  private blockedByBoundary(call: Call): readonly CompiledPlace[] | undefined {
    if (this.boundary === undefined) return undefined;
    const { decision, statements } = decide([this.boundary.map(({ compiled }) => compiled)], (statement) =>
      speaksOfCall(statement, call),
    );
    if (decision === "possible" || decision === "allowed") return undefined;
    const denying = new Set(statements.map(({ statement }) => statement));
    return this.denialsOfBoundary.filter(({ statement }) => denying.has(statement));
  }

  /** The resources on which the permissions boundary allows an action, where it does not allow it on all. */
  private cappedPatterns(action: string): Pattern[] {
    return this.allowsOfBoundary
      .filter(({ compiled }) => speaksOfAction(compiled, action))
      .flatMap(({ statement }) => asList(statement.Resource))
      .filter((resource) => resource !== "*")
      .map((resource) => this.patternOfMine(resource));
  }

  /** What is left of an action by all Deny statements with NotResource that deny it wherever they leave nothing out. */
  private sparedBy(action: string, stored: StoredKeys): SparedResources {
    const call = { action, resource: NO_NAME, context: this.context.of(action, stored) };
    const denials = [...this.denials, ...this.denialsOfBoundary].filter(
      ({ statement, compiled }) =>
        statement.NotResource !== undefined && answerOf(() => speaksOfCall(compiled, call)) === true,
    );
    const lists = new Map(denials.map(({ statement: { NotResource } }) => [JSON.stringify(NotResource), NotResource]));
    const key = [...lists.keys()].join();
    const known = this.spared.get(key);
    if (known !== undefined) return known;
    const spared = new SparedResources(
      Array.from(lists.values(), (list) => asList(list).map((resource) => this.patternOfMine(resource))),
    );
    this.spared.set(key, spared);
    return spared;
  }

  /** What Deny statements that all deny a call leave alone; nothing, if one of them leaves no resource out. */
  private patternsLeftBy(denials: readonly CompiledPlace[]): Pattern[] {
    const [first] = denials;
    if (first === undefined || denials.some(({ statement }) => statement.NotResource === undefined)) return [];
    return asList(first.statement.NotResource).map((resource) => this.patternOfMine(resource));
  }

  private patternOfMine(resource: string): Pattern {
    const known = this.patterns.get(resource);
    if (known !== undefined) return known;
    const pattern = this.world.people.patternFor(resource, "me");
    this.patterns.set(resource, pattern);
    return pattern;
  }

  private mayDeny({ statement, compiled }: CompiledPlace, action: string, resource: string, pattern: Pattern): boolean {
    const { NotAction, Resource, NotResource } = statement;
    const asked = wildcardPattern(action.toLowerCase());
    const ofAction =
      NotAction === undefined
        ? compiled.actions.some((one) => overlap(one, asked))
        : !isExcluded(asList(NotAction).map(lower), lower(action));
    if (!ofAction) return false;
    const ofResource =
      NotResource === undefined
        ? asList(Resource).some((one) => overlap(this.world.people.patternFor(one, "me"), pattern))
        : !isExcluded(asList(NotResource), resource);
    return ofResource && this.mayHold(compiled, action);
  }

  /** Whether the conditions of a statement can hold in the session at all. */
  private mayHold({ conditions }: CompiledStatement, action: string): boolean {
    const context = this.context.of(isOpen(action) ? undefined : action.toLowerCase(), NOTHING_KNOWN);
    return conditions.every((condition) => answerOf(() => conditionHolds(condition, context)) !== false);
  }
}

function compiledPlaces(policy: Policy): CompiledPlace[] {
  const places = statementsOfPolicy(policy);
  const compiled = policy.document === undefined ? [] : compilePolicy(policy.document, "identity");
  return places.flatMap((place, i) => {
    const one = compiled[i];
    return one === undefined ? [] : [{ ...place, compiled: one, services: servicesIn(place.statement) }];
  });
}

/** Sets of patterns that a search has come to, in whatever order it chose them. */
class Choices {
  private readonly numbers = new Map<Pattern, number>();
  private readonly seen = new Set<string>();

  isNew(patterns: readonly Pattern[]): boolean {
    const numbers = patterns.map((pattern) => {
      const number = this.numbers.get(pattern) ?? this.numbers.size;
      this.numbers.set(pattern, number);
      return number;
    });
    const key = numbers.toSorted((a, b) => a - b).join();
    const isNew = !this.seen.has(key);
    this.seen.add(key);
    return isNew;
  }
}

/** A resource that only a wildcard for all stands for. */
const NO_NAME = "☆";

/** How many questions one search for a resource may take. */
const MOST_QUESTIONS = 1_000;

const EVERY_SERVICE = "*";

/** The services whose actions a statement lists, in lower case. */
function servicesOf({ statement }: PlacedStatement): ReadonlySet<string> {
  if (statement.NotAction !== undefined) return new Set([EVERY_SERVICE]);
  const services = asList(statement.Action).map(serviceOf);
  return new Set(services.some(isOpen) ? [EVERY_SERVICE] : services);
}

/** What the resources of a statement begin with. A NotResource, and what cannot be told, may be any. */
function resourcePrefixesOf({ statement, resources, refusal }: CompiledStatement): string[] {
  if (refusal !== undefined || statement.NotResource !== undefined) return [""];
  return resources.map(({ parts: [first] }) => (first !== undefined && "length" in first ? literalPrefix(first) : ""));
}

/** What the actions of a statement begin with. A NotAction, and what cannot be told, may be any. */
function actionPrefixesOf({ statement, actions, refusal }: CompiledStatement): string[] {
  return refusal !== undefined || statement.NotAction !== undefined ? [""] : actions.map(literalPrefix);
}

/** One action and one resource of a statement, with the statement as it is with these alone: long lists are not gone
 *  through for each pair. Everything but some actions, or resources, is asked about as everything. */
export interface Pair extends ActionOnResource {
  readonly place: CompiledPlace;
}

export function pairsOf(place: CompiledPlace): Pair[] {
  const { statement, compiled } = place;
  const actions = statement.NotAction === undefined ? asList(statement.Action) : ["*"];
  const resources = statement.NotResource === undefined ? asList(statement.Resource) : ["*"];
  const one = <T>(list: readonly T[], i: number, isWhole: boolean): readonly T[] =>
    isWhole ? list : list.slice(i, i + 1);
  const pairs = actions.flatMap((action, i) =>
    resources.map((resource, j): Pair => {
      const narrowed = {
        ...compiled,
        actions: one(compiled.actions, i, statement.NotAction !== undefined),
        resources: one(compiled.resources, j, statement.NotResource !== undefined),
      };
      return { action, resource, place: { ...place, compiled: narrowed } };
    }),
  );
  const meaningful = pairs.filter(({ action, resource }) => goTogether(place, action, resource));
  return meaningful.length === 0 ? pairs : meaningful;
}

function servicesIn({ Action, Resource }: IamStatement): Services {
  return {
    ofActions: new Set(asList(Action).map(serviceOf)),
    ofResources: new Set(asList(Resource).flatMap((resource) => serviceOfArn(resource) ?? [])),
  };
}

/** Whether a statement means an action for a resource. Of lists that were written together, each service's actions are for
 *  its own resources; but some services know only those of others, as STS knows the roles of IAM. */
function goTogether({ services }: CompiledPlace, action: string, resource: string): boolean {
  const [service, ofResource] = [serviceOf(action), serviceOfArn(resource)];
  if (isOpen(service) || mayKnow(action, resource)) return true;
  return ofResource !== undefined && !services.ofActions.has(ofResource) && !services.ofResources.has(service);
}

/** Services whose actions are asked about another service's resources. */
const RESOURCES_OF = new Map([
  ["sts", ["iam"]],
  ["ssm", ["ec2", "ecs"]],
  ["ec2-instance-connect", ["ec2"]],
]);

/** Whether a resource can be one that an action is asked about.
 *  @param action whose service is no wildcard */
function mayKnow(action: string, resource: string): boolean {
  const [service, ofResource] = [serviceOf(action), serviceOfArn(resource)];
  return ofResource === undefined || service === ofResource || RESOURCES_OF.get(service)?.includes(ofResource) === true;
}

/** Whether a NotAction or NotResource leaves out all that a pattern stands for, as far as its text shows. */
function isExcluded(patterns: readonly string[], asked: string): boolean {
  return patterns.some(
    (pattern) => pattern === asked || (pattern.endsWith("*") && asked.startsWith(pattern.slice(0, -1))),
  );
}

function lower(text: string): string {
  return text.toLowerCase();
}
