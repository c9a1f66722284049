import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraformBinary, withoutSettings } from "../../local/terraform";
import { IdentityPoolStack, type StateBackend } from "../../src";
import { createBucket, identityPool, identityPoolsNamed, keysIn, poolNames, roleNames } from "./support/clients";
import { isTerraform15, testWithLockFile } from "./support/engine";
import { Gate } from "./support/gate";
import { isChange, startHeldAws, type HeldAws } from "./support/held-aws";
import { startHttpBackend, type HttpBackend } from "./support/http-backend";
import { within } from "./support/processes";
import { postgresBinaries, startPostgres, type Postgres } from "./support/postgres";
import { describeOnLocalAws, localAws } from "./support/shared";
import { Workspace } from "./support/workspace";

type BackendType = "local" | "s3" | "pg" | "http";

/** Credentials of the backends: none of them may be found in any file of the stack. */
/** An account's id is a key that the emulator lets do everything, with any secret. */
const KEY_ID = "000000000000";

const secrets = { s3: "s3-secret-not-to-be-found-in-any-file", other: "not-to-be-found-in-any-file" };

jest.setTimeout(120_000);

let servers: { postgres?: Postgres; http: HttpBackend; held: HeldAws; gates: Record<"s3" | "pg" | "http", Gate> };

async function startServers(): Promise<void> {
  const binaries = postgresBinaries();
  const [http, postgres, held] = await Promise.all([
    startHttpBackend(),
    binaries === undefined ? undefined : startPostgres(binaries),
    startHeldAws(),
  ]);
  const gate = (port: number) => new Gate(port).open();
  const s3Port = Number(new URL(localAws().endpoint).port);
  const gates = { s3: await gate(s3Port), pg: await gate(postgres?.port ?? 1), http: await gate(http.port) };
  servers = { http, postgres, held, gates };
}

async function stopServers(): Promise<void> {
  const { gates, held, http, postgres } = servers;
  await Promise.all([...Object.values(gates).map((gate) => gate.close()), held.stop(), http.stop(), postgres?.stop()]);
}

/** What a team puts into its -backend-config file: everything but credentials. */
async function settingsOf(type: BackendType, name: string): Promise<string> {
  switch (type) {
    case "local":
      return "";
    case "s3": {
      await createBucket(name);
      const endpoint = `http://127.0.0.1:${servers.gates.s3.port}`;
      const common = `
bucket                      = "${name}"
region                      = "us-east-1"
skip_credentials_validation = true
skip_metadata_api_check     = true
max_retries                 = 1
`;
      return isTerraform15()
        ? `${common}endpoint = "${endpoint}"\nforce_path_style = true\n`
        : `${common}
use_lockfile                = true
use_path_style              = true
skip_requesting_account_id  = true
endpoints                   = { s3 = "${endpoint}" }
`;
    }
    case "pg":
      return `schema_name = "${name}"\n`;
    case "http": {
      const address = `http://127.0.0.1:${servers.gates.http.port}/${name}`;
      return `
address        = "${address}"
lock_address   = "${address}"
unlock_address = "${address}"
lock_method    = "LOCK"
unlock_method  = "UNLOCK"
retry_max      = 0
`;
    }
  }
}

function credentialsFor(type: BackendType): Record<string, string> {
  switch (type) {
    case "local":
      return {};
    case "s3":
      return { AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: secrets.s3 };
    case "pg": {
      const { user, password } = servers.postgres ?? { user: "", password: "" };
      const { port } = servers.gates.pg;
      return { PG_CONN_STR: `postgres://${user}:${password}@127.0.0.1:${port}/postgres?sslmode=disable` };
    }
    case "http":
      return { TF_HTTP_USERNAME: servers.http.user, TF_HTTP_PASSWORD: servers.http.password };
  }
}

/** A checkout of a team member: the synthesized folder, and Terraform in it. */
class Checkout {
  readonly workspace: Workspace;
  readonly stackFolder: string;
  private readonly env: Record<string, string>;

  constructor(
    private readonly type: BackendType,
    private readonly settings: string,
    readonly poolName?: string,
    workspace = new Workspace(),
    stackId = "identity-pool",
  ) {
    this.workspace = workspace;
    this.poolName ??= workspace.name;
    this.workspace.set({ identity_pool_name: this.poolName });
    this.stackFolder = join(workspace.folder, "cdktf.out", "stacks", stackId);
    this.env = { ...workspace.env, ...servers.held.terraformEnv, ...credentialsFor(type) };
  }

