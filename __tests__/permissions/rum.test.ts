import { rum } from "../../src/permissions/rum";
import { granted, statementsOf, token } from "./granted";
import { PARTITIONS, resourcesIn } from "./library";

test("without options, events may be sent to every app monitor, and nothing be read", () => {
  expect(statementsOf(rum())).toEqual([
    { sid: "Rum", effect: "Allow", actions: ["rum:PutRumEvents"], resources: ["arn:aws:rum:*:*:appmonitor/*"] },
  ]);
});

test("a place narrows it to the app monitors there", () => {
  expect(statementsOf(rum({ region: "eu-west-1", accountId: "123456789012" }))).toMatchObject([
    { resources: ["arn:aws:rum:eu-west-1:123456789012:appmonitor/*"] },
  ]);
});

test("an app monitor narrows it to that one, which may be one that only Terraform knows", () => {
  const appMonitorArn = "arn:aws:rum:eu-west-1:123456789012:appmonitor/notes";
  expect(statementsOf(rum({ appMonitorArn }))).toMatchObject([{ resources: [appMonitorArn] }]);
  expect(granted([(stack) => rum({ appMonitorArn: token(stack, "app_monitor_arn") })])).toMatchObject([
    { resources: ["${var.app_monitor_arn}"] },
  ]);
});

test.each(PARTITIONS)("in $region, app monitors are those of $partition.name", (place) => {
  const { partition } = place;
  expect(statementsOf(rum({ partition }), partition)).toMatchObject([
    { resources: [`arn:${partition.name}:rum:*:*:appmonitor/*`] },
  ]);
  const { appMonitorArn } = resourcesIn(place);
  expect(statementsOf(rum({ appMonitorArn }), partition)).toMatchObject([{ resources: [appMonitorArn] }]);
});
