/** Which of some actions a role's policies allow, and where: asked of the simulator, so that denies count. */
import type { StoredKeys } from "../access/session-context";
import { ESCALATING_ACTIONS } from "../iam/dangerous-actions";
import type { Pattern } from "../iam/pattern";
import type { ReviewedRole } from "./finding";

export interface ReachedActions {
  /** Address of the policy that allows them. */
  readonly policy: string;
  readonly actions: readonly string[];
}

/** What actions are asked about. */
interface Asked {
  /** Whether it matters where a policy allows them: a resource as the policy has it.
   *  @default everywhere */
  readonly counts?: (resource: string) => boolean;
  /** What the resources of an action look like.
   *  @default anything */
  readonly kindOf?: (action: string) => RegExp | undefined;
  /** What is known of the thing.
   *  @default nothing */
  readonly stored?: StoredKeys;
}

/** Whether a role's permissions boundary, if there is one, leaves an action with which users get more. */
export function leavesEscalation({ session }: ReviewedRole): boolean {
  return ESCALATING_ACTIONS.some((action) => session.isWithinBoundary(action));
}

/** The actions that a role may or may perhaps call, by policy. */
export function reachedActions(
  { session }: ReviewedRole,
  actions: readonly string[],
  { counts = () => true, kindOf = () => undefined, stored }: Asked = {},
): ReachedActions[] {
  const byPolicy = new Map<string, Set<string>>();
  for (const action of actions) {
    const { people } = session.world;
    const patternsOf = (resource: string): Pattern[] | undefined =>
      counts(resource) ? [people.patternFor(resource, "me")] : undefined;
    // Of each policy the first place is enough, and of a role that allows it in many, a few.
    const kind = kindOf(action);
    const isOfKind = (resource: string): boolean => kind === undefined || kind.test(resource);
    for (const { place } of takeFew(session.placesThatAllow(action, patternsOf, isOfKind, stored))) {
      const reached = byPolicy.get(place.address) ?? new Set();
      reached.add(action);
      byPolicy.set(place.address, reached);
    }
  }
  return Array.from(byPolicy, ([policy, reached]) => ({ policy, actions: [...reached] }));
}

const FEW = 20;

function* takeFew<T>(values: Iterable<T>): Generator<T> {
  let left = FEW;
  for (const value of values) {
    yield value;
    left -= 1;
    if (left === 0) return;
  }
}

/** A resource that is not limited to something of a name. */
export function isEverything(resource: string): boolean {
  return [/^\*+$/, EVERYTHING, EVERYTHING_OF_A_TYPE].some((one) => one.test(resource)) || isEveryName(resource);
}

const EVERYTHING = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:\*|\*\/\*)$/;

/** A table, a topic, a secret. In front of the slash S3 has the name of a bucket, and an API its id. */
const EVERYTHING_OF_A_TYPE = /^arn:[^:]*:(?!s3:|execute-api:)[^:]*:[^:]*:[^:]*:[\w-]*[:/]\*$/;

/** Whether a wildcard stands behind the word with which all names of a type begin: `table*` is every table. */
function isEveryName(resource: string): boolean {
  const [, service = "", type] = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:([\w-]+)\*$/.exec(resource) ?? [];
  return type !== undefined && BEGINNING_OF_NAMES.get(service) === type;
}

const BEGINNING_OF_NAMES = new Map([
  ["dynamodb", "table"],
  ["iot", "topic"],
  ["kinesis", "stream"],
  ["kms", "key"],
  ["lambda", "function"],
  ["logs", "log-group"],
  ["secretsmanager", "secret"],
  ["ssm", "parameter"],
]);
