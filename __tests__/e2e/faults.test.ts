/** Faults that leave something in AWS that no state knows, and the way back: what `npm run orphans` prints, done as it says. */
import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateIdentityPoolCommand, DeleteIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import { DeleteRoleCommand, DeleteRolePolicyCommand } from "@aws-sdk/client-iam";
import { runTerraform, terraform, terraformBinary, withoutSettings } from "../../local/terraform";
import { cognitoIdentity, iam, identityPoolsNamed, poolNames, roleNames } from "./support/clients";
import { startHeldAws, type HeldAws } from "./support/held-aws";
import { within } from "./support/processes";
import { describeOnLocalAws, localAws } from "./support/shared";
import { Workspace } from "./support/workspace";

jest.setTimeout(120_000);

const project = join(__dirname, "..", "..");

/** `npm run orphans` with something on its standard input: its exit code, and what it printed. */
function orphansWith(input: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "commands/orphans/command.ts", ...args],
    {
      cwd: project,
      env: { ...withoutSettings(process.env), ...localAws().terraformEnv },
      encoding: "utf8",
      input,
    },
  );
  return [status, stdout + stderr] as const;
}

describeOnLocalAws("faults", () => {
  let held: HeldAws;

  beforeAll(async () => {
    held = await startHeldAws();
  });

  afterAll(() => held.stop());

  /** The stack with local state, on the AWS whose answers a test can hold. */
  async function prepared() {
    const workspace = new Workspace();
    workspace.synthesize();
    const folder = join(workspace.folder, "cdktf.out", "stacks", "identity-pool");
    const options = { folder, env: { ...workspace.env, ...held.terraformEnv } };
    await terraform(["init"], options);
    const state = join(workspace.folder, "terraform.identity-pool.tfstate");
    return { name: workspace.name, folder: workspace.folder, state, options };
  }

  type Prepared = Awaited<ReturnType<typeof prepared>>;

  const apply = ({ options }: Prepared) => runTerraform(["apply", "-auto-approve", "-no-color"], options);

  /** As a user calls it, on a state as Terraform shows it, or without one. */
  async function orphans({ name, folder, options }: Prepared, withState = true) {
    const shown = join(folder, "shown.json");
    if (withState) writeFileSync(shown, (await terraform(["show", "-json"], options)).stdout);
    return orphansOf("--name", name, ...(withState ? ["--state", shown] : []));
  }

  function orphansOf(...args: string[]) {
    const [exitCode, output] = orphansWith("", ...args);
    return { exitCode, output };
  }

  /** Does what was printed to keep what there is, and applies. */
  async function importPrinted(at: Prepared, output: string): Promise<number> {
    const imports = Array.from(output.matchAll(/terraform import -var-file=FILE (\S+) (\S+)/g), ([, ...args]) => args);
    for (const args of imports) await terraform(["import", ...args], at.options);
    expect((await apply(at)).exitCode).toBe(0);
    return imports.length;
  }

  async function deletePrinted(output: string): Promise<void> {
    for (const [, IdentityPoolId] of output.matchAll(/delete-identity-pool --identity-pool-id (\S+)/g))
      await cognitoIdentity().send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
    for (const [, RoleName, PolicyName] of output.matchAll(/delete-role-policy --role-name (\S+) --policy-name (\S+)/g))
      await iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    for (const [, RoleName] of output.matchAll(/delete-role --role-name (\S+)/g))
      await iam().send(new DeleteRoleCommand({ RoleName }));
  }

  /** One pool with two roles, no orphans, and nothing to be done. */
  async function expectOnePool(at: Prepared): Promise<void> {
    expect((await runTerraform(["plan", "-detailed-exitcode"], at.options)).exitCode).toBe(0);
    expect(await poolNames(at.name)).toEqual([at.name]);
    expect(await roleNames(at.name)).toHaveLength(2);
    expect(await orphans(at)).toEqual({ exitCode: 0, output: expect.stringContaining("No orphans") as string });
  }

  test("the answer to CreateIdentityPool is lost: the pool is found, imported and used", async () => {
    const at = await prepared();
    const holding = held.hold((action) => action === "CreateIdentityPool");
    const applying = apply(at);
    (await holding).loseAnswer();
    expect((await applying).exitCode).toBe(1);
    const [made] = await identityPoolsNamed(at.name);
    const { exitCode, output } = await orphans(at);
    expect([exitCode, output]).toEqual([1, expect.stringContaining(`pool ${at.name} (${made?.id ?? ""})`)]);
    await importPrinted(at, output);
    await expectOnePool(at);
    expect(await identityPoolsNamed(at.name)).toEqual([made]);
  });

  test("the answer to CreateRole is lost: the role is found, imported and used", async () => {
    const at = await prepared();
    const holding = held.hold((action) => action === "CreateRole");
    const applying = apply(at);
    (await holding).loseAnswer();
    await applying;
    const { exitCode, output } = await orphans(at);
    expect(exitCode).toBe(1);
    expect(await importPrinted(at, output)).toBe(1);
    await expectOnePool(at);
  });

  test("a provider that repeated CreateIdentityPool applied, and left a second pool: it is found, and deleted", async () => {
    const at = await prepared();
    // What the repetition made, before what the state knows.
    await cognitoIdentity().send(
      new CreateIdentityPoolCommand({ IdentityPoolName: at.name, AllowUnauthenticatedIdentities: false }),
    );
    expect((await apply(at)).exitCode).toBe(0);
    expect(await poolNames(at.name)).toHaveLength(2);
    const { exitCode, output } = await orphans(at);
    expect([exitCode, output]).toEqual([1, expect.stringContaining("do not import: the state has another one at")]);
    await deletePrinted(output);
    await expectOnePool(at);
  });

  test("killed with a create in flight: the pool that comes after it is found when it is looked for again", async () => {
    const at = await prepared();
    const holding = held.hold((action) => action === "CreateIdentityPool");
    const child = spawn(terraformBinary(), ["apply", "-auto-approve"], {
      cwd: at.options.folder,
      env: { ...withoutSettings(process.env), ...at.options.env },
      stdio: "ignore",
    });
    const call = await holding;
    child.kill("SIGKILL");
    await once(child, "exit");
    expect((await orphans(at)).output).not.toContain(`pool ${at.name}`);
    call.letThrough();
    expect(await within(20, async () => (await poolNames(at.name)).length === 1)).toBe(true);
    const { exitCode, output } = await orphans(at);
    expect([exitCode, output]).toEqual([1, expect.stringContaining(`pool ${at.name}`)]);
    await importPrinted(at, output);
    await expectOnePool(at);
  });

  test("a state of 0 bytes: what it knew is found by the pool's name, imported and used", async () => {
    const at = await prepared();
    expect((await apply(at)).exitCode).toBe(0);
    const before = [await identityPoolsNamed(at.name), (await roleNames(at.name)).sort()];
    truncateSync(at.state);
    expect(orphansOf("--state", at.state)).toEqual({
      exitCode: 2,
      output: expect.stringContaining("is empty: give what") as string,
    });
    const { exitCode, output } = await orphans(at, false);
    expect(exitCode).toBe(1);
    expect(await importPrinted(at, output)).toBe(3);
    await expectOnePool(at);
    expect([await identityPoolsNamed(at.name), (await roleNames(at.name)).sort()]).toEqual(before);
  });

  test("the disk with the state is full: errored.tfstate is pushed once there is room, and nothing is made twice", async () => {
    const at = await prepared();
    // A state as a destroy leaves it: Terraform keeps a copy before it writes another, and there is no room for the copy.
    writeFileSync(
      at.state,
      JSON.stringify({ version: 4, serial: 1, lineage: randomUUID(), outputs: {}, resources: [] }),
    );
    symlinkSync("/dev/full", `${at.state}.backup`);
    const { exitCode, stderr } = await apply(at);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/no space left on\s+device/)]);
    rmSync(`${at.state}.backup`);
    renameSync(at.state, `${at.state}.broken`);
    await terraform(["state", "push", join(at.options.folder, "errored.tfstate")], at.options);
    expect((await apply(at)).exitCode).toBe(0);
    await expectOnePool(at);
  });

  // A file system of a few kilobytes, in a mount of its own, for which Linux asks no one's permission where it has user namespaces. Most
  // containers have none: there the test above is alone with this fault.
  const small = (size: number, folder: string, script: string) => [
    "-rm",
    "sh",
    "-c",
    `mount -t tmpfs -o size=${size}k tmpfs '${folder}' && ${script}`,
  ];
  const canMount = spawnSync("unshare", small(8, "/mnt", "true")).status === 0;

  (canMount ? test : test.skip)(
    "the disk is full when the first state is written: half of it lies there, and errored.tfstate is pushed all the same",
    async () => {
      const at = await prepared();
      const disk = join(at.folder, "disk");
      mkdirSync(disk);
      const stack = join(at.options.folder, "cdk.tf.json");
      const original = readFileSync(stack, "utf8");
      writeFileSync(
        stack,
        original.replace('"../../../terraform.identity-pool.tfstate"', JSON.stringify(join(disk, "terraform.tfstate"))),
      );
      expect(readFileSync(stack, "utf8")).toContain(disk);
      const { folder: cwd, env } = at.options;
      const script = `'${terraformBinary()}' init -reconfigure >/dev/null && '${terraformBinary()}' apply -auto-approve -no-color`;
      const child = spawn("unshare", small(8, disk, script), {
        cwd,
        env: { ...withoutSettings(process.env), ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (data: Buffer) => {
          output += data.toString();
        });
      const [exitCode] = (await once(child, "close")) as [number];
      expect([exitCode, output]).toEqual([1, expect.stringMatching(/no space left on\s+device/)]);
      // The same on a disk with room: half of a state lies there, which is put away first.
      const errored = join(cwd, "errored.tfstate");
      writeFileSync(stack, original);
      await terraform(["init", "-reconfigure"], at.options);
      writeFileSync(at.state, readFileSync(errored).subarray(0, 4096));
      expect((await runTerraform(["state", "push", errored], at.options)).exitCode).toBe(1);
      renameSync(at.state, `${at.state}.broken`);
      await terraform(["state", "push", errored], at.options);
      expect((await apply(at)).exitCode).toBe(0);
      await expectOnePool(at);
    },
  );
});

