/** How the review calls a role.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
import { reviewAccess } from "../../src";
import { configuration, type Body } from "../configuration";

test.each<[string, Body, string]>([
  ["by its name", { name: "app-users" }, "app-users"],
  ["as the configuration does, if that gives it no name", { name: undefined }, "user"],
  ["as the configuration does, if only Terraform knows its name", { name: "${var.name}" }, "user"],
  ["by what its name begins with", { name: undefined, name_prefix: "app-" }, "app-..."],
  ["by its name, where the provider shows an empty prefix", { name: "app", name_prefix: "" }, "app"],
  ["as the configuration does, if the prefix is empty", { name: undefined, name_prefix: "" }, "user"],
  ["as the configuration does, if only Terraform knows the prefix", { name: "", name_prefix: "${var.name}" }, "user"],
])("a role is called %s", (_, role, name) => {
  const { pools } = reviewAccess(configuration({ role }));
  expect(pools[0]?.roles.map((one) => one.name)).toEqual([name]);
});
