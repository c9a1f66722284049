/** What clients of guests call all the time, and what beside it changes something. */
import { reviewAccess } from "../../src";
import { configuration, SUB } from "../configuration";

/** Severities of what guests write with an action, where AWS does not limit their sessions. */
function severities(action: string, resource = "*", key = "unauthenticated"): string[] {
  const document = configuration({
    pool: { allow_unauthenticated_identities: true, allow_classic_flow: true },
    attachment: { roles: { authenticated: "${aws_iam_role.user.arn}", [key]: "${aws_iam_role.user.arn}" } },
    statements: [{ actions: [action], resources: [resource] }],
  });
  return reviewAccess(document)
    .findings.filter(({ id }) => id === "guests-write")
    .map(({ severity }) => severity);
}

test.each([
  ...["appsync:GraphQL", "appsync:EventConnect", "appsync:EventPublish", "execute-api:Invoke"],
  ...["execute-api:ManageConnections", "iot:Connect", "iot:Receive", "iot:Subscribe", "lambda:InvokeFunction"],
  ...["kinesisvideo:ConnectAsViewer", "kinesisvideo:SendAlexaOfferToMaster", "lex:PostContent", "lex:PostText"],
  ...["lex:PutSession", "lex:RecognizeText", "lex:StartConversation", "logs:CreateLogStream", "logs:PutLogEvents"],
  ...["mobileanalytics:PutEvents", "mobiletargeting:PutEvents", "mobiletargeting:UpdateEndpoint"],
  ...["personalize:PutEvents", "rekognition:StartFaceLivenessSession", "rum:PutRumEvents", "cognito-idp:SignUp"],
  ...[
    "transcribe:StartStreamTranscription",
    "bedrock:InvokeModel",
    "sagemaker:InvokeEndpoint",
    "cognito-identity:GetId",
  ],
])("%s is a call of a client", (action) => {
  expect(severities(action)).toEqual([]);
});

test.each([
  ...["execute-api:InvalidateCache", "iot:UpdateThingShadow", "kinesisvideo:ConnectAsMaster", "lex:DeleteSession"],
  ...["logs:DeleteLogStream", "mobiletargeting:DeleteEndpoint", "rekognition:IndexFaces", "s3:*"],
  ...["transcribe:StartTranscriptionJob", "lambda:Put*"],
])("%s changes something", (action) => {
  expect(severities(action)).toEqual(["high"]);
});

test("a role for guests and users counts, one for users alone does not", () => {
  expect(severities("s3:PutObject", "arn:aws:s3:::b/*")).toEqual(["high"]);
  expect(severities("s3:PutObject", "arn:aws:s3:::b/*", "authenticated")).toEqual([]);
  expect(severities("s3:PutObject", `arn:aws:s3:::b/${SUB}/*`)).toEqual([]);
});

test("what IAM would not store is not counted", () => {
  expect(severities("PutObject")).toEqual([]);
});
