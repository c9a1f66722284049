/** `npm start`: deploys the stack onto the local AWS and shows what came of it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { renderReview, reviewAccess } from "identity-pool-review";
import { findPython } from "./emulator/find-python";
import { Lifetime } from "./lifetime";
import { localFolder, startLocalAws, startProviderAlone, type LocalAws } from "./local-aws";
import { optionsKeptByNpm } from "../commands/npm-options";
import { plan, type Action, type Plan } from "./plan";
import { Problem } from "../commands/problem";
import { systemErrorInWords } from "../commands/system-error";
import { commandsOfReadme } from "./readme";
import { deleteSampleUserPool, sampleUserPool, type SampleUserPool } from "./sample-user-pool";
import { Story } from "./story";
import { synthesize } from "./synthesize";
import { terraform, terraformJson, terraformVersion, type TerraformOptions } from "./terraform";
import { deleteBucket, tryAsUsers } from "./try-as-users";
import { deletionByHand, Unavailable } from "./unavailable";

const usage = `npm start                          deploy the stack onto the local AWS; run again, it shows that nothing changes
npm start -- --without-guardrail   with the guide's policy alone: a user deletes the pool, and it is restored
npm start -- --destroy             remove what it deployed
npm start -- --help                show this`;

const sample = { identity_pool_name: "notes-app", bucket_name: "notes-app-uploads" };

/** Where runs keep what they deploy.
 *  @default `.local-aws` in the project */
const runFolder = process.env.LOCAL_AWS_FOLDER ?? localFolder;

const story = new Story(process.stdout);

// The AWS SDK's advice about Node 20 is for the maintainers of this project, and printed at every run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

async function main(): Promise<void> {
  const { options, unknown } = readArguments(process.argv.slice(2), process.env);
  if (unknown !== undefined) {
    process.stderr.write(`npm start has no option ${unknown}: give one of ${names.join(", ")}.\n`);
    process.exit(2);
  }
  if (options.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const [command = deploy] = [
    ...(options.includes("--destroy") ? [undeploy] : []),
    ...(options.includes("--without-guardrail") ? [deployWithoutGuardrail] : []),
  ];
  await Lifetime.run(command, describe);
}

const names = ["--without-guardrail", "--destroy", "--help"];

/** `npm start --destroy` means what it says, though npm passes an option on only after `--`. */
function readArguments(args: string[], env: NodeJS.ProcessEnv): { options: readonly string[]; unknown?: string } {
  const given = args.map((argument) => (argument === "-h" ? "--help" : argument));
  const options = [...optionsKeptByNpm(env).keys(), ...given];
  return { options, unknown: options.find((option) => !names.includes(option)) };
}

async function deploy(lifetime: Lifetime): Promise<void> {
  const machine = await prepare(lifetime);
  const { stackFolder, version, localAws } = machine;
  if (version === undefined) {
    showAccess(synthesizedJson(stackFolder));
  } else if (localAws === undefined) {
    await planAlone(lifetime, stackFolder, version);
  } else {
    const { userPool, options } = await samplesOn(localAws, lifetime, stackFolder);
    story.step(`Deploy it with Terraform ${version}`);
    await terraform(["init", "-no-color"], options);
    const planned = await plan("deploy.tfplan", [], options);
    showChanges(planned, "Nothing to change: the last run deployed it.");
    await terraform(["apply", "-no-color", "deploy.tfplan"], options);
    await showOutputs(options);
    story.step("Plan again");
    showChanges(await plan("again.tfplan", [], options), "No changes.");
    await showAttempts(localAws, userPool, options);
    showAccess(await terraformJson(["show", "-json"], options));
    showRealDeployment();
  }
  await lifetime.end();
  showEnd(machine);
}

/** The same stack with the guide's policy alone, and then as it ships again. */
async function deployWithoutGuardrail(lifetime: Lifetime): Promise<void> {
  const app = "local/without-guardrail.ts";
  const machine = await prepare(lifetime, app);
  const { stackFolder, version, localAws, missing } = machine;
  if (version === undefined || localAws === undefined) {
    throw new Unavailable(missing[0]?.what ?? "", allMessages(missing));
  }
  const { userPool, options } = await samplesOn(localAws, lifetime, stackFolder);
  story.step(`Deploy it without the guardrail, with Terraform ${version}`);
  await applyNow(options);
  await showAttempts(localAws, userPool, options);

  story.step("Restore it, with the guardrail: what main.ts makes");
  await synthesize({ outdir: join(runFolder, "cdktf.out"), signal: lifetime.signal });
  await applyNow(options);
  await showAttempts(localAws, userPool, options);
  await lifetime.end();
  showEnd(machine);
}

async function applyNow(options: TerraformOptions): Promise<void> {
  await terraform(["init", "-no-color"], options);
  showChanges(await plan("deploy.tfplan", [], options), "Nothing to change.");
  await terraform(["apply", "-no-color", "deploy.tfplan"], options);
}

async function undeploy(lifetime: Lifetime): Promise<void> {
  const { stackFolder, version, localAws, missing } = await prepare(lifetime);
  if (version === undefined || localAws === undefined) {
    throw new Unavailable(missing[0]?.what ?? "", `${allMessages(missing)}\n${deletionByHand(inProject(runFolder))}`);
  }
  const { options } = await samplesOn(localAws, lifetime, stackFolder);
  story.step(`Destroy it with Terraform ${version}`);
  await terraform(["init", "-no-color"], options);
  const planned = await plan("destroy.tfplan", ["-destroy"], options);
  showChanges(planned, "Nothing is deployed.");
  await terraform(["apply", "-no-color", "destroy.tfplan"], options);
  await deleteSampleUserPool(localAws);
  await deleteBucket(localAws, sample.bucket_name);
  await lifetime.end();
  story.step("Done: the stack and the user pool of the sample are gone, and nothing is left running.");
}

/** What a run has to work with: the synthesized stack, and of the tools those that this machine has. */
interface Machine {
  readonly stackFolder: string;
  readonly version?: string;
  readonly localAws?: LocalAws;
  readonly missing: readonly Unavailable[];
}

async function prepare(lifetime: Lifetime, app = "main.ts"): Promise<Machine> {
  const { signal } = lifetime;
  checkFolder(runFolder);
  story.say(
    "The local AWS is a stand-in on this machine, for trying and testing. It is not AWS, and no account is used.",
  );
  signal.addEventListener("abort", () => {
    story.step("Stopping what was started ...");
  });

  const version = orMissing(terraformVersion(signal));
  const localAws = version.then((found) =>
    // Without Terraform the rest is not needed, but a user who will install Terraform wants to know what else is missing.
    found instanceof Unavailable ? missingPython() : orMissing(start(signal)),
  );
  lifetime.atEnd(async () => {
    const started = await localAws.catch(() => undefined);
    if (started !== undefined && !(started instanceof Unavailable)) await started.stop();
  });
  const tools = [await version, await localAws] as const;
  // Only now: another run in this folder is found by its emulator, and must keep the stack that it is working on.
  const stackFolder = await synthesize({ outdir: join(runFolder, "cdktf.out"), app, signal });
  story.step("Synthesize the stack");
  story.say(`${app} -> ${inProject(stackFolder)}/cdk.tf.json`);
  const [foundVersion, startedAws] = tools;
  return {
    stackFolder,
    version: foundVersion instanceof Unavailable ? undefined : foundVersion,
    localAws: startedAws instanceof Unavailable ? undefined : startedAws,
    missing: tools.filter((tool) => tool instanceof Unavailable),
  };
}

/** By trying: what a folder's permissions say does not settle it. */
function checkFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    rmSync(mkdtempSync(join(folder, "writable-")), { recursive: true });
  } catch (error) {
    throw new Problem(
      `npm start keeps what it deploys in ${folder}, and cannot write there: ${systemErrorInWords(error)}. ` +
        "Make the folder writable, or set LOCAL_AWS_FOLDER to another one.",
    );
  }
}

