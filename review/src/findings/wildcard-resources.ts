import type { Grant } from "../access/grants";
import type { FindingCheck } from "./finding";
import { actionsInWords, resourcesInWords } from "./grant-words";

/** Grants that no resource limits.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege */
export const wildcardResources: FindingCheck = ({ roles }) =>
  roles.flatMap(({ role, grants }) =>
    grants
      .filter(isUnlimited)
      .filter(
        ({ actions, allActionsBut }) =>
          allActionsBut === true || !actions.every((action) => KNOW_NO_RESOURCE.includes(action)),
      )
      .map((grant) => ({
        id: "wildcard-resources",
        severity: isWide(grant) ? "medium" : "low",
        title: `${role.name} allows ${actionsInWords(grant)} on ${grant.allResourcesBut ? resourcesInWords(grant) : "every resource"}`,
        reason: "No resource limits it: it reaches what others in the account keep there, today and later.",
        fix: "Name the resources, unless AWS knows none for these actions.",
        address: grant.policy,
      })),
  );

function isWide({ actions, allActionsBut, allResourcesBut }: Grant): boolean {
  if (allActionsBut === true || allResourcesBut === true) return true;
  return actions.some((action) => action.includes("*") || READING_DATA.test(action));
}

/** Reads of what is kept in every bucket, table, queue or stream of the account. */
const READING_DATA =
  /^(?:s3:Get\w*Object\w*|dynamodb:(?:BatchGetItem|GetItem|GetRecords|PartiQLSelect|Query|Scan)|sqs:ReceiveMessage|kinesis:(?:GetRecords|SubscribeToShard)|logs:(?:FilterLogEvents|GetLogEvents|StartQuery)|rds-data:\w*ExecuteStatement)$/i;

function isUnlimited({ effect, limitedTo, whose, resources, allResourcesBut }: Grant): boolean {
  if (effect === "denied" || limitedTo !== undefined || whose === "own") return false;
  return allResourcesBut === true || resources.includes("*");
}

/** Actions for apps that can be granted on "*" only: there is nothing to fix. */
export const KNOW_NO_RESOURCE: readonly string[] = [
  "comprehend:DetectDominantLanguage",
  "comprehend:DetectKeyPhrases",
  "mobileanalytics:PutEvents",
  "polly:DescribeVoices",
  "rekognition:DetectFaces",
  "rekognition:DetectText",
  "textract:AnalyzeDocument",
  "textract:DetectDocumentText",
  "transcribe:StartStreamTranscription",
  "transcribe:StartStreamTranscriptionWebSocket",
];
