/** What an editor says of a role's settings: `npm run typecheck` fails where a line below is no type error any more. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IdentityPoolProps } from "../../../src";
import { problems, synthesized } from "../../support/synth";
import { attachment, pool, ROLE } from "../pools";

type Role = IdentityPoolProps["authenticatedRole"];

const mistakes: Readonly<Record<string, Role>> = {
  // @ts-expect-error -- a role that is made has a `roleName`
  "name beside roleName": { roleName: "x", name: "y" },
  // @ts-expect-error -- it is `roleNamePrefix`
  namePrefix: { namePrefix: "x" },
  // @ts-expect-error -- it is `roleName`
  name: { name: "x" },
  // @ts-expect-error -- a role that exists takes no settings
  "a setting beside roleArn": { roleArn: ROLE, roleName: "x", maxSessionDuration: 3600 },
};

test.each(Object.entries(mistakes))("an attribute of CDKTF's IamRole is no setting of a role: %s", (_what, role) => {
  expect(problems(pool({ authenticatedRole: role }))).toEqual([expect.stringContaining("there is no such setting")]);
});

test("CDKTF's IamRole itself is taken", () => {
  const json = synthesized((stack) => {
    const role = new IamRole(stack, "users", { assumeRolePolicy: "{}" });
    pool({ authenticatedRole: role })(stack);
  });
  expect(attachment(json).roles).toEqual({ authenticated: "${aws_iam_role.users.arn}" });
});
