/** At which of Terraform's commands a mistake comes to light, and in whose words: what HashiCorp's provider checks at validate or at
 *  plan, and what it leaves to AWS. */
import { TerraformStack } from "cdktf";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

type Resources = Record<string, Record<string, Record<string, unknown>>>;
type Phase = "validate" | "plan" | "apply";

function synthesize(workspace: Workspace, resource: Resources, provider: object = {}): void {
  workspace.synthesize((app) => {
    const stack = new TerraformStack(app, "mistake");
    stack.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: "~> 6.25" });
    stack.addOverride("provider.aws", [{ region: "eu-west-1", ...provider }]);
    stack.addOverride("resource", resource);
    return stack;
  });
}

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
});
const pool = (more: object) => ({ aws_cognito_identity_pool: { this: { identity_pool_name: "mistake", ...more } } });
const role = (more: object) => ({ aws_iam_role: { this: { assume_role_policy: trust, ...more } } });
const group = (more: object) => ({
  aws_cognito_user_pool: { this: { name: "mistake" } },
  aws_cognito_user_group: { this: { name: "g", user_pool_id: "${aws_cognito_user_pool.this.id}", ...more } },
});

const mistakes: Record<string, [phase: Phase, message: string, resources: Resources, provider?: object]> = {
  "a description of 600 letters that are two bytes each": [
    "validate",
    "expected length of description to be in the range (0 - 1000)",
    role({ description: "ü".repeat(600) }),
  ],
  "a trust policy with a key twice": [
    "validate",
    'contains duplicate JSON keys: duplicate key "Statement.0.Effect"',
    role({ assume_role_policy: trust.replace('"Effect"', '"Effect":"Deny","Effect"') }),
  ],
  "half a second of session": [
    "validate",
    "Attribute must be a whole number, got 3600.5",
    role({ max_session_duration: 3600.5 }),
  ],
  "an empty name": ["validate", "expected length of name to be in the range (1 - 64)", role({ name: "" })],
  "a name with a space that no keyboard has": [
    "validate",
    '"identity_pool_name" must contain only alphanumeric characters',
    pool({ identity_pool_name: "my\u00a0pool" }),
  ],
  "a region that does not exist": ["plan", "Invalid AWS Region: eu-west-99", pool({}), { region: "eu-west-99" }],
  "another account than the one that is meant": [
    "plan",
    "AWS account ID not allowed: 000000000000",
    pool({}),
    { allowed_account_ids: ["123456789012"] },
  ],
  "an account that is ruled out": [
    "plan",
    "AWS account ID not allowed: 000000000000",
    pool({}),
    { forbidden_account_ids: ["000000000000"] },
  ],
  "an app id with a space": [
    "apply",
    "at 'supportedLoginProviders' failed to satisfy constraint",
    pool({ supported_login_providers: { "www.amazon.com": "a b" } }),
  ],
  "a group's name with a space": ["apply", "at 'groupName' failed to satisfy constraint", group({ name: "my group" })],
};

describeOnLocalAws("a mistake", () => {
  test.each(Object.entries(mistakes))(
    "%s comes to light when it does with HashiCorp's provider",
    async (_what, [phase, message, resources, provider]) => {
      const workspace = new Workspace();
      synthesize(workspace, resources, provider);
      await workspace.init();
      const commands = { validate: ["validate"], plan: ["plan"], apply: ["apply", "-auto-approve"] };
      for (const [command, [name = "", ...args]] of Object.entries(commands)) {
        const { exitCode, stderr } = await workspace.tryTerraform(name, ...args);
        if (exitCode === 0) continue;
        expect(command).toBe(phase);
        expect(stderr.replace(/[│╷╵├─]/g, " ").replace(/\s+/g, " ")).toContain(message);
        return;
      }
      throw new Error("nobody refused it");
    },
  );
});

describeOnLocalAws("tags", () => {
  const changesAfterApply = async (tags: object, provider: object = {}) => {
    const workspace = new Workspace();
    synthesize(workspace, pool({ tags }), provider);
    await workspace.init();
    await workspace.terraform("apply", "-auto-approve");
    return (await workspace.plan()).changes.map(({ action }) => action);
  };

  test("one that is null is none", async () => {
    expect(await changesAfterApply({ team: null })).toEqual([]);
  });

  test("a default tag with a key of AWS is planned for ever", async () => {
    expect(await changesAfterApply({}, { default_tags: [{ tags: { "aws:team": "notes" } }] })).toEqual(["update"]);
  });
});
