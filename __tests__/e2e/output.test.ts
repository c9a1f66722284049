import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { App } from "cdktf";
import type { Plan } from "../../local/plan";
import { terraformBinary, withoutSettings } from "../../local/terraform";
import { IdentityPoolStack } from "../../src";
import type { IdentityPoolStackProps, StateBackend } from "../../src";
import { problemsWithLeftoverOutput } from "../../src/stack/leftover-output";
import { consoleMadePool } from "./support/console-wizard";
import { testFromTerraform16 } from "./support/engine";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

const project = join(__dirname, "..", "..");

/** Does something as `cdktf synth --hcl` does it, or as `cdktf synth`. */
function inMode<T>(mode: "JSON" | "HCL", action: () => T): T {
  if (mode === "HCL") process.env.SYNTH_HCL_OUTPUT = "true";
  try {
    return action();
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
  }
}

/** A workspace with the stack in one of the modes, ready for Terraform. */
async function initialized(mode: "JSON" | "HCL", props: IdentityPoolStackProps, name?: string): Promise<Workspace> {
  const workspace = new Workspace();
  inMode(mode, () => {
    workspace.synthesizeShipped(props);
  });
  if (name !== undefined) workspace.set({ identity_pool_name: name });
  await workspace.init();
  return workspace;
}

async function validate(workspace: Workspace): Promise<object> {
  return JSON.parse((await workspace.tryTerraform("validate", "-json")).stdout) as object;
}

/** What a stack can be, each by the properties that make it so. */
const variants: readonly (readonly [string, IdentityPoolStackProps])[] = [
  ["the shipped stack", {}],
  ["a stack with the least privileges and without a guardrail", { permissions: "least-privilege", guardrail: false }],
  [
    "a stack with everything written in",
    {
      identityPoolName: "notes app",
      userPoolId: "eu-west-1_AbCdEfGhI",
      userPoolClientId: "3n4b5urk1ft4fl3mg5e62d9ado",
      bucketName: "notes-app-uploads",
      region: "eu-west-1",
      allowUnauthenticatedIdentities: true,
      serverSideTokenCheck: false,
      preventDestroy: true,
      tags: { team: "notes", "cost-center": "12" },
    },
  ],
];

