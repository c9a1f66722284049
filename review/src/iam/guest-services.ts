/** What guests can reach at most. On the enhanced flow Cognito caps their sessions with an inline session policy and a
 *  managed one; a guest's role cannot grant more than the two together.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies
 *  https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonCognitoUnAuthedIdentitiesSessionPolicy.html */
import { overlap, wildcardPattern } from "./pattern";

/** Actions as the two session policies have them. `geo:*` stands for the many patterns of Amazon Location. */
export const GUEST_ACTIONS: readonly string[] = [
  ...[
    ...["appsync", "cloudwatch", "codewhisperer", "cognito-identity", "cognito-idp", "cognito-sync", "comprehend"],
    ...["dynamodb", "execute-api", "firehose", "gamelift", "geo", "iot", "kinesis", "lambda", "lex", "logs"],
    ...["machinelearning", "mobileanalytics", "mobiletargeting", "personalize", "polly", "rekognition", "s3", "sdb"],
    ...["ses", "sns", "sqs", "transcribe", "translate"],
  ].map((service) => `${service}:*`),
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ReEncrypt*",
  "rum:PutRumEvents",
  "sagemaker:InvokeEndpoint",
  "textract:AnalyzeDocument",
  "textract:DetectDocumentText",
];

/** Whether granting the action to guests has any effect.
 *  @param action as in a policy, such as `s3:GetObject`, `rum:*` or `*` */
export function isWithinReachOfGuests(action: string): boolean {
  const granted = wildcardPattern(action.toLowerCase());
  return GUEST_ACTIONS.some((reachable) => overlap(granted, wildcardPattern(reachable.toLowerCase())));
}
