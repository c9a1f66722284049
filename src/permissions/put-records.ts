/** Writing to a stream of Kinesis or Firehose, never reading from it.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html */
import { textRule } from "../checks/option-rules";
import { known } from "../terraform/tokens";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link putRecords} takes.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html */
export interface PutRecordsOptions {
  /** ARN of a Kinesis data stream or of a Firehose delivery stream.
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html */
  readonly streamArn: string;
}

const KINESIS = ["kinesis:PutRecord", "kinesis:PutRecords"];
const FIREHOSE = ["firehose:PutRecord", "firehose:PutRecordBatch"];

const RULES = {
  streamArn: {
    ...textRule(
      /^arn:[\w*-]+:(?:kinesis:[\w*-]+:[\d*]+:stream|firehose:[\w*-]+:[\d*]+:deliverystream)\/[\w.*-]+$/,
      "an ARN of the form arn:aws:kinesis:REGION:ACCOUNT:stream/NAME or arn:aws:firehose:REGION:ACCOUNT:deliverystream/NAME",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html",
    ),
    kind: "arn",
  },
} as const;

/** Every user writes to the same stream, with any partition key: what is in a record is what its sender says. A stream that is
 *  encrypted with a customer managed KMS key needs `kms:GenerateDataKey` for Kinesis too, which this does not grant.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#putrecords */
export function putRecords(options: PutRecordsOptions): PolicyStatement[] {
  return checked("putRecords", options, RULES, () => {
    const { streamArn } = options;
    return [{ sid: "PutRecords", effect: "Allow", actions: actionsOn(streamArn), resources: [streamArn] }];
  });
}

function actionsOn(streamArn: string): string[] {
  // Only Terraform knows which it is: the actions of the other service match nothing on this ARN.
  if (!known(streamArn)) return [...KINESIS, ...FIREHOSE];
  return streamArn.split(":")[2] === "kinesis" ? KINESIS : FIREHOSE;
}
