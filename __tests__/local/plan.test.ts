import { readPlan } from "../../local/plan";

function changeOf(actions: string[], more: object = {}) {
  return { actions, before: null, after: null, ...more };
}

function resource(change: ReturnType<typeof changeOf>, mode = "managed") {
  return { resource_changes: [{ address: "aws_iam_role.Role", mode, change }] };
}

describe("a plan as Terraform writes it in JSON", () => {
  test.each([
    ["create", changeOf(["create"])],
    ["update", changeOf(["update"])],
    ["delete", changeOf(["delete"])],
    ["replace", changeOf(["delete", "create"])],
    ["replace", changeOf(["create", "delete"])],
    ["import", changeOf(["no-op"], { importing: { id: "role" } })],
    ["update", changeOf(["update"], { importing: { id: "role" } })],
  ])("tells a %s by its actions", (action, change) => {
    expect(readPlan(resource(change)).changes).toMatchObject([{ address: "aws_iam_role.Role", action }]);
  });

  test("has no change where Terraform does nothing", () => {
    expect(readPlan(resource(changeOf(["no-op"]))).changes).toEqual([]);
  });

  test("does not count what is only read", () => {
    expect(readPlan(resource(changeOf(["read"]), "data")).changes).toEqual([]);
  });

  test("names the outputs that change", () => {
    const output_changes = { region: changeOf(["update"]), identity_pool_id: changeOf(["no-op"]) };
    expect(readPlan({ output_changes })).toEqual({ changes: [], changedOutputs: ["region"] });
  });
});
