/** What guests can reach at most. On the enhanced flow Cognito caps their sessions with an inline session policy and a
 *  managed one; a guest's role cannot grant more than the two together.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies
 *  https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonCognitoUnAuthedIdentitiesSessionPolicy.html */
import { overlap, wildcardPattern, type Pattern } from "./pattern";

/** Actions of Amazon Location on which AWS's pages disagree: the page of Amazon Location names them for guests, the managed
 *  session policy does not have them. Taken for reachable, because a grant that is not read as one would be worse.
 *  https://docs.aws.amazon.com/location/latest/developerguide/authenticating-using-cognito.html */
export const GUEST_ACTIONS_IN_DISPUTE: readonly string[] = ["geo-maps:*", "geo-places:*", "geo-routes:*"];

/** Actions as the two session policies have them, and those in dispute. */
export const GUEST_ACTIONS: readonly string[] = [
  ...[
    ...["appsync", "cloudwatch", "codewhisperer", "cognito-identity", "cognito-idp", "cognito-sync", "comprehend"],
    ...["dynamodb", "execute-api", "firehose", "gamelift", "iot", "kinesis", "lambda", "lex", "logs"],
    ...["machinelearning", "mobileanalytics", "mobiletargeting", "personalize", "polly", "rekognition", "s3", "sdb"],
    ...["ses", "sns", "sqs", "transcribe", "translate"],
  ].map((service) => `${service}:*`),
  "geo:*DevicePosition*",
  "geo:*Geofence",
  "geo:*Geofences",
  "geo:CalculateRoute*",
  "geo:GetMap*",
  "geo:GetPlace",
  "geo:SearchPlaceIndex*",
  ...GUEST_ACTIONS_IN_DISPUTE,
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ReEncrypt*",
  "rum:PutRumEvents",
  "sagemaker:InvokeEndpoint",
  "textract:AnalyzeDocument",
  "textract:DetectDocumentText",
];

const REACHABLE = GUEST_ACTIONS.map(patternOf);
const DISPUTED = GUEST_ACTIONS_IN_DISPUTE.map(patternOf);

/** Whether granting the action to guests has any effect.
 *  @param action as in a policy, such as `s3:GetObject`, `rum:*` or `*` */
export function isWithinReachOfGuests(action: string): boolean {
  const granted = patternOf(action);
  return REACHABLE.some((reachable) => overlap(granted, reachable));
}

/** Whether AWS's pages disagree about guests and the action. */
export function isInDisputeForGuests(action: string): boolean {
  const granted = patternOf(action);
  return DISPUTED.some((disputed) => overlap(granted, disputed));
}

function patternOf(action: string): Pattern {
  return wildcardPattern(action.toLowerCase());
}
