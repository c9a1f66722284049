import { putRecords } from "../../src/permissions/put-records";
import { granted, problemsOf, statementsOf, token } from "./granted";
import { PARTITIONS, resourcesIn } from "./library";

const KINESIS = ["kinesis:PutRecord", "kinesis:PutRecords"];
const FIREHOSE = ["firehose:PutRecord", "firehose:PutRecordBatch"];

describe.each(PARTITIONS)("in $region", (place) => {
  const { kinesisStreamArn, deliveryStreamArn } = resourcesIn(place);

  test.each([
    [kinesisStreamArn, KINESIS],
    [deliveryStreamArn, FIREHOSE],
  ])("%s takes records by the actions of its own service, and gives none out", (streamArn, actions) => {
    expect(statementsOf(putRecords({ streamArn }), place.partition)).toEqual([
      { sid: "PutRecords", effect: "Allow", actions, resources: [streamArn] },
    ]);
  });
});

test("for a stream that only Terraform knows, the actions of both services stand: those of the other match nothing on it", () => {
  expect(granted([(stack) => putRecords({ streamArn: token(stack, "stream_arn") })])).toEqual([
    { sid: "PutRecords", effect: "Allow", actions: [...KINESIS, ...FIREHOSE], resources: ["${var.stream_arn}"] },
  ]);
});

test.each([
  "clicks",
  "arn:aws:firehose:us-east-1:123456789012:stream/clicks",
  "arn:aws:sqs:us-east-1:123456789012:clicks",
  "kinesis",
  "",
  "*",
])("%j is refused as the ARN of a stream, with its value and how to write one", (streamArn) => {
  expect(problemsOf(putRecords({ streamArn }))).toEqual([
    expect.stringMatching(
      `^putRecords: streamArn is ${JSON.stringify(streamArn).replaceAll("*", "\\*")}.*: give an ARN of the form arn:aws:kinesis:REGION:ACCOUNT:stream/NAME or arn:aws:firehose:`,
    ),
  ]);
});
