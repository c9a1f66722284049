/** Writing to a log group of CloudWatch Logs, never reading from it.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
import { arnRule } from "../checks/option-rules";
import { withoutSuffix } from "../terraform/tokens";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link putLogEvents} takes.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export interface PutLogEventsOptions {
  /** ARN of the log group, with or without `:*` behind it.
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
  readonly logGroupArn: string;
}

const RULES = {
  logGroupArn: arnRule(
    "logs",
    /log-group:[\w./#*-]+(?::\*)?/,
    "logs:REGION:ACCOUNT:log-group:NAME",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  ),
};

/** Making log streams in the group, and writing to them: to any of the group's streams, whoever made it. Not covered: making
 *  the group, and listing streams (DescribeLogStreams), which shows everybody's.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#putlogevents */
export function putLogEvents(options: PutLogEventsOptions): PolicyStatement[] {
  return checked("putLogEvents", options, RULES, () => [
    {
      sid: "PutLogEvents",
      effect: "Allow",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${withoutSuffix(options.logGroupArn, ":*")}:log-stream:*`],
    },
  ]);
}
