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

const USERS = "${aws_cognito_user_pool.users.endpoint}:${aws_cognito_user_pool_client.web.id}";

test.each<[string, string[], string[]]>([
  ["by its endpoint", [USERS], ["admins"]],
  ["by a client of it", ["cognito-idp.eu-west-1.amazonaws.com/${aws_cognito_user_pool_client.web.id}"], ["admins"]],
  ["beside another one", [USERS, "${aws_cognito_user_pool.others.endpoint}:c1"], ["admins", "clerks"]],
  ["in a way that only Terraform knows", ["${var.provider}"], ["admins", "clerks"]],
])("a Token mapping gives the roles of the groups of the user pool that it names %s", (_, providers, groups) => {
  const group = (name: string, userPool: string): Body => ({
    name,
    user_pool_id: `\${aws_cognito_user_pool.${userPool}.id}`,
    role_arn: "${aws_iam_role.user.arn}",
  });
  const role_mapping = providers.map((identity_provider) => ({
    identity_provider,
    type: "Token",
    ambiguous_role_resolution: "Deny",
  }));
  const { pools } = reviewAccess(
    configuration({
      attachment: { role_mapping },
      resource: {
        aws_cognito_user_pool: { users: { name: "users" }, others: { name: "others" } },
        aws_cognito_user_pool_client: { web: { name: "web", user_pool_id: "${aws_cognito_user_pool.users.id}" } },
        aws_cognito_user_group: { admins: group("admins", "users"), clerks: group("clerks", "others") },
      },
    }),
  );
  const recipients = pools.flatMap(({ roles }) => roles.flatMap((role) => role.recipients));
  expect(recipients.flatMap((one) => (one.kind === "group" ? [one.name] : []))).toEqual(groups);
});
