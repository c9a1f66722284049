import type { Grant } from "../access/grants";
import { isEveryAction } from "../iam/action";
import { actionsOfAws } from "../iam/aws-actions";
import type { FindingCheck, Severity } from "./finding";
import { actionsInWords, resourcesInWords } from "./grant-words";
import { isEverything } from "./reached-actions";
import { SEVERITIES } from "./severity";
import { isTakenByGuests } from "./trust-questions";

/** Data that anybody on the internet can change, as opposed to a guest's own.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
export const guestsWrite: FindingCheck = ({ pool, roles }) =>
  roles
    .filter(({ role }) => isTakenByGuests(pool, role))
    .flatMap(({ role, grants }) =>
      grants.filter(isOfMoreThanGuestsOwn).flatMap((grant) => {
        const writing = writingOf(grant);
        if (writing.length === 0) return [];
        const isOff = pool.allowUnauthenticatedIdentities === false;
        return [
          {
            id: "guests-write",
            severity: worstOf(
              writing.flatMap((action) => severitiesOf(action, grant)),
              isOff,
            ),
            title: `${role.name} lets guests write with ${actionsInWords({ ...grant, actions: writing })}`,
            reason: `Anybody on the internet can change what is on ${resourcesInWords(grant)}${isOff ? ", once guests are on" : ""}.`,
            fix: "Let guests read, or keep them to names with ${cognito-identity.amazonaws.com:sub} in them, or let users sign in for it.",
            address: grant.policy,
          },
        ];
      }),
    );

function isOfMoreThanGuestsOwn({ effect, whose }: Grant): boolean {
  return effect !== "denied" && whose !== "own";
}

/** Of the patterns of a grant those that stand for an action that changes something. */
function writingOf({ actions, allActionsBut }: Grant): readonly string[] {
  if (allActionsBut) return actions;
  return actions.filter((action) => isEveryAction(action) || changesOf(action).length > 0);
}

/** The actions that a pattern stands for and that change something. */
function changesOf(pattern: string): string[] {
  try {
    return actionsOfAws(pattern).writing.filter((action) => !CALLS_OF_CLIENTS.test(action));
  } catch {
    return []; // It is shown as not evaluated.
  }
}

/** What clients of guests call all the time: actions that send an event, invoke a part of the app that is made for it, or ask a
 *  service that stores nothing. */
const CALLS_OF_CLIENTS =
  /^(?:appsync:(?:GraphQL|Event\w+)|cognito-identity:\w+|cognito-idp:\w+|execute-api:(?:Invoke|ManageConnections)|iot:(?:Connect|Receive|Subscribe)|kinesisvideo:(?:ConnectAsViewer|SendAlexaOfferToMaster)|lambda:Invoke\w+|lex:(?:PostContent|PostText|PutSession|Recognize\w+|StartConversation)|logs:(?:CreateLogStream|PutLogEvents)|mobileanalytics:PutEvents|mobiletargeting:(?:PutEvents|UpdateEndpoint)|personalize:Put\w+|rekognition:StartFaceLivenessSession|rum:PutRumEvents|transcribe:StartStream\w+|bedrock:Invoke\w+|sagemaker:InvokeEndpoint)$/;

/** What the actions that a pattern stands for are worth. */
function severitiesOf(pattern: string, grant: Grant): Severity[] {
  if (grant.allActionsBut || isEveryAction(pattern)) return ["high"];
  return changesOf(pattern).map((action) => severityOf(action, grant));
}

/** What a write by guests is worth: sending is not changing, and a device that has no name is every device. */
function severityOf(action: string, { resources, allResourcesBut, limitedTo }: Grant): Severity {
  const isOpen =
    limitedTo === undefined ? allResourcesBut === true || resources.some(isEverything) : limitedTo.some(isEverything);
  if (COMMANDING.test(action)) return isOpen ? "high" : "medium";
  if (MEASURING.test(action)) return isOpen ? "medium" : "low";
  return SENDING.test(action) ? "medium" : "high";
}

function worstOf(severities: readonly Severity[], isOff: boolean): Severity {
  const worst = SEVERITIES.find((severity) => severities.includes(severity)) ?? "high";
  return isOff && worst === "high" ? "medium" : worst;
}

const SENDING = /^(?:ses:Send|sns:Publish|sqs:SendMessage)/i;

/** Messages on which devices act. */
const COMMANDING = /^iot:(?:Retain)?Publish$/i;

/** Events and numbers about how the app is used, which guests' clients send too. */
const MEASURING = /^(?:cloudwatch:PutMetricData|firehose:PutRecord(?:Batch)?|kinesis:PutRecords?)$/i;
