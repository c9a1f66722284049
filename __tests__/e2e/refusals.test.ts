/** What AWS finds only at apply, when half of the stack may be there already: synth refuses it and writes nothing, and what
 *  comes past synth is planned, and refused then. What the provider refuses at once, and mappings whose rules do not fit
 *  their type, are in identity-pool.test.ts; what the variables refuse is in variables.test.ts. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { readdirSync } from "node:fs";
import { IdentityPool } from "../../src";
import type { IdentityPoolProps } from "../../src";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

const CLIENT = { userPoolId: "us-east-1_AbCdEfGhI", clientId: "3n4b5urk1ft4fl3mg5e62d9ado" };
const ROLE = "arn:aws:iam::000000000000:role/notes";
const LONG_SAML = "arn:aws:iam::000000000000:saml-provider/company".padEnd(129, "y");
const LONG_CLAIM = "c".repeat(65);

type Props = Partial<IdentityPoolProps>;
type Build = (pool: IdentityPool) => void;

/** @param skipValidation the app's setting of that name, by which anybody gets past all checks */
function synthesize(workspace: Workspace, given: Props | Build, skipValidation = false): void {
  const [props, build] = typeof given === "function" ? [{}, given] : [given];
  workspace.synthesize((app) => {
    Object.assign(app, { skipValidation });
    const stack = new TerraformStack(app, "pool");
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    const settings = { identityPoolName: workspace.name, userPoolClients: [CLIENT], ...props };
    const pool = new IdentityPool(stack, "Pool", settings);
    build?.(pool);
    return stack;
  });
}

function expectRefusedAtSynth(given: Props | Build, message: string): void {
  const workspace = new Workspace();
  expect(() => {
    synthesize(workspace, given);
  }).toThrow(message);
  const entries = readdirSync(workspace.folder, { recursive: true, withFileTypes: true });
  expect(entries.filter((entry) => entry.isFile())).toEqual([]);
}

async function expectRefusedAtApply(given: Props | Build, message: string): Promise<void> {
  const workspace = new Workspace();
  synthesize(workspace, given, true);
  await workspace.init();
  const { exitCode, stdout, stderr } = await workspace.tryTerraform("apply", "-auto-approve");
  expect(stdout).toMatch(/^Plan: \d+ to add/m);
  expect(exitCode).toBe(1);
  // Without Terraform's frame and line breaks.
  expect(stderr.replace(/[│╷╵├─]/g, " ").replace(/\s+/g, " ")).toContain(message);
}

