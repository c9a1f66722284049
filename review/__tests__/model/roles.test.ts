/** How the review calls a role, and finds it.
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

test.each([
  "arn:aws:iam::${var.account}:role/user",
  "arn:${data.aws_partition.this.partition}:iam::${data.aws_caller_identity.me.account_id}:role/app/user",
  "arn:aws:iam::111122223333:role/user",
])("a role that has no ARN yet is the one that is attached as %s", (authenticated) => {
  const { pools, notEvaluated } = reviewAccess(configuration({ attachment: { roles: { authenticated } } }));
  expect(pools[0]?.roles.map(({ address, recipients }) => [address, recipients])).toEqual([
    ["aws_iam_role.user", [{ kind: "signed-in" }]],
  ]);
  expect(notEvaluated).toEqual([]);
});
