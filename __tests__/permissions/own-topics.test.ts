import { ownTopics } from "../../src/permissions/own-topics";
import { granted, problemsOf, statementsOf, token } from "./granted";
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

test("several clients of one user have ids that begin with the user's own", () => {
  expect(statementsOf(ownTopics({ prefix: "notes", clientIdSeparator: "-" }))).toMatchObject([
    { resources: [`arn:aws:iot:*:*:client/${ID}`, `arn:aws:iot:*:*:client/${ID}-*`] },
    {},
    {},
  ]);
});

test("messages that the broker keeps need an action of their own, on one's own topics", () => {
  expect(statementsOf(ownTopics({ prefix: "notes", retain: true }))).toMatchObject([
    {},
    {
      actions: ["iot:Publish", "iot:Receive", "iot:RetainPublish"],
      resources: [`arn:aws:iot:*:*:topic/notes/${ID}/*`],
    },
    {},
  ]);
});

test.each([
  [{ prefix: "/notes" }, 'ownTopics: prefix is "/notes"'],
  [{ prefix: "notes/" }, 'ownTopics: prefix is "notes/"'],
  [{ prefix: "notes/+" }, 'ownTopics: prefix is "notes/+"'],
  [{ prefix: "notes/${cognito-identity.amazonaws.com:sub}" }, "ownTopics: prefix is "],
  [{ prefix: "" }, 'ownTopics: prefix is ""'],
  [{ prefix: "notes", clientIdSeparator: "" }, 'ownTopics: clientIdSeparator is ""'],
  [{ prefix: "notes", clientIdSeparator: "*" }, 'ownTopics: clientIdSeparator is "*"'],
  [{ prefix: "notes", clientIdSeparator: "*-" }, 'ownTopics: clientIdSeparator is "*-"'],
])("%j is a problem", (options, problem) => {
  expect(problemsOf(ownTopics(options))).toEqual([expect.stringContaining(problem)]);
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
