/** Sending to an SQS queue, never receiving from it.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
import { arnRule } from "../checks/option-rules";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link sendMessages} takes.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export interface SendMessagesOptions {
  /** ARN of the queue, not its URL.
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
  readonly queueArn: string;
}

const RULES = {
  queueArn: arnRule(
    "sqs",
    /[\w*-]+(?:\.fifo)?/,
    "sqs:REGION:ACCOUNT:NAME",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html",
  ),
};

/** SendMessage and SendMessageBatch, which are one action. Every user sends to the same queue: what a message says about its
 *  sender, the sender says. Not covered: looking up the queue's URL by its name, and a customer managed KMS key, for which KMS's
 *  GenerateDataKey and Decrypt are needed too.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#sendmessages */
export function sendMessages(options: SendMessagesOptions): PolicyStatement[] {
  return checked("sendMessages", options, RULES, () => [
    { sid: "SendMessages", effect: "Allow", actions: ["sqs:SendMessage"], resources: [options.queueArn] },
  ]);
}
