import { ownTopics } from "../../src/permissions/own-topics";
import { granted, statementsOf, token } from "./granted";
import { PARTITIONS } from "./library";

const ID = "&{cognito-identity.amazonaws.com:sub}";

test("one connects as oneself, and publishes, receives and subscribes below one's own topic alone", () => {
  expect(statementsOf(ownTopics({ prefix: "notes" }))).toEqual([
    {
      sid: "OwnTopicsConnect",
      effect: "Allow",
      actions: ["iot:Connect"],
      resources: [`arn:aws:iot:*:*:client/${ID}`],
    },
    {
      sid: "OwnTopicsPublish",
      effect: "Allow",
      actions: ["iot:Publish", "iot:Receive"],
      resources: [`arn:aws:iot:*:*:topic/notes/${ID}/*`],
    },
    {
      sid: "OwnTopicsSubscribe",
      effect: "Allow",
      actions: ["iot:Subscribe"],
      resources: [`arn:aws:iot:*:*:topicfilter/notes/${ID}/*`],
    },
  ]);
});

test("region, account and prefix may be given, and may be values that only Terraform knows", () => {
  const statements = granted([
    (stack) => ownTopics({ prefix: token(stack, "prefix"), region: token(stack, "region"), accountId: "123456789012" }),
  ]);
  const there = "arn:aws:iot:${var.region}:123456789012";
  expect(statements).toMatchObject([
    { resources: [`${there}:client/${ID}`] },
    { resources: [`${there}:topic/\${var.prefix}/${ID}/*`] },
    { resources: [`${there}:topicfilter/\${var.prefix}/${ID}/*`] },
  ]);
});

test.each(PARTITIONS)("in $region, topics and identity are those of $partition.name", ({ partition }) => {
  const own = `&{${partition.cognitoPrincipal}:sub}`;
  const there = `arn:${partition.name}:iot:*:*`;
  expect(statementsOf(ownTopics({ prefix: "notes", partition }), partition)).toMatchObject([
    { resources: [`${there}:client/${own}`] },
    { resources: [`${there}:topic/notes/${own}/*`] },
    { resources: [`${there}:topicfilter/notes/${own}/*`] },
  ]);
});
