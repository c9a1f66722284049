import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plan } from "../../local/plan";
import { terraform, terraformBinary } from "../../local/terraform";
import type { IdentityPoolStackProps } from "../../src";
import { writeTerraformModule } from "../../src/stack/terraform-module";
import { identityPool, inlinePolicy, poolNames, roleNames } from "./support/clients";
import { consoleMadePool } from "./support/console-wizard";
import { describeOnLocalAws, localAws } from "./support/shared";
import { roleNameOf, Workspace } from "./support/workspace";

/** A folder of a team that writes HCL, with the module in `./identity-pool`. */
class HclRoot {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "identity-pool-module-e2e-")));

  constructor(hcl: string, props?: Parameters<typeof writeTerraformModule>[1]) {
    writeTerraformModule(join(this.folder, "identity-pool"), props);
    writeFileSync(join(this.folder, "main.tf"), hcl);
  }

  async terraform(...args: string[]): Promise<string> {
    return (await terraform(args, { folder: this.folder, env: localAws().terraformEnv })).stdout;
  }

  async plan() {
    return plan("plan.tfplan", [], { folder: this.folder, env: localAws().terraformEnv });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Calls the module under each of the names, for a pool of that name with a suffix. */
function callsOf(modules: readonly string[], poolName: string, inputs = ""): string {
  const calls = modules.map(
    (module) => `
module "${module}" {
  source              = "./identity-pool"
  identity_pool_name  = "${poolName}-${module}"
  user_pool_id        = "us-east-1_AbCdEfGhI"
  user_pool_client_id = "3n4b5urk1ft4fl3mg5e62d9ado"
  bucket_name         = "notes-app-uploads"
  ${inputs}
}

output "${module}" {
  value = module.${module}
}
`,
  );
  return `
provider "aws" {
  region = "us-east-1"
}
${calls.join("")}`;
}

interface Validation {
  readonly valid: boolean;
  readonly diagnostics: readonly { readonly summary: string }[];
}

describeOnLocalAws("the stack as a Terraform module", () => {
  const roots: HclRoot[] = [];

  function rootWith(...args: ConstructorParameters<typeof HclRoot>): HclRoot {
    const root = new HclRoot(...args);
    roots.push(root);
    return root;
  }

  afterAll(() => {
    roots.forEach((root) => {
      root.remove();
    });
  });

  test.each<[string, IdentityPoolStackProps]>([
    ["as it is", {}],
    [
      "with names written in, guests, tags and preventDestroy",
      {
        identityPoolName: "notes",
        allowUnauthenticatedIdentities: true,
        preventDestroy: true,
        tags: { team: "notes" },
      },
    ],
    ["with the least privileges", { permissions: "least-privilege", guardrail: false }],
  ])("%s passes terraform validate by itself, without a word of warning", async (_, props) => {
    const root = rootWith("", props);
    const options = { folder: join(root.folder, "identity-pool"), env: localAws().terraformEnv };
    await terraform(["init", "-backend=false"], options);
    const { stdout } = await terraform(["validate", "-json"], options);
    expect(JSON.parse(stdout) as Validation).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("called twice in one root it makes two pools, each with roles of its own, and both can be destroyed", async () => {
    const { name } = new Workspace();
    const root = rootWith(callsOf(["web", "phone"], name));
    await root.terraform("init");
    expect((await root.plan()).changes.map(({ action }) => action)).toEqual(Array(12).fill("create"));
    await root.terraform("apply", "-auto-approve");

    expect((await poolNames(name)).sort()).toEqual([`${name}-phone`, `${name}-web`]);
    expect(await roleNames(name)).toHaveLength(4);
    const outputs = JSON.parse(await root.terraform("output", "-json")) as Record<
      string,
      { value: { identity_pool_id: string; authenticated_role_arn: string; client_config: object } }
    >;
    const [web, phone] = [outputs.web?.value, outputs.phone?.value];
    expect(web?.identity_pool_id).not.toBe(phone?.identity_pool_id);
    expect(web?.authenticated_role_arn).not.toBe(phone?.authenticated_role_arn);
    expect(web?.client_config).toMatchObject({ auth: { identity_pool_id: web?.identity_pool_id } });
    expect(await root.plan()).toEqual({ changes: [], changedOutputs: [] });

    await root.terraform("destroy", "-auto-approve");
    expect(await poolNames(name)).toEqual([]);
    expect(await roleNames(name)).toEqual([]);
  });

  test("it plans the stack's resources, each with the same values at the same address below the module's, the guardrail by its number", async () => {
    const workspace = new Workspace();
    workspace.synthesize();
    workspace.set({ identity_pool_name: `${workspace.name}-web` });
    await workspace.init();
    const root = rootWith(callsOf(["web"], workspace.name));
    await root.terraform("init");

    const { changes } = await root.plan();
    expect(
      changes.map((change) => ({ ...change, address: change.address.replace(/^module\.web\.|\[0\]$/g, "") })),
    ).toEqual((await workspace.plan()).changes);
  });

  test("what it makes is what the stack makes", async () => {
    const workspace = new Workspace();
    const ofStack = await workspace.deploy();
    const root = rootWith(callsOf(["web"], workspace.name));
    await root.terraform("init");
    await root.terraform("apply", "-auto-approve");
    const { value } = (JSON.parse(await root.terraform("output", "-json")) as Record<string, { value: typeof ofStack }>)
      .web ?? { value: ofStack };
    expect(Object.keys(value).sort()).toEqual(Object.keys(ofStack).sort());

    const asMade = async ({ identity_pool_id, authenticated_role_arn }: typeof ofStack) => {
      const { CognitoIdentityProviders, AllowUnauthenticatedIdentities, AllowClassicFlow } =
        await identityPool(identity_pool_id);
      const policies = await Promise.all(
        ["Grants", "Guardrail"].map((policy) => inlinePolicy(roleNameOf(authenticated_role_arn), policy)),
      );
      const made = { CognitoIdentityProviders, AllowUnauthenticatedIdentities, AllowClassicFlow, policies };
      return JSON.stringify(made).replaceAll(identity_pool_id, "POOL");
    };
    expect(await asMade(value)).toBe(await asMade(ofStack));
  });

  test("a policy of the team's own is attached by the name of a role", async () => {
    const { name } = new Workspace();
    const policy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"polly:SynthesizeSpeech","Resource":"*"}]}`;
    const policies = ["authenticated", "unauthenticated"].map(
      (users) => `
resource "aws_iam_role_policy" "${users}" {
  name   = "Speech"
  role   = module.web.${users}_role_name
  policy = ${JSON.stringify(policy)}
}`,
    );
    const root = rootWith(callsOf(["web"], name) + policies.join(""));
    await root.terraform("init");
    await root.terraform("apply", "-auto-approve");
    for (const role of await roleNames(name)) expect(await inlinePolicy(role, "Speech")).toEqual(JSON.parse(policy));
    expect(await roleNames(name)).toHaveLength(2);
  });

  test("a value that breaks a rule is refused in the root's plan, with the rule", async () => {
    const root = rootWith(callsOf(["web"], "notes/app"));
    await root.terraform("init");
    await expect(root.terraform("plan", "-no-color")).rejects.toThrow("identity_pool_name takes 1 to 128 characters");
  });

  test.each([
    ['permissions = "all"', 'permissions takes "serverless-stack-guide" or "least-privilege"'],
    ['tags = { "AWS:team" = "notes" }', "no key that begins with aws:"],
    ["tags = { for n in range(51) : n => n }", "tags takes at most 50 tags"],
    ['region = "nowhere"', "region takes"],
  ])("%s is refused in the root's plan, with the rule", async (input, rule) => {
    const root = rootWith(callsOf(["web"], "notes", input));
    await root.terraform("init");
    await expect(root.terraform("plan", "-no-color")).rejects.toThrow(rule);
  });

  async function deployed(inputs: string) {
    const { name } = new Workspace();
    const root = rootWith(callsOf(["web"], name, inputs));
    await root.terraform("init");
    await root.terraform("apply", "-auto-approve");
    expect(await root.plan()).toEqual({ changes: [], changedOutputs: [] });
    const { web } = JSON.parse(await root.terraform("output", "-json")) as {
      web: {
        value: { identity_pool_id: string; authenticated_role_arn: string; region: string; client_config: object };
      };
    };
    return { root, name, ...web.value };
  }

  test("the root says who gets in, what they may do and how it is tagged, as the stack's props do", async () => {
    const { identity_pool_id, authenticated_role_arn, client_config } = await deployed(
      `allow_unauthenticated_identities = true
       permissions = "least-privilege"
       guardrail = false
       tags = { team = "notes" }`,
    );
    expect(await identityPool(identity_pool_id)).toMatchObject({
      AllowUnauthenticatedIdentities: true,
      IdentityPoolTags: { team: "notes" },
    });
    expect(client_config).toMatchObject({ auth: { unauthenticated_identities_enabled: true } });
    const role = roleNameOf(authenticated_role_arn);
    const grants = JSON.stringify(await inlinePolicy(role, "Grants"));
    expect(grants).toContain("s3:PutObject");
    expect(grants).not.toContain("s3:*");
    await expect(inlinePolicy(role, "Guardrail")).rejects.toThrow();
  });

  test("the root says which region the pool is in", async () => {
    const { identity_pool_id, region } = await deployed('region = "eu-west-1"');
    expect(identity_pool_id).toMatch(/^eu-west-1:/);
    expect(region).toBe("eu-west-1");
  });

  test("a root that called it before the guardrail could be left out has nothing to change", async () => {
    const { name } = new Workspace();
    const root = rootWith(callsOf(["web"], name));
    const main = join(root.folder, "identity-pool", "main.tf.json");
    const written = readFileSync(main, "utf8");
    const before = written.replace(/\n *"count": "[^"]*",/, "");
    expect(before).not.toBe(written);
    writeFileSync(main, before);
    await root.terraform("init");
    await root.terraform("apply", "-auto-approve");
    writeFileSync(main, written);
    expect(await root.plan()).toEqual({ changes: [], changedOutputs: [] });
  });

  test("its example is a root that Terraform applies as it is, in Terraform's own format", async () => {
    const root = rootWith("");
    const module = join(root.folder, "identity-pool");
    execFileSync(terraformBinary(), ["fmt", "-check", "-diff", "-recursive", module]);
    const options = { folder: join(module, "examples", "basic"), env: localAws().terraformEnv };
    await terraform(["init"], options);
    await terraform(["apply", "-auto-approve"], options);
    expect(await plan("plan.tfplan", [], options)).toEqual({ changes: [], changedOutputs: [] });
    await terraform(["destroy", "-auto-approve"], options);
  });

  test.each([
    [["--help"], 0, "FOLDER"],
    [["--foo"], 2, 'there is no option "--foo"'],
    [["one", "two"], 2, "2 folders are given: give one"],
    [[""], 2, 'the folder is "": give its name'],
  ])("synth:module with %j writes nothing: exit code %i", (args, exitCode, words) => {
    const project = join(__dirname, "..", "..");
    const cwd = rootWith("").folder;
    const tsx = require.resolve("tsx");
    const ran = spawnSync(process.execPath, ["--import", tsx, join(project, "module.ts"), ...args], {
      cwd,
      encoding: "utf8",
    });
    expect([ran.status, ran.stdout + ran.stderr]).toEqual([exitCode, expect.stringContaining(words)]);
    for (const folder of ["terraform-module", ...args.filter((arg) => arg !== "")])
      expect(existsSync(join(cwd, folder))).toBe(false);
  });

  test("the root chooses the region of each call, by the provider that it passes", async () => {
    const { name } = new Workspace();
    const root = rootWith(`
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

module "ireland" {
  source              = "./identity-pool"
  providers           = { aws = aws.ireland }
  identity_pool_name  = "${name}"
  user_pool_id        = "us-east-1_AbCdEfGhI"
  user_pool_client_id = "3n4b5urk1ft4fl3mg5e62d9ado"
  bucket_name         = "notes-app-uploads"
}

output "region" {
  value = module.ireland.region
}
`);
    await root.terraform("init");
    await root.terraform("apply", "-auto-approve");
    expect((await root.terraform("output", "-raw", "region")).trim()).toBe("eu-west-1");
  });

  test("a pool made by hand is adopted by the imports of the module's example, and nothing is added or changed", async () => {
    const workspace = new Workspace();
    const { name } = workspace;
    const props = { guardrail: false, serverSideTokenCheck: false, adopt: await consoleMadePool({ name }) };
    const root = rootWith(callsOf(["web"], name).replace(`${name}-web`, name), props);
    const example = readFileSync(join(root.folder, "identity-pool/examples/basic/main.tf"), "utf8");
    const imports = example.match(/^import \{[^}]*\}$/gm)?.join("\n") ?? "";
    writeFileSync(join(root.folder, "imports.tf"), imports.replaceAll("module.identity_pool.", "module.web."));
    await root.terraform("init");
    const { changes } = await root.plan();
    expect(changes.map(({ action }) => action)).toEqual(Array(6).fill("import"));
    await root.terraform("apply", "-auto-approve");
    expect(await root.plan()).toEqual({ changes: [], changedOutputs: [] });
    expect(await poolNames(name)).toEqual([name]);
  });
});
