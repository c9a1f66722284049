/** Writing to a stream of Kinesis or Firehose, never reading from it.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html */
import { known } from "../terraform/tokens";
import type { PolicyStatement } from "./policy-statement";

export interface PutRecordsOptions {
  /** ARN of a Kinesis data stream or of a Firehose delivery stream. */
  readonly streamArn: string;
}

const kinesis = ["kinesis:PutRecord", "kinesis:PutRecords"];
const firehose = ["firehose:PutRecord", "firehose:PutRecordBatch"];

/** @throws if the ARN is neither of Kinesis nor of Firehose */
export function putRecords({ streamArn }: PutRecordsOptions): PolicyStatement[] {
  return [{ sid: "PutRecords", effect: "Allow", actions: actionsOn(streamArn), resources: [streamArn] }];
}

function actionsOn(streamArn: string): string[] {
  const [, , service] = streamArn.split(":");
  if (service === "kinesis") return kinesis;
  if (service === "firehose") return firehose;
  // Only Terraform knows which it is: the actions of the other service match nothing on this ARN.
  if (!known(streamArn)) return [...kinesis, ...firehose];
  throw new Error(
    `putRecords: streamArn is ${JSON.stringify(streamArn)}: give the ARN of a Kinesis stream (arn:aws:kinesis:...:stream/NAME) ` +
      "or of a Firehose stream (arn:aws:firehose:...:deliverystream/NAME)",
  );
}
