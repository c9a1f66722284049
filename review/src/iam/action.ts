/** Action and NotAction: names without regard to case, wildcards, no variables.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
import { NotModelled } from "./not-modelled";
import { matches, wildcardPattern } from "./pattern";
import { asList, type IamStatement } from "./policy-document";

/** @throws NotModelled if the request's action is no whole name */
export function actionApplies(statement: IamStatement, action: string): boolean {
  if (!/^[^:*?\s]+:[^:*?\s]+$/.test(action)) throw new NotModelled(`a request for the action "${action}"`);
  const listed = (patterns: IamStatement["Action"]): boolean =>
    asList(patterns).some((pattern) => matches(wildcardPattern(pattern.toLowerCase()), action.toLowerCase()));
  return statement.NotAction === undefined ? listed(statement.Action) : !listed(statement.NotAction);
}