function start(signal: AbortSignal): Promise<LocalAws> {
  return startLocalAws({
    stateFolder: join(runFolder, "aws-state"),
    signal,
    onInstall: () => {
      story.step("Install the emulator, once");
      story.say(`pip puts it into ${inProject(localFolder)}/, which takes some seconds`);
    },
  });
}

async function missingPython(): Promise<Unavailable | undefined> {
  const python = await orMissing(findPython());
  return python instanceof Unavailable ? python : undefined;
}

async function orMissing<T>(tool: Promise<T>): Promise<T | Unavailable> {
  try {
    return await tool;
  } catch (error) {
    if (error instanceof Unavailable) return error;
    throw error;
  }
}

async function samplesOn(
  localAws: LocalAws,
  { signal }: Lifetime,
  folder: string,
): Promise<{ userPool: SampleUserPool; options: TerraformOptions }> {
  story.step("Start the local AWS");
  const userPool = await sampleUserPool(localAws);
  story.table([
    ["emulator", `${localAws.endpoint} (MiniStack), used by a Terraform provider of this project`],
    ["user pool", userPool.userPoolId],
    ["app client", userPool.userPoolClientId],
  ]);
  return { userPool, options: { folder, env: { ...localAws.terraformEnv, ...variables(userPool) }, signal } };
}

function variables({ userPoolId, userPoolClientId }: SampleUserPool): Record<string, string> {
  const values = { ...sample, user_pool_id: userPoolId, user_pool_client_id: userPoolClientId };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`TF_VAR_${name}`, value]));
}

/** What the provider can do without an emulator. In a folder of its own, so that there is no state of an earlier run, whose
 *  resources could not be looked up, and no plan of another run. */
