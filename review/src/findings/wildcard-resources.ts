import type { Grant } from "../access/grants";
import { isEveryAction } from "../iam/action";
import { actionsOfAws, knowsNoResource } from "../iam/aws-actions";
import type { FindingCheck, Severity } from "./finding";
import { actionsInWords, resourcesInWords } from "./grant-words";
import { isEverything } from "./reached-actions";
import { isTakenByGuests } from "./trust-questions";

/** Grants that no resource limits.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege */
export const wildcardResources: FindingCheck = ({ pool, roles }) =>
  roles.flatMap(({ role, grants }) => {
    const areGuests = pool.allowUnauthenticatedIdentities !== false && isTakenByGuests(pool, role);
    return grants
      .filter(isUnlimited)
      .filter(
        ({ actions, allActionsBut }) =>
          allActionsBut === true || !actions.every((action) => knowsNoResource(action.toLowerCase())),
      )
      .map((grant) => ({
        id: "wildcard-resources",
        severity: severityOf(grant, areGuests),
        title: `${role.name} allows ${actionsInWords(grant)} on ${grant.resources.includes("*") ? "every resource" : resourcesInWords(grant)}`,
        reason: `No resource limits it: ${areGuests ? "anybody on the internet" : "it"} reaches what others in the account keep there, today and later.`,
        fix: "Name the resources, unless AWS knows none for these actions.",
        address: grant.policy,
      }));
  });

function severityOf(grant: Grant, areGuests: boolean): Severity {
  if (reachesData(grant)) return areGuests ? "high" : "medium";
  const { actions, allResourcesBut } = grant;
  return allResourcesBut === true || actions.some((action) => action.includes("*")) ? "medium" : "low";
}

/** Whether a grant opens all that the account keeps in one way, or runs whatever it has. */
function reachesData({ actions, allActionsBut }: Grant): boolean {
  return allActionsBut === true || actions.some(standsForData);
}

function standsForData(action: string): boolean {
  if (isEveryAction(action)) return true;
  try {
    const { reading, writing } = actionsOfAws(action);
    return [...reading, ...writing].some((one) => REACHING_DATA.test(one));
  } catch {
    return false; // It is shown as not evaluated.
  }
}

/** Reads of what is kept in every bucket, table, queue or stream of the account, and calls of each of its functions. */
const REACHING_DATA =
  /^(?:lambda:Invoke(?:Async|Function|FunctionUrl)|s3:Get\w*Object\w*|dynamodb:(?:BatchGetItem|GetItem|GetRecords|PartiQLSelect|Query|Scan)|sqs:ReceiveMessage|kinesis:(?:GetRecords|SubscribeToShard)|logs:(?:FilterLogEvents|GetLogEvents|StartQuery)|rds-data:\w*ExecuteStatement)$/i;

function isUnlimited(grant: Grant): boolean {
  const { effect, limitedTo, whose, resources, allResourcesBut } = grant;
  if (effect === "denied" || limitedTo !== undefined || whose === "own") return false;
  if (allResourcesBut === true || resources.includes("*")) return true;
  return reachesData(grant) && resources.some(isEverything);
}
