/** `npm run web`: the app of examples/web in the browser, on the local AWS, with two users to sign in as. */
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { Lifetime } from "./lifetime";
import { localFolder, startLocalAws, type LocalAws } from "./local-aws";
import { endWithNpm } from "./npm";
import { Problem } from "../commands/problem";
import { makeUser } from "./sign-in";
import { Story } from "./story";
import { synthesize } from "./synthesize";
import { terraform, terraformVersion } from "./terraform";
import { startWebServer } from "./web-server";

const usage = `npm run web             the app of examples/web, on a local AWS that runs until Ctrl-C
npm run web -- --help   show this`;

const script = "web";
const users = ["ada", "bob"];
const story = new Story(process.stdout);

async function main(): Promise<void> {
  const [argument] = process.argv.slice(2);
  if (argument === "--help" || argument === "-h") {
    process.stdout.write(`${usage}\n`);
    return;
  }
  if (argument !== undefined) {
    process.stderr.write(`npm run web has no option ${argument}: the only one is --help.\n`);
    process.exit(2);
  }
  await Lifetime.run(serve, describe);
}

async function serve(lifetime: Lifetime): Promise<void> {
  endWithNpm(lifetime, script);
  const { signal } = lifetime;
  const version = await terraformVersion(signal);
  story.say("The local AWS is a stand-in on this machine. It is not AWS, and no account is used.");
  signal.addEventListener("abort", () => {
    story.step("Stopping what was started ...");
  });

  const folder = privateFolder(lifetime);
  const localAws = await startLocalAws({ signal, onInstall });
  lifetime.atEnd(() => localAws.stop());
  const served = join(folder, "served");
  mkdirSync(served);
  const server = await startWebServer({ served, endpoint: localAws.endpoint });
  lifetime.atEnd(() => server.stop());

  story.step(`Deploy examples/web.ts with Terraform ${version}`);
  const outputs = await deploy(localAws, folder, server.origins, signal);
  writeFileSync(join(served, "amplify_outputs.json"), JSON.stringify(outputs, null, 2));
  const { user_pool_id: userPoolId, user_pool_client_id: userPoolClientId, aws_region: region } = outputs.auth;
  const place = { endpoint: localAws.endpoint, region };
  const rows: string[][] = [];
  for (const user of users) rows.push([user, await makeUser(place, { userPoolId, userPoolClientId }, user)]);

  story.step(`Open ${server.url}`);
  story.say("and sign in as one of these users, who exist only for this run:");
  story.table([["name", "password"], ...rows]);
  story.say("", "It runs until Ctrl-C.");
  await untilInterrupted(signal);
}

/** Of this run alone: the synthesized stack, its state, and what the app reads. */
function privateFolder(lifetime: Lifetime): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "local-web-")));
  lifetime.atEnd(() => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  });
  return folder;
}

function onInstall(): void {
  story.step("Install the emulator, once");
  story.say(`pip puts it into ${relative(join(__dirname, ".."), localFolder)}/, which takes some seconds`);
}

/** What of amplify_outputs.json is read here. */
interface AmplifyOutputs {
  readonly auth: {
    readonly aws_region: string;
    readonly user_pool_id: string;
    readonly user_pool_client_id: string;
  };
}

async function deploy(
  { terraformEnv }: LocalAws,
  folder: string,
  origins: readonly string[],
  signal: AbortSignal,
): Promise<AmplifyOutputs> {
  const outdir = join(folder, "cdktf.out");
  const stackFolder = await synthesize({ outdir, app: "examples/web.ts", stack: "web", folder, signal });
  const env = { ...terraformEnv, TF_VAR_origins: JSON.stringify(origins) };
  const options = { folder: stackFolder, env, signal };
  await terraform(["init", "-no-color"], options);
  await terraform(["apply", "-no-color", "-auto-approve"], options);
  const { stdout } = await terraform(["output", "-json", "client_config"], options);
  return JSON.parse(stdout) as AmplifyOutputs;
}

async function untilInterrupted(signal: AbortSignal): Promise<void> {
  const forEver = setInterval(() => undefined, 60_000);
  if (!signal.aborted) await once(signal, "abort");
  clearInterval(forEver);
}

function describe(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// The AWS SDK's advice about Node 20 is for the maintainers of this project.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

void main();
