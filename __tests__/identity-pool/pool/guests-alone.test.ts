import type { IdentityPool, IdentityPoolProps } from "../../../src";
import { problems, synthesized } from "../../support/synth";
import { attachment, CLIENT, OIDC, pool, ROLE, SAML } from "../pools";

const guestsAlone = {
  userPoolClients: undefined,
  allowUnauthenticatedIdentities: true,
  authenticatedRole: "none",
} as const;

test("a pool of guests alone has their role alone, and its attachment names no other", () => {
  const json = synthesized(pool(guestsAlone));
  expect(Object.keys(json.resource.aws_iam_role ?? {})).toEqual([expect.stringContaining("UnauthenticatedRole")]);
  expect(attachment(json).roles).toEqual({
    unauthenticated: expect.stringContaining("aws_iam_role.Pool_UnauthenticatedRole") as string,
  });
});

test("a role of guests that exists is the only one that is attached", () => {
  const json = synthesized(pool({ ...guestsAlone, unauthenticatedRole: { roleArn: ROLE } }));
  expect(json.resource.aws_iam_role).toBeUndefined();
  expect(attachment(json).roles).toEqual({ unauthenticated: ROLE });
});

test("what guests may do, and what the app needs to know, is as in any other pool", () => {
  const json = synthesized(
    pool(guestsAlone, (each) => {
      each.unauthenticatedRole?.grant({ effect: "Allow", actions: ["rum:PutRumEvents"], resources: ["*"] });
      expect(each.clientConfig().auth).toMatchObject({
        user_pool_id: undefined,
        user_pool_client_id: undefined,
        unauthenticated_identities_enabled: true,
      });
    }),
  );
  expect(JSON.stringify(json.data)).toContain("rum:PutRumEvents");
});

test("who asks for the role of signed-in users of such a pool is told that there is none", () => {
  synthesized(
    pool(guestsAlone, (each) => {
      expect(() => each.authenticatedRole).toThrow(
        'test/Pool has no authenticatedRole, because its setting authenticatedRole is "none": grant to unauthenticatedRole',
      );
    }),
  );
});

const googleMapping = { identityProvider: "accounts.google.com", type: "Token" } as const;

test.each<[string, Partial<IdentityPoolProps>, (each: IdentityPool) => unknown]>([
  ["userPoolClients", { userPoolClients: [CLIENT] }, () => undefined],
  [
    "userPoolClients",
    {},
    (each) => {
      each.addUserPoolClient(CLIENT);
    },
  ],
  ["socialLogins", { socialLogins: { google: "a" } }, () => undefined],
  ["openIdConnectProviderArns", { openIdConnectProviderArns: [OIDC] }, () => undefined],
  ["samlProviderArns", { samlProviderArns: [SAML] }, () => undefined],
  ["developerProviderName", { developerProviderName: "login.notes" }, () => undefined],
  [
    "roleMappings",
    {},
    (each) => {
      each.addRoleMapping(googleMapping);
    },
  ],
  ["principalTags", {}, (each) => each.addPrincipalTags({ ...googleMapping, tags: { user: "sub" } })],
  ["addGroup", {}, (each) => each.addGroup("admins", { userPoolClient: CLIENT })],
])("%s and no role for those who sign in do not go together", (setting, props, build) => {
  const given = problems(
    pool({ ...guestsAlone, ...props }, (each) => {
      build(each);
    }),
  );
  expect(given).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `^\\[test/Pool\\] authenticatedRole is "none", and the pool has ${setting}: whoever signs in would get no`,
      ),
    ),
  );
});

test("a further role is for those who sign in", () => {
  expect(problems(pool(guestsAlone, (each) => each.addRole("Finance")))).toEqual([
    expect.stringContaining('addRole("Finance"): authenticatedRole is "none"'),
  ]);
});

test("a pool without any role is refused, because AWS's provider takes no attachment without one", () => {
  const props = { ...guestsAlone, allowUnauthenticatedIdentities: undefined };
  expect(problems(pool(props))).toEqual([expect.stringContaining("the pool has no role for guests either")]);
  expect(problems(pool({ ...props, unauthenticatedRole: {} }))).toEqual([]);
});

test('any other text in the place of the role is refused, and "none" is named', () => {
  const props = { ...guestsAlone, authenticatedRole: "None" as "none" };
  expect(problems(pool(props))).toEqual([
    expect.stringMatching(/authenticatedRole is "None": give the settings of a new role .*, or "none"\. See/),
  ]);
});
