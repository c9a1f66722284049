/** The role that a user of a pool gets.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
import { chosenRole } from "../../src/access/chosen-role";
import type { UserToken } from "../../src/access/known-user";
import type { Pool, PoolRoleMapping, Recipient, Role } from "../../src/model/access-model";

const PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x";
const user = (claims: Record<string, unknown> = {}): UserToken => ({
  provider: PROVIDER,
  claims: { aud: "c1", ...claims },
});

function role(name: string, ...kinds: ("signed-in" | "guests")[]): Role {
  const recipients = kinds.map((kind): Recipient => ({ kind }));
  const address = `aws_iam_role.${name}`;
  return { address, name, recipients, guestsOnly: false, trust: { address }, policies: [] };
}

const USER = role("user", "signed-in");
const GUEST = role("guest", "guests");
const ADMIN = role("admin");
const ARN = "arn:aws:iam::111122223333:role/app/admin";

const pool = (parts: Partial<Pool> = {}): Pool =>
  ({
    roles: [USER, GUEST, ADMIN],
    roleMappings: [],
    allowUnauthenticatedIdentities: false,
    ...parts,
  }) as unknown as Pool;

const mapping = (parts: Partial<PoolRoleMapping>): PoolRoleMapping => ({
  address: "mapping",
  identityProvider: `${PROVIDER}:c1`,
  type: "Rules",
  ambiguousRoleResolution: "Deny",
  rules: [],
  ...parts,
});

const named = (answer: ReturnType<typeof chosenRole>): unknown =>
  typeof answer === "object" && "name" in answer ? answer.name : answer;

describe("without a mapping", () => {
  test("a user gets the role of signed-in users, a guest that of guests", () => {
    expect(named(chosenRole(pool(), user()))).toBe("user");
    expect(named(chosenRole(pool({ allowUnauthenticatedIdentities: true }), undefined))).toBe("guest");
  });

  test("a guest gets none where guests are off, and nobody can tell where that is not known", () => {
    expect(chosenRole(pool(), undefined)).toBe("none");
    const unknown = pool({ allowUnauthenticatedIdentities: "unknown" });
    expect(chosenRole(unknown, undefined)).toEqual({ kind: "guests-not-known" });
  });

  test("a pool that has no such role gives none", () => {
    expect(chosenRole(pool({ roles: [GUEST] }), user())).toBe("none");
    expect(chosenRole(pool({ roles: [USER], allowUnauthenticatedIdentities: true }), undefined)).toBe("none");
  });

  test("of several that the file leaves open, all are named", () => {
    const both = role("both", "guests", "signed-in");
    const roles = ["aws_iam_role.user", "aws_iam_role.both"];
    expect(chosenRole(pool({ roles: [USER, GUEST, both] }), user())).toEqual({ kind: "several-roles", roles });
  });

  test("a mapping of another provider, or of another client, does not count", () => {
    for (const identityProvider of [`${PROVIDER}:c2`, "graph.facebook.com"])
      expect(named(chosenRole(pool({ roleMappings: [mapping({ identityProvider })] }), user()))).toBe("user");
  });
});

describe("by the user's token", () => {
  const byToken = (claims: Record<string, unknown>, ambiguousRoleResolution?: string): unknown =>
    named(chosenRole(pool({ roleMappings: [mapping({ type: "Token", ambiguousRoleResolution })] }), user(claims)));

  test.each<[string, Record<string, unknown>, string]>([
    ["the preferred role", { "cognito:preferred_role": ARN }, "admin"],
    [
      "the preferred role, whatever the roles are",
      { "cognito:preferred_role": ARN, "cognito:roles": ["arn:aws:iam::1:role/user"] },
      "admin",
    ],
    ["the only role", { "cognito:roles": [ARN] }, "admin"],
    [
      "the only role, where the preferred one is empty",
      { "cognito:preferred_role": "", "cognito:roles": [ARN] },
      "admin",
    ],
    ["no role of two", { "cognito:roles": [ARN, "arn:aws:iam::1:role/user"] }, "none"],
    ["no role of what is no list", { "cognito:roles": ARN }, "none"],
    ["no role of what is no text", { "cognito:preferred_role": 1, "cognito:roles": [1] }, "none"],
    ["no role of an empty token", {}, "none"],
  ])("%s", (_what, claims, expected) => {
    expect(byToken(claims, "Deny")).toBe(expected);
  });

  test("a token without a role is denied, or gets the role of signed-in users, as the mapping says", () => {
    expect(byToken({}, "AuthenticatedRole")).toBe("user");
    expect(byToken({}, "Deny")).toBe("none");
    expect(byToken({}, undefined)).toEqual({ kind: "mapping-not-known", address: "mapping" });
  });

  test("a role that the file does not have is named by its ARN", () => {
    const arn = "arn:aws:iam::1:role/elsewhere";
    expect(byToken({ "cognito:preferred_role": arn })).toEqual({ kind: "role-outside-the-file", role: arn });
  });
});

describe("by rules", () => {
  const rule = (matchType: string, value: string, claim = "team", given = ARN) => ({
    claim,
    matchType,
    value,
    role: given,
  });
  const byRules = (claims: Record<string, unknown>, ...rules: ReturnType<typeof rule>[]): unknown =>
    named(chosenRole(pool({ roleMappings: [mapping({ rules })] }), user(claims)));
  const NOT_COMPARED = { kind: "claim-not-compared", claim: "team", address: "mapping" };

  test.each<[string, string, unknown, unknown]>([
    ["Equals", "ops", "ops", "admin"],
    ["Equals", "ops", "devops", "none"],
    ["Equals", "ops", undefined, "none"],
    ["Equals", "ops", null, "none"],
    ["Equals", "1", 1, "admin"],
    ["Equals", "true", true, "admin"],
    ["Contains", "ops", "devops", "admin"],
    ["Contains", "ops", "dev", "none"],
    ["StartsWith", "dev", "devops", "admin"],
    ["StartsWith", "ops", "devops", "none"],
    ["NotEqual", "ops", "dev", "admin"],
    ["NotEqual", "ops", "ops", "none"],
    ["NotEqual", "ops", undefined, NOT_COMPARED],
    ["NotEqual", "ops", null, NOT_COMPARED],
    ["Matches", "ops", "ops", NOT_COMPARED],
    // However a list is written, it contains the name of its entry. Whether it is the entry, only AWS knows.
    ["Contains", "ops", ["dev", "ops"], "admin"],
    ["Contains", "web", ["dev", "ops"], "none"],
    ["Equals", "web", ["dev", "ops"], "none"],
    ["Equals", "ops", ["ops"], NOT_COMPARED],
    ["Equals", "dev,ops", ["dev", "ops"], NOT_COMPARED],
    ["Equals", "dev, ops", ["dev", "ops"], NOT_COMPARED],
    ["Equals", "[dev, ops]", ["dev", "ops"], NOT_COMPARED],
    ["Equals", "dev ops", ["dev", "ops"], NOT_COMPARED],
    ["Equals", '["dev","ops"]', ["dev", "ops"], NOT_COMPARED],
  ])("%s %j with %j", (matchType, value, claim, expected) => {
    expect(byRules({ team: claim }, rule(matchType, value))).toEqual(expected);
  });

  test("the first that matches counts", () => {
    const second = rule("Equals", "ops", "team", "arn:aws:iam::1:role/guest");
    expect(byRules({ team: "ops" }, rule("Equals", "web"), rule("Equals", "ops"), second)).toBe("admin");
  });

  test("one that only Terraform knows may come first", () => {
    const unknown = rule("Equals", "⟨var.team⟩");
    const notKnown = { kind: "mapping-not-known", address: "mapping" };
    expect(byRules({ team: "ops" }, unknown, rule("Equals", "ops"))).toEqual(notKnown);
    expect(byRules({ team: "ops" }, rule("Equals", "ops"), unknown)).toBe("admin");
  });

  test("a mapping of a kind that is not known tells nothing", () => {
    const unknown = pool({
      roleMappings: [mapping({ type: "⟨var.type⟩", ambiguousRoleResolution: "AuthenticatedRole" })],
    });
    expect(chosenRole(unknown, user())).toEqual({ kind: "mapping-not-known", address: "mapping" });
  });
});