/** What is wrong: how it is given, what synth says of it (the setting, the value, the rule), what is said at apply. */
const refusals: Record<string, [given: Props | Build, atSynth: string, atApply: string]> = {
  "a pool's name of 129 characters": [
    { identityPoolName: "n".repeat(129) },
    `identityPoolName is "${"n".repeat(80)}..." (129 characters): give 1 to 128 characters`,
    "The name has 129 characters",
  ],
  "a client twice": [
    { userPoolClients: [CLIENT, { ...CLIENT, serverSideTokenCheck: false }] },
    `:${CLIENT.clientId}", and so is userPoolClients[0]: give each client of a user pool once`,
    "is there twice",
  ],
  "a tag with a number sign": [
    { tags: { team: "#1" } },
    'tags["team"] is "#1": give at most 256 characters (letters, digits, spaces and _ . : / = + - @)',
    'The tag "team" = "#1" may hold only',
  ],
  "a tag value of a role that begins with the prefix of AWS": [
    { authenticatedRole: { tags: { team: "aws:notes" } } },
    'tags["team"] is "aws:notes": AWS keeps values of a role\'s tags that begin with aws: for itself',
    'The tag value "aws:notes" begins with aws:',
  ],
  "a tag of a role twice, in another case": [
    { authenticatedRole: { tags: { team: "notes", Team: "Notes" } } },
    'tags has the keys "team" and "Team": IAM takes them for the same key of a role',
    "Duplicate tag keys found",
  ],
  "a path without slashes": [
    { authenticatedRole: { path: "notes" } },
    'path is "notes": give a path that begins and ends with /',
    '"notes" must begin and end with /',
  ],
  "inline policies that are too long together": [
    ({ authenticatedRole }) => {
      const statement = { actions: ["s3:*"], resources: [`arn:aws:s3:::${"b".repeat(5200)}`] };
      for (const id of ["One", "Two"]) authenticatedRole.addPolicy(id, [statement]);
    },
    "characters in all, without white space: IAM takes at most 10240 for one role",
    "Maximum policy size of 10240 bytes exceeded",
  ],
  "a mapping for a provider that the pool does not have": [
    { roleMappings: [{ identityProvider: "accounts.google.com", type: "Token" }] },
    'roleMappings[0].identityProvider is "accounts.google.com", which the pool does not have: give one of',
    "(accounts.google.com) is not a valid RoleMapping ProviderName",
  ],
  "a mapping for a provider whose name is too long for one": [
    { samlProviderArns: [LONG_SAML], roleMappings: [{ identityProvider: LONG_SAML, type: "Token" }] },
    "(129 characters): give a provider whose name has at most 128 characters",
    "has 129 characters: 1 to 128 are allowed",
  ],
  "a rule on a claim of 65 characters": [
    (pool) => {
      const rule = { claim: LONG_CLAIM, matchType: "Equals", value: "finance", role: ROLE } as const;
      pool.addRoleMapping({ identityProvider: CLIENT, type: "Rules", rules: [rule] });
    },
    `roleMappings[0].rules[0].claim is "${LONG_CLAIM}": give 1 to 64 characters`,
    "has 65 characters: 1 to 64 are allowed",
  ],
  "principal tags of a provider that the pool does not have": [
    { principalTags: [{ identityProvider: "accounts.google.com", tags: { team: "team" } }] },
    'principalTags[0].identityProvider is "accounts.google.com", which the pool does not have: give one of',
    '"accounts.google.com" is not a provider of the identity pool',
  ],
  "a group's precedence below 0": [
    (pool) => pool.addGroup("editors", { userPoolClient: CLIENT, precedence: -1 }),
    "precedence is -1: give a whole number from 0 to 2147483647",
    "The precedence -1 is below 0",
  ],
};

describeOnLocalAws("what AWS finds only at apply", () => {
  test.each(Object.entries(refusals))(
    "%s: synth refuses it and writes nothing, past synth it is refused at apply",
    async (_what, [given, atSynth, atApply]) => {
      expectRefusedAtSynth(given, atSynth);
      await expectRefusedAtApply(given, atApply);
    },
  );

  test.each([
    ["without roles", {}, 'Either "authenticated" or "unauthenticated" must be defined'],
    ["with a role for nobody", { authenticated: ROLE, admin: ROLE }, '"admin" is no kind of identity'],
  ])("an attachment %s, which only an escape hatch makes, is refused at apply", async (_what, roles, message) => {
    // Not by addOverride("roles", {}): an override is merged, and this one would change nothing.
    const override: Build = ({ rolesAttachment }) => Object.assign(rolesAttachment, { roles });
    await expectRefusedAtApply(override, message);
  });

  test("a tag key that begins with aws: is for synth to refuse: the provider leaves it out, and plans it for ever", async () => {
    const tags = { "aws:team": "notes" };
    for (const given of [{ tags }, { authenticatedRole: { tags } }])
      expectRefusedAtSynth(given, 'tags has the key "aws:team": AWS keeps keys that begin with aws: for itself');

    const workspace = new Workspace();
    synthesize(workspace, { tags, authenticatedRole: { tags } }, true);
    await workspace.init();
    await workspace.apply();
    const { changes } = await workspace.plan();
    expect(changes.map(({ action, address }) => `${action} ${address.split(".", 1).join("")}`)).toEqual([
      "update aws_cognito_identity_pool",
      "update aws_iam_role",
    ]);
  });
});
