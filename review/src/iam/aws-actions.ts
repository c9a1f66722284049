/** What AWS has: its services and their actions. */
import { compileAction, isEveryAction } from "./action";
import { matches } from "./pattern";
import { ACTIONS_AS_OF, ACTIONS_OF_SERVICES } from "./tables/aws-actions";

export { ACTIONS_AS_OF };

export function isServiceOfAws(service: string): boolean {
  return ACTIONS_OF_SERVICES.has(service.toLowerCase());
}

/** Actions by what they do, as AWS writes them. */
interface ActionsOfAws {
  readonly reading: string[];
  readonly writing: string[];
  /** Those of the writing ones whose access level AWS calls permissions management. */
  readonly permissions: string[];
}

/** The actions that a pattern stands for. Of a service that AWS does not have, none.
 *  @param pattern of one service; not `*` alone
 *  @throws NotModelled if IAM would not store it */
export function actionsOfAws(pattern: string): ActionsOfAws {
  const compiled = compileAction(pattern);
  const [service = ""] = pattern.toLowerCase().split(":");
  const [reading = "", writing = "", permissions = ""] = ACTIONS_OF_SERVICES.get(service) ?? [];
  const listed = (names: string): string[] =>
    names
      .split(" ")
      .map((name) => `${service}:${name.replace("!", "")}`)
      .filter((name) => !name.endsWith(":") && matches(compiled, name.toLowerCase()));
  return { reading: listed(reading), writing: listed(writing), permissions: listed(permissions) };
}

const NAMES = new Map<string, ReadonlySet<string>>();

/** The names of a service's actions as its table has them, in lower case. */
function namesOf(service: string): ReadonlySet<string> {
  const known = NAMES.get(service);
  if (known !== undefined) return known;
  const lists = ACTIONS_OF_SERVICES.get(service) ?? [];
  const names = new Set(lists.flatMap((list = "") => list.toLowerCase().split(" ")));
  NAMES.set(service, names);
  return names;
}

/** Whether AWS knows no resource for an action, so that it is about nothing that a name of a policy stands for.
 *  @param action a whole name, in lower case */
export function knowsNoResource(action: string): boolean {
  const [service = "", name = ""] = action.split(":");
  return namesOf(service).has(`${name}!`);
}

/** Whether AWS has an action.
 *  @param action a whole name, in lower case */
export function isActionOfAws(action: string): boolean {
  const [service = "", name = ""] = action.split(":");
  return namesOf(service).has(name) || knowsNoResource(action);
}

/** Whether all actions that a pattern stands for read, by AWS's own list. */
export function isReading(pattern: string): boolean {
  if (isEveryAction(pattern)) return false;
  const { reading, writing } = actionsOfAws(pattern);
  return reading.length > 0 && writing.length === 0;
}
