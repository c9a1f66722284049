/** Reporting to CloudWatch RUM, which watches how an app does in its users' browsers.
 *  https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-permissions.html */
import { arnRule, everythingUnless, placeRules } from "../checks/option-rules";
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** One app monitor, or all of a location. */
export type RumOptions = OneAppMonitor | Location;

/** One app monitor.
 *  @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-permissions.html */
export interface OneAppMonitor {
  /** ARN of the app monitor.
   *  @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-permissions.html */
  readonly appMonitorArn: string;
}

const PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-permissions.html";

const RULES = {
  appMonitorArn: everythingUnless(arnRule("rum", /appmonitor\/[\w.#/*-]+/, "rum:REGION:ACCOUNT:appmonitor/NAME", PAGE)),
  ...placeRules,
};

/** Sending events, and nothing else. Not covered: the app monitor's settings, and source maps.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#rum */
export function rum(options: RumOptions = {}): PolicyStatement[] {
  return checked(
    "rum",
    options,
    RULES,
    () => [
      {
        sid: "Rum",
        effect: "Allow",
        actions: ["rum:PutRumEvents"],
        resources: ["appMonitorArn" in options ? options.appMonitorArn : arnAt(options, "rum", "appmonitor/*")],
      },
    ],
    () =>
      "appMonitorArn" in options && Object.keys(options).length > 1
        ? [
            `appMonitorArn and region, accountId or partition are both given: the ARN contains them, so give only appMonitorArn. See ${PAGE}`,
          ]
        : [],
  );
}