describeOnLocalAws("npm run orphans", () => {
  test.each([
    [[], "", "nothing to look for"],
    [["--state", "-"], '{"format_version":"1.0"}', "nothing to look for"],
    [["--state", "-"], "", "standard input is empty"],
    [["--state", "-"], "no", "standard input is not JSON"],
    [["--state", "-"], '{"resource_changes":[],"format_version":"1.2"}', "standard input is not a state"],
    [["--state", "/nowhere"], "", "cannot read /nowhere: no such file or directory"],
    [["--nmae", "notes"], "", "Unknown option '--nmae'"],
  ])("%j with %j on standard input cannot tell: exit code 2, and it says why", (args, input, words) => {
    expect(orphansWith(input, ...args)).toEqual([2, expect.stringContaining(words)]);
  });

  test("what another environment's state knows is no orphan, and both spellings of a state are read", async () => {
    const { name } = new Workspace();
    const environments = await Promise.all(
      ["dev", "prod"].map(async () => {
        const workspace = new Workspace();
        workspace.synthesize();
        workspace.set({ identity_pool_name: name });
        await workspace.deploy();
        return workspace;
      }),
    );
    const [dev = new Workspace(), prod = new Workspace()] = environments;
    const [shown, pulled] = [join(dev.folder, "shown.json"), join(prod.folder, "pulled.json")];
    writeFileSync(shown, (await dev.tryTerraform("show", "-json")).stdout);
    writeFileSync(pulled, (await prod.tryTerraform("state", "pull")).stdout);
    const [one, oneOutput] = orphansWith("", "--state", shown);
    expect(one).toBe(1);
    expect(oneOutput.match(/in no state/g)).toHaveLength(3);
    expect(orphansWith("", "--state", shown, "--state", pulled)[0]).toBe(0);
  });
});
