/** What users of an app may not do to what it runs on, and what they may do to what they keep there. */
import { reviewAccess } from "../../src";
import { configuration, SUB } from "../configuration";

const TABLE = "arn:aws:dynamodb:eu-west-1:1:table/t";

function severities(actions: string | string[], resource: string, guard?: string): string[] {
  const statements = [{ actions: [actions].flat(), resources: [resource] }];
  const denied = guard === undefined ? undefined : [{ effect: "Deny", actions: [guard], resources: ["*"] }];
  const { findings } = reviewAccess(configuration({ statements, ...(denied && { guard: denied }) }));
  return findings.filter(({ id }) => id === "destructive-actions").map(({ severity }) => severity);
}

test.each([
  ["s3:PutBucketPolicy", "arn:aws:s3:::b"],
  ["s3:PutBucketPublicAccessBlock", "arn:aws:s3:::b"],
  ["s3:DeleteBucket", "arn:aws:s3:::b"],
  ["s3:PutLifecycleConfiguration", "arn:aws:s3:::b"],
  ["s3:*", "arn:aws:s3:::*"],
  ["dynamodb:DeleteTable", TABLE],
  ["dynamodb:UpdateTable", TABLE],
  ["dynamodb:*", "*"],
  ["cloudtrail:StopLogging", "*"],
  ["kms:ScheduleKeyDeletion", "*"],
  ["account:CloseAccount", "*"],
  ["organizations:LeaveOrganization", "*"],
  ["ec2:TerminateInstances", "*"],
  ["rds:DeleteDBInstance", "*"],
  ["sqs:PurgeQueue", "arn:aws:sqs:eu-west-1:1:q"],
  ["sqs:SetQueueAttributes", "arn:aws:sqs:eu-west-1:1:q"],
  ["sns:AddPermission", "arn:aws:sns:eu-west-1:1:t"],
  ["logs:DeleteLogGroup", "*"],
  ["iot:AttachPolicy", "*"],
  ["lambda:DeleteFunction", "*"],
])("%s on %s is high, unless a deny takes it away", (action, resource) => {
  expect(severities(action, resource)).toEqual(["high"]);
  expect(severities(action, resource, action)).toEqual([]);
});

test.each<[string[], string]>([
  [["s3:*", "s3:DeleteObject", "s3:PutObjectAcl"], "arn:aws:s3:::b/*"],
  [["dynamodb:DeleteItem", "dynamodb:BatchWriteItem"], TABLE],
  [["sqs:DeleteMessage", "lex:DeleteSession", "transcribe:StopTranscriptionJob", "geo:BatchDeleteGeofence"], "*"],
])("%j on %s is about what users keep", (actions, resource) => {
  expect(severities(actions, resource)).toEqual([]);
});

test("what is one user's own does not count", () => {
  expect(severities("iot:DeleteThing", "arn:aws:iot:eu-west-1:1:thing/*")).toEqual(["high"]);
  expect(severities("iot:DeleteThing", `arn:aws:iot:eu-west-1:1:thing/${SUB}`)).toEqual([]);
});

test("what another finding reports is not reported twice", () => {
  expect(severities("*", "*")).toEqual([]);
  expect(severities("kms:PutKeyPolicy", "*")).toEqual([]);
});