  /** As README tells it: the type from the app, the settings by a file at init. */
  async prepare(tags?: Record<string, string>): Promise<void> {
    this.synthesize(tags);
    await this.init();
  }

  async init(): Promise<void> {
    const file = join(this.workspace.folder, "prod.tfbackend");
    writeFileSync(file, this.settings);
    await this.succeed("init", ...(this.type === "local" ? [] : [`-backend-config=${file}`]));
  }

  synthesize(tags?: Record<string, string>): void {
    this.workspace.synthesizeShipped({ tags, stateBackend: { type: this.type } });
  }

  start(args: readonly string[], env: Record<string, string> = {}): Run {
    return new Run(args, this.stackFolder, { ...this.env, ...env });
  }

  apply(): Run {
    return this.start(["apply", "-auto-approve", "-no-color"]);
  }

  async succeed(...args: string[]): Promise<string> {
    const run = this.start([...args]);
    const exitCode = await run.ended();
    if (exitCode !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${String(exitCode)}:\n${run.output}`);
    return run.output;
  }

  async state(): Promise<{ serial: number; lineage: string; resources: { type: string; mode: string }[] }> {
    return JSON.parse(await this.succeed("state", "pull")) as Awaited<ReturnType<Checkout["state"]>>;
  }

  async poolId(): Promise<string> {
    return (await this.succeed("output", "-raw", "identity_pool_id")).trim();
  }

  /** Gives the lock back that a killed run left, with the id that the next run's error names; some backends leave none. */
  async forceUnlock(): Promise<boolean> {
    const attempt = this.start(["plan", "-no-color"]);
    if ((await attempt.ended()) === 0) return false;
    const id = /Lock Info:[^]*?ID: +(\S+)/.exec(attempt.output)?.[1];
    if (id === undefined) throw new Error(`no lock's id in:\n${attempt.output}`);
    await this.succeed("force-unlock", "-force", id);
    return true;
  }
}

/** One run of Terraform, to which a test can send signals. */
class Run {
  output = "";
  private readonly child: ChildProcess;
  private readonly exit: Promise<[number | null, NodeJS.Signals | null]>;