describeOnLocalAws("the JSON and the HCL output", () => {
  test.each(variants)("%s: both pass terraform validate, and give the same plan", async (_, props) => {
    const name = new Workspace().name;
    const plans: Plan[] = [];
    for (const mode of ["JSON", "HCL"] as const) {
      const workspace = await initialized(mode, props, name);
      expect([mode, await validate(workspace)]).toEqual([
        mode,
        expect.objectContaining({ valid: true, diagnostics: [] }),
      ]);
      plans.push(await workspace.plan());
    }
    expect(plans[0]?.changes.length).toBeGreaterThanOrEqual(5);
    expect(plans[1]).toEqual(plans[0]);
  });

  test.each(["", "no-such-terraform"])(
    "the app's HCL is in Terraform's format, if Terraform is there: %j",
    (binary) => {
      const { folder } = new Workspace();
      const env = {
        ...withoutSettings(process.env),
        SYNTH_HCL_OUTPUT: "true",
        CDKTF_OUTDIR: join(folder, "cdktf.out"),
        TERRAFORM_BINARY_NAME: binary || terraformBinary(),
      };
      execFileSync(process.execPath, ["--import", "tsx", "main.ts"], { cwd: project, env });
      const file = join(folder, "cdktf.out", "stacks", "identity-pool", "cdk.tf");
      const check = () => execFileSync(terraformBinary(), ["fmt", "-check", file], { stdio: "pipe" });
      if (binary === "") expect(check).not.toThrow();
      else expect(check).toThrow();
    },
  );

  test.each(["JSON", "HCL"] as const)("%s takes a pool over that was made by hand", async (mode) => {
    const { name } = new Workspace();
    const adopt = await consoleMadePool({ name });
    const props = { adopt, guardrail: false, serverSideTokenCheck: false, preventDestroy: true };
    const workspace = await initialized(mode, props, name);
    expect((await workspace.plan()).changes.map(({ action }) => action)).toEqual(Array(6).fill("import"));
  });

  testFromTerraform16.each(["JSON", "HCL"] as const)(
    "%s takes a pool over whose ids and names are variables",
    async (mode) => {
      const { name } = new Workspace();
      const made = await consoleMadePool({ name });
      const props = { adopt: { unauthenticatedRole: true }, guardrail: false, serverSideTokenCheck: false };
      const workspace = await initialized(mode, props, name);
      workspace.set({
        identity_pool_id: made.identityPoolId,
        authenticated_role_name: made.authenticatedRoleName,
        authenticated_policy_name: made.authenticatedPolicyName,
        unauthenticated_role_name: made.unauthenticatedRoleName,
        unauthenticated_policy_name: made.unauthenticatedPolicyName,
      });
      expect((await workspace.plan()).changes.map(({ action }) => action)).toEqual(Array(6).fill("import"));
      expect((await workspace.apply()).identity_pool_id).toBe(made.identityPoolId);
      expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
    },
  );

  test.each(["JSON", "HCL"] as const)("%s passes terraform validate with a remote backend's settings", async (mode) => {
    const workspace = new Workspace();
    const stateBackend = {
      type: "s3",
      config: {
        bucket: "my-terraform-states",
        key: "identity-pool/prod.tfstate",
        region: "us-east-1",
        use_lockfile: true,
        endpoints: { s3: "http://127.0.0.1:1" },
        skip_credentials_validation: true,
      },
    } as const;
    inMode(mode, () => {
      workspace.synthesizeShipped({ stateBackend });
    });
    await workspace.terraform("init", "-backend=false");
    expect(await validate(workspace)).toMatchObject({ valid: true, diagnostics: [] });
  });

  const nobodyAnswers = { organization: "notes", hostname: "localhost:1" };
  test.each<["JSON" | "HCL", StateBackend]>(
    (["JSON", "HCL"] as const).flatMap((mode): ["JSON" | "HCL", StateBackend][] => [
      [mode, { type: "cloud", config: { ...nobodyAnswers, workspaces: { name: "prod" } } }],
      [mode, { type: "cloud", config: { ...nobodyAnswers, workspaces: { tags: ["notes", "pool"] } } }],
      [mode, { type: "remote", config: { ...nobodyAnswers, workspaces: { prefix: "notes-" } } }],
    ]),
  )("%s: Terraform reads the settings of %j, and gets as far as calling the host", async (mode, stateBackend) => {
    const workspace = new Workspace();
    inMode(mode, () => {
      workspace.synthesizeShipped({ stateBackend });
    });
    const { exitCode, stdout, stderr } = await workspace.tryTerraform("init");
    expect([exitCode, stdout + stderr]).toEqual([1, expect.stringContaining("https://localhost:1/.well-known/")]);
  });

  test("a deployed stack can go from one to the other: the plan changes nothing", async () => {
    const workspace = new Workspace();
    await workspace.deploy();
    rmSync(join(workspace.folder, "cdktf.out"), { recursive: true });
    inMode("HCL", () => {
      workspace.synthesize();
    });
    await workspace.init();
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
  });

  test.each([
    ["cdk.tf.json", "JSON", "HCL"],
    ["cdk.tf", "HCL", "JSON"],
  ] as const)(
    "%s of an earlier synth is named, because Terraform would find every block twice",
    async (file, before, now) => {
      const workspace = await initialized(before, {});
      const stackFolder = join(workspace.folder, "cdktf.out", "stacks", "identity-pool");
      const stack = new IdentityPoolStack(new App({ outdir: join(workspace.folder, "cdktf.out") }), "identity-pool");
      expect(problemsWithLeftoverOutput(stack, now === "HCL")).toEqual([
        expect.stringContaining(join(stackFolder, file)),
      ]);

      const leftover = readFileSync(join(stackFolder, file));
      rmSync(join(stackFolder, file));
      inMode(now, () => {
        workspace.synthesize();
      });
      expect(await validate(workspace)).toMatchObject({ valid: true });
      writeFileSync(join(stackFolder, file), leftover);
      expect(await validate(workspace)).toMatchObject({ valid: false });
    },
  );

  test("a synth in the other mode stops at what the earlier one left", async () => {
    const outdir = join(new Workspace().folder, "cdktf.out");
    const synth = (settings: NodeJS.ProcessEnv) =>
      promisify(execFile)(process.execPath, ["--import", "tsx", "main.ts"], {
        cwd: project,
        env: { ...withoutSettings(process.env), CDKTF_OUTDIR: outdir, ...settings },
      });
    await synth({});
    await expect(synth({ SYNTH_HCL_OUTPUT: "true" })).rejects.toMatchObject({
      stderr: expect.stringContaining("cdk.tf.json is left from a synth") as string,
    });
  });
});

describe("what is synthesized", () => {
  const folders: string[] = [];

  function folder(prefix: string): string {
    const made = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
    folders.push(made);
    return made;
  }

  afterAll(() => {
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  });

  /** All files that main.ts writes, run in an environment of its own. */
  async function filesOf(home: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
    const outdir = join(home, "cdktf.out");
    await promisify(execFile)(process.execPath, ["--import", "tsx", "main.ts"], {
      cwd: project,
      env: { ...withoutSettings(process.env), NODE_NO_WARNINGS: "1", ...env, HOME: home, CDKTF_OUTDIR: outdir },
    });
    const names = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Object.fromEntries(
      names.map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [file.slice(outdir.length + 1), readFileSync(file, "utf8")];
      }),
    );
  }

  test.each([
    ["JSON", {}, "cdk.tf.json"],
    ["HCL", { SYNTH_HCL_OUTPUT: "true" }, "cdk.tf"],
  ])(
    "the %s output is the same in every folder, for every user, in every time zone and language",
    async (_, env, file) => {
      const here = await filesOf(folder("here-"), env);
      const there = await filesOf(folder("a folder elsewhere-"), {
        ...env,
        USER: "somebody",
        TZ: "Asia/Tokyo",
        LANG: "tr_TR.UTF-8",
        LC_ALL: "tr_TR.UTF-8",
      });
      expect(there).toEqual(here);
      expect(Object.keys(here)).toContain(join("stacks", "identity-pool", file));
      const everything = JSON.stringify(here);
      for (const ofThisMachine of [...folders, project, hostname()]) expect(everything).not.toContain(ofThisMachine);
    },
  );
});
