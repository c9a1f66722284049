/** Reporting to CloudWatch RUM, which watches how an app does in its users' browsers.
 *  https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-permissions.html */
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";

/** One app monitor, or all of a location. */
export type RumOptions = OneAppMonitor | Location;

export interface OneAppMonitor {
  /** ARN of the app monitor. */
  readonly appMonitorArn: string;
}

/** Sending events, and nothing else. */
export function rum(options: RumOptions = {}): PolicyStatement[] {
  return [
    {
      sid: "Rum",
      effect: "Allow",
      actions: ["rum:PutRumEvents"],
      resources: ["appMonitorArn" in options ? options.appMonitorArn : arnAt(options, "rum", "appmonitor/*")],
    },
  ];
}