  constructor(args: readonly string[], cwd: string, env: Record<string, string>, command = terraformBinary()) {
    this.child = spawn(command, args, {
      cwd,
      env: { ...withoutSettings(process.env), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    }
    this.exit = once(this.child, "close") as typeof this.exit;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async ended(): Promise<number | NodeJS.Signals | null> {
    const [code, signal] = await this.exit;
    return code ?? signal;
  }

  /** Its output, whatever came of it. */
  async result(): Promise<string> {
    await this.ended();
    return this.output;
  }
}

async function checkout(type: BackendType): Promise<Checkout> {
  const workspace = new Workspace();
  const made = new Checkout(type, await settingsOf(type, workspace.name), workspace.name, workspace);
  await made.prepare();
  return made;
}

/** The pool is there once, with its two roles, all in the state, and nothing is to be done. */
async function expectOnePool(at: Checkout): Promise<void> {
  expect(await at.start(["plan", "-detailed-exitcode", "-no-color"]).ended()).toBe(0);
  const name = at.poolName ?? "";
  expect(await poolNames(name)).toEqual([name]);
  expect(await roleNames(name)).toHaveLength(2);
  const managed = (await at.state()).resources.filter(({ mode }) => mode === "managed");
  expect(managed).toHaveLength(6);
  expect((await identityPool(await at.poolId())).IdentityPoolName).toBe(name);
}

/** The files below a folder that hold a text. */
function filesWith(text: string, folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map((entry) => join(entry.parentPath, entry.name));
}

const withoutPostgres = postgresBinaries() === undefined;
if (withoutPostgres && process.env.CI === "true") {
  throw new Error("PostgreSQL's server is missing: initdb and postgres, on the PATH or in /usr/lib/postgresql");
}
const types: readonly BackendType[] = withoutPostgres ? ["local", "s3", "http"] : ["local", "s3", "pg", "http"];
const remote = types.filter((type) => type !== "local");
const locking = types.filter((type) => type !== "s3" || !isTerraform15());

describeOnLocalAws("state", () => {
  beforeAll(startServers);
  afterAll(stopServers);

  test.each(types)("%s: the stack is applied, planned again without changes, and destroyed", async (type) => {
    const at = await checkout(type);
    expect(await at.apply().ended()).toBe(0);
    await expectOnePool(at);
    expect(existsSync(join(at.workspace.folder, "terraform.identity-pool.tfstate"))).toBe(type === "local");
    await at.succeed("destroy", "-auto-approve");
    expect(await poolNames(at.poolName ?? "")).toEqual([]);
    expect((await at.state()).resources).toEqual([]);
  });

  test.each(remote)("%s: credentials are in no file of the folder, only in the environment", async (type) => {
    const at = await checkout(type);
    expect(await at.apply().ended()).toBe(0);
    for (const secret of Object.values(secrets)) expect(filesWith(secret, at.workspace.folder)).toEqual([]);
    // Nor is anything of the state.
    expect(filesWith(await at.poolId(), at.workspace.folder)).toEqual([]);
  });

  test("s3: credentials in the settings' file would be copied into Terraform's folder, in plain text", async () => {
    const workspace = new Workspace();
    const settings = `${await settingsOf("s3", workspace.name)}access_key = "${KEY_ID}"\nsecret_key = "${secrets.s3}"\n`;
    const at = new Checkout("s3", settings, workspace.name, workspace);
    await at.prepare();
    expect(filesWith(secrets.s3, at.stackFolder)).toEqual([join(at.stackFolder, ".terraform", "terraform.tfstate")]);
  });

  test.each(remote)("%s: another checkout with the same settings finds the same pool", async (type) => {
    const first = await checkout(type);
    expect(await first.apply().ended()).toBe(0);
    const second = await another(first, type);
    await expectOnePool(second);
    expect(await second.poolId()).toBe(await first.poolId());
  });

  // Each ends at what else the backend asks for, which differs between engines for gcs, or at a server that is not there.
  test.each<[StateBackend["type"], RegExp]>([
    ["azurerm", /storage_account_name/],
    ["gcs", /bucket|credentials/],
    ["consul", /connection refused/],
    ["kubernetes", /no configuration has been provided/],
    ["oss", /bucket/],
    ["cos", /bucket/],
  ])("%s: Terraform knows the settings that place a stack's state", async (type, asked) => {
    const workspace = new Workspace();
    workspace.synthesizeShipped({ stateBackend: { type } });
    const env = { ...workspace.env, HOME: workspace.folder, CONSUL_HTTP_ADDR: "127.0.0.1:1" };
    const run = new Run(["init", "-no-color"], join(workspace.folder, "cdktf.out", "stacks", "identity-pool"), env);
    expect(await run.ended()).toBe(1);
    expect(run.output.toLowerCase()).toMatch(asked);
    expect(run.output).not.toMatch(/unsupported argument|no argument/i);
  });

  test.each(types.filter((type) => type !== "http"))(
    "%s: two workspaces share no state: each has a pool of its own, and destroying one leaves the other",
    async (type) => {
      const at = await checkout(type);
      const name = at.poolName ?? "";
      for (const environment of ["dev", "prod"]) {
        await at.succeed("workspace", "new", environment);
        at.workspace.set({ identity_pool_name: `${name}-${environment}` });
        const run = at.start(["apply", "-auto-approve"], { TF_VAR_identity_pool_name: `${name}-${environment}` });
        expect([await run.ended(), run.output]).toEqual([0, expect.any(String)]);
      }
      expect((await poolNames(name)).sort()).toEqual([`${name}-dev`, `${name}-prod`]);
      const destroyed = at.start(["destroy", "-auto-approve"], { TF_WORKSPACE: "dev" });
      expect([await destroyed.ended(), destroyed.output]).toEqual([0, expect.any(String)]);
      expect(await poolNames(name)).toEqual([`${name}-prod`]);
    },
  );
});

describeOnLocalAws("two stacks of one app", () => {
  beforeAll(startServers);
  afterAll(stopServers);

  const ids = ["web", "phone"];

  /** Applies two stacks of one output folder, each with a pool of its own, with the same settings for both. */
  async function applyBoth(type: BackendType): Promise<{ name: string; pools: string[] }> {
    const workspace = new Workspace();
    const { name } = workspace;
    const settings = await settingsOf(type, name);
    for (const id of ids) {
      workspace.synthesize((app) => new IdentityPoolStack(app, id, { stateBackend: { type } }));
      const made = new Checkout(type, settings, `${name}-${id}`, workspace, id);
      await made.init();
      const run = made.apply();
      expect([await run.ended(), run.output]).toEqual([0, expect.any(String)]);
    }
    return { name, pools: (await poolNames(name)).sort() };
  }

  test.each(["local", "s3"] as const)(
    "%s: both take the same settings, and neither touches the other's pool",
    async (type) => {
      const { name, pools } = await applyBoth(type);
      expect(pools).toEqual([`${name}-phone`, `${name}-web`]);
      if (type === "s3") expect(await keysIn(name)).toEqual(["phone.tfstate", "web.tfstate"]);
    },
  );
});

describeOnLocalAws("the cdktf CLI", () => {
  beforeAll(startServers);
  afterAll(stopServers);

  const project = join(__dirname, "..", "..");

  async function cdktf(
    command: "deploy" | "destroy",
    workspace: Workspace,
    args: string[],
    env: Record<string, string> = {},
  ): Promise<Run> {
    const run = new Run(
      // In this order: the CLI takes a stack's name after --var-file for another file.
      [
        command,
        "identity-pool",
        "--auto-approve",
        ...args,
        "--output",
        join(workspace.folder, "cdktf.out"),
        "--skip-provider-lock",
      ],
      project,
      { ...workspace.env, ...credentialsFor("s3"), HOME: workspace.folder, STATE_BACKEND: "s3", ...env },
      join(project, "node_modules", ".bin", "cdktf"),
    );
    await run.ended();
    return run;
  }

  testWithLockFile(
    "deploys into the bucket that the environment's file names, under the stack's name, and destroys",
    async () => {
      const workspace = new Workspace();
      const { name } = workspace;
      const ours = join(workspace.folder, "emulator.tfbackend");
      // Only what is the emulator's comes from here: the rest is the sample's.
      const settings = (await settingsOf("s3", name))
        .split("\n")
        .filter((line) => !/^(region|use_lockfile)/.test(line));
      writeFileSync(ours, settings.join("\n"));
      const env = {
        TF_CLI_ARGS_init: [join(project, "environments", "prod.s3.tfbackend"), ours]
          .map((file) => `-backend-config=${file}`)
          .join(" "),
      };
      const variables = [`--var-file=${join(workspace.folder, "prod.tfvars")}`];
      const sample = readFileSync(join(project, "environments", "prod.tfvars"), "utf8");
      writeFileSync(
        join(workspace.folder, "prod.tfvars"),
        // The emulator's account in the place of the sample's.
        sample.replace('"notes-prod"', `"${name}"`).replace('"444455556666"', '"000000000000"'),
      );
      const deployed = await cdktf("deploy", workspace, variables, env);
      expect(deployed.output).toContain("identity_pool_id = us-east-1:");
      expect(await poolNames(name)).toEqual([name]);
      expect(await keysIn(name)).toEqual(["identity-pool.tfstate"]);
      expect(filesWith(secrets.s3, workspace.folder)).toEqual([]);

      await cdktf("destroy", workspace, variables, env);
      expect(await poolNames(name)).toEqual([]);
    },
  );

  test("without the backend's settings it fails with their names, and does not wait for an answer", async () => {
    const workspace = new Workspace();
    const run = await cdktf("deploy", workspace, [`--var-file=${join(project, "environments", "prod.tfvars")}`]);
    expect(await run.ended()).toBe(1);
    expect(run.output).toMatch(/"bucket"(:? +(is )?required| attribute value must not be empty)/);
  });
});

describeOnLocalAws("two applies at once", () => {
  beforeAll(startServers);
  afterAll(stopServers);

  test.each(locking)("%s: one wins, the other is told of the lock, and the state is intact", async (type) => {
    const first = await checkout(type);
    const second = type === "local" ? first : await another(first, type);
    const holding = servers.held.hold(isChange);
    const winner = first.apply();
    const call = await holding;

    const loser = second.apply();
    expect([await loser.ended(), loser.output]).toEqual([1, expect.stringContaining("Error acquiring the state lock")]);
    call.letThrough();
    expect([await winner.ended(), winner.output]).toEqual([0, expect.any(String)]);
    await expectOnePool(second);
  });
});

/** The same settings in a folder of somebody else's. */
async function another(first: Checkout, type: BackendType): Promise<Checkout> {
  const settings = readFileSync(join(first.workspace.folder, "prod.tfbackend"), "utf8");
  const made = new Checkout(type, settings, first.poolName);
  await made.prepare();
  return made;
}

describeOnLocalAws("an apply that is cut off", () => {
  beforeAll(startServers);
  afterAll(stopServers);

  /** Which locks a killed run leaves behind. */
  const leavesLock = { local: false, s3: true, pg: false, http: true };

  test.each(locking)("%s: killed with -9 before the first change, it is repeated after force-unlock", async (type) => {
    const at = await checkout(type);
    const holding = servers.held.hold(isChange);
    const run = at.apply();
    const call = await holding;
    run.kill("SIGKILL");
    await run.ended();
    call.refuse();

    expect(await at.forceUnlock()).toBe(leavesLock[type]);
    expect(await at.apply().ended()).toBe(0);
    await expectOnePool(at);
  });

  test.each(locking)(
    "%s: killed with -9 late in a change of the stack, it is repeated after force-unlock",
    async (type) => {
      const at = await checkout(type);
      expect(await at.apply().ended()).toBe(0);
      const id = await at.poolId();
      at.synthesize({ team: "notes" });
      const holding = servers.held.hold((action) => action === "TagRole");
      const run = at.apply();
      const call = await holding;
      run.kill("SIGKILL");
      await run.ended();
      call.letThrough();

      expect(await at.forceUnlock()).toBe(leavesLock[type]);
      expect(await at.apply().ended()).toBe(0);
      await expectOnePool(at);
      expect(await at.poolId()).toBe(id);
    },
  );

  /** What exists of the stack and can be found by its name: each by its address. */
  async function whatExists(name: string): Promise<Map<string, string>> {
    const [pool] = await identityPoolsNamed(name);
    const roles = await roleNames(name);
    return new Map([
      ["aws_cognito_identity_pool.IdentityPool_EC8A1A0D", pool?.id ?? ""],
      [
        "aws_iam_role.IdentityPool_AuthenticatedRole_42131CF5",
        roles.find((role) => role.startsWith(`${name}-authenticated`)) ?? "",
      ],
      [
        "aws_iam_role.IdentityPool_UnauthenticatedRole_68AEFF8B",
        roles.find((role) => role.startsWith(`${name}-unauthenticated`)) ?? "",
      ],
    ]);
  }

  test.each(locking)(
    "%s: killed with -9 late in the first apply, what it made and no state knows is imported, and used",
    async (type) => {
      const at = await checkout(type);
      const name = at.poolName ?? "";
      const holding = servers.held.hold((action) => action === "PutRolePolicy");
      const run = at.apply();
      const call = await holding;
      expect(await within(10, async () => (await roleNames(name)).length === 2)).toBe(true);
      run.kill("SIGKILL");
      await run.ended();
      call.refuse();
      const existing = await whatExists(name);

      expect(await at.forceUnlock()).toBe(leavesLock[type]);
      const state = await at.start(["state", "list"]).result();
      for (const [address, id] of existing) if (!state.includes(address)) await at.succeed("import", address, id);
      expect(await at.apply().ended()).toBe(0);
      await expectOnePool(at);
      expect(await whatExists(name)).toEqual(existing);
    },
  );

  test.each(locking)("%s: SIGTERM lets it finish what it began: the state is saved and unlocked", async (type) => {
    const at = await checkout(type);
    const holding = servers.held.hold((action) => action === "CreateRole");
    const run = at.apply();
    const call = await holding;
    run.kill("SIGTERM");
    call.letThrough();
    expect([await run.ended(), run.output]).toEqual([1, expect.stringContaining("nterrupt")]);

    expect(await at.forceUnlock()).toBe(false);
    expect(await at.apply().ended()).toBe(0);
    await expectOnePool(at);
  });

  test.each(remote.filter((type) => locking.includes(type)))(
    "%s: when the backend goes away, errored.tfstate holds what was made: force-unlock, state push and apply lead to one pool",
    async (type) => {
      const at = await checkout(type);
      const gate = servers.gates[type];
      const holding = servers.held.hold((action) => action === "PutRolePolicy");
      const run = at.apply();
      const call = await holding;
      await gate.close();
      call.letThrough();
      expect([await run.ended(), run.output]).toEqual([1, expect.stringContaining("errored.tfstate")]);
      await gate.open();

      const errored = join(at.stackFolder, "errored.tfstate");
      expect(filesWith(secrets.s3, at.workspace.folder)).toEqual([]);
      expect(await at.forceUnlock()).toBe(leavesLock[type]);
      await at.succeed("state", "push", errored);
      expect(await at.apply().ended()).toBe(0);
      await expectOnePool(at);
    },
  );
});