async function planAlone(lifetime: Lifetime, stackFolder: string, version: string): Promise<void> {
  const { signal } = lifetime;
  story.step(`Plan it with Terraform ${version}`);
  const ownFolder = realpathSync(mkdtempSync(join(tmpdir(), "identity-pool-plan-")));
  lifetime.atEnd(() => {
    rmSync(ownFolder, { recursive: true, force: true });
    return Promise.resolve();
  });
  const folder = join(ownFolder, relative(runFolder, stackFolder));
  cpSync(join(stackFolder, "cdk.tf.json"), join(folder, "cdk.tf.json"));
  const provider = await startProviderAlone();
  lifetime.atEnd(() => provider.stop());
  const userPool = { userPoolId: "us-east-1_AbCdEfGhI", userPoolClientId: "1example23456789" };
  const options = { folder, env: { ...provider.terraformEnv, ...variables(userPool) }, signal };
  await terraform(["init", "-no-color"], options);
  showChanges(await plan("deploy.tfplan", [], options), "No changes.");
  showAccess(await terraformJson(["show", "-json", "deploy.tfplan"], options));
}

const actions: Record<Action, { mark: string; done: string }> = {
  create: { mark: "+", done: "to create" },
  update: { mark: "~", done: "to update in place" },
  replace: { mark: "-/+", done: "to replace" },
  delete: { mark: "-", done: "to delete" },
  import: { mark: "=", done: "to import" },
};

function showChanges({ changes, changedOutputs }: Plan, nothing: string): void {
  if (changes.length === 0) {
    story.say(changedOutputs.length === 0 ? nothing : `Only outputs change: ${changedOutputs.join(", ")}.`);
    return;
  }
  story.say(...changes.map(({ action, address }) => `${actions[action].mark.padEnd(3)} ${address}`));
  const counts = Object.entries(actions).map(
    ([action, { done }]) => [changes.filter((change) => change.action === action).length, done] as const,
  );
  story.say(
    counts
      .filter(([count]) => count > 0)
      .map(([count, done]) => `${count} ${done}`)
      .join(", "),
  );
}

async function showOutputs(options: TerraformOptions): Promise<void> {
  story.step("Outputs");
  const answer = await terraformJson(["output", "-json"], options);
  const outputs = Object.entries(answer as Record<string, { value: unknown }>);
  story.table(outputs.flatMap(([name, { value }]) => (typeof value === "string" ? [[name, value]] : [])));
  for (const [name, { value }] of outputs) {
    if (typeof value === "string") continue;
    story.say(`${name}  (the file: terraform output -json ${name})`);
    story.say(...JSON.stringify(value, null, 2).split("\n"));
  }
}

/** What users can do, tried by them: nothing is read from a policy here. */
async function showAttempts(localAws: LocalAws, userPool: SampleUserPool, options: TerraformOptions): Promise<void> {
  story.step("Try it as its users, with the credentials that the pool gives them");
  const answer = await terraformJson(["output", "-json"], options);
  const { identity_pool_id } = answer as { identity_pool_id: { value: string } };
  const deployed = { identityPoolId: identity_pool_id.value, bucket: sample.bucket_name };
  const attempts = await tryAsUsers(localAws, userPool, deployed);
  story.table([
    ["who", "what", "whose", "answer"],
    ...attempts.map(({ who, what, whose, answer }) => [who, what, whose, answer]),
  ]);
}

/** The access review of Terraform's JSON: the state's knows all values, the synthesized files' none that only a run knows. */
function showAccess(document: unknown): void {
  story.step("Review what signed-in users and guests may do");
  story.say(
    ...renderReview(reviewAccess(document as object), "text")
      .trimEnd()
      .split("\n"),
  );
}

function synthesizedJson(stackFolder: string): unknown {
  return JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8"));
}

/** In README's words. */
function showRealDeployment(): void {
  const heading = "Deploy it to AWS";
  const [withCdktf = [], withTerraform = []] = commandsOfReadme(heading);
  story.step(`${heading}, with your account's credentials and your values in environments/prod.tfvars`);
  story.say(...withCdktf, "", "or, with plain Terraform on the synthesized files:", "", ...withTerraform);
}

function showEnd({ missing }: Machine): void {
  if (missing.length > 0) {
    story.step("The rest needs what is missing on this machine");
    story.say(...missing.map(({ message }) => message));
    return;
  }
  story.step("Done: nothing is left running.");
  story.say(
    `What was deployed is kept in ${inProject(runFolder)}/ for the next run; \`npm start -- --destroy\` removes it.`,
  );
}

function allMessages(missing: readonly Unavailable[]): string {
  return missing.map(({ message }) => message).join("\n");
}

function inProject(path: string): string {
  return relative(join(__dirname, ".."), path);
}

function describe(error: unknown): string {
  if (error instanceof Problem || isOfTheSystem(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A full disk, a file that may not be read: it says what and where. */
function isOfTheSystem(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error && "path" in error;
}

void main();
