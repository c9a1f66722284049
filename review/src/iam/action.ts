/** Action and NotAction: names without regard to case, wildcards, no variables.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
import { NotModelled } from "./not-modelled";
import { LONGEST_TEXT, matches, wildcardPattern, type Pattern } from "./pattern";

/** @throws NotModelled for what IAM does not store: an action without a service, or a wildcard in the service's name
 *    other than in `*:*` */
export function compileAction(action: string): Pattern {
  if (isEveryAction(action)) return wildcardPattern("*");
  if (action.length > LONGEST_TEXT) throw new NotModelled(`an action of ${action.length} characters`);
  if (!/^[^:*?]+:.+$/.test(action)) throw new NotModelled(`the action pattern "${action}"`);
  return wildcardPattern(action.toLowerCase());
}

/** All actions of all services. */
export function isEveryAction(action: string): boolean {
  return action === "*" || action === "*:*";
}

/** @param action in lower case */
export function listsAction(patterns: readonly Pattern[], action: string): boolean {
  return patterns.some((pattern) => matches(pattern, action));
}

/** @throws NotModelled if the action of a request is not the full name of one action */
export function requireWholeName(action: string): void {
  if (!/^[^:*?\s]+:[^:*?\s]+$/.test(action)) throw new NotModelled(`a request for the action "${action}"`);
}
