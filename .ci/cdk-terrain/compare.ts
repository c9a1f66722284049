/** Compares main.ts on CDKTF and on CDK Terrain: the same addresses and the same JSON but for the version in the metadata, the
 *  same plan, and no change where CDK Terrain takes over what CDKTF made.
 *  `node --import tsx compare.ts PROJECT`, in a copy of the project that is on CDK Terrain; PROJECT is the one on CDKTF. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Lifetime } from "../../local/lifetime";
import { startLocalAws } from "../../local/local-aws";
import { readPlan } from "../../local/plan";
import { terraform, withoutSettings, type TerraformOptions } from "../../local/terraform";

const [, , onCdktf = ""] = process.argv;
const onCdkTerrain = join(__dirname, "..", "..");

// One folder for both, as for a team that changes over: the state lies beside the output, and stays.
const folder = mkdtempSync(join(tmpdir(), "cdk-terrain-"));
const outdir = join(folder, "cdktf.out");

const variables = {
  TF_VAR_identity_pool_name: "notes-app",
  TF_VAR_user_pool_id: "us-east-1_AbCdEfGhI",
  TF_VAR_user_pool_client_id: "3n4b5urk1ft4fl3mg5e62d9ado",
  TF_VAR_bucket_name: "notes-app-uploads",
};

async function compare(lifetime: Lifetime): Promise<void> {
  lifetime.atEnd(() => {
    rmSync(folder, { recursive: true });
    return Promise.resolve();
  });
  const { signal } = lifetime;
  const localAws = await startLocalAws({ signal });
  lifetime.atEnd(() => localAws.stop());
  const options = {
    folder: join(outdir, "stacks", "identity-pool"),
    env: { ...localAws.terraformEnv, ...variables },
    signal,
  };

  const stackOfCdktf = synthesized(onCdktf, "cdktf");
  const planOfCdktf = await planned("cdktf.tfplan", options);
  const stackOfCdkTerrain = synthesized(onCdkTerrain, "cdktn");
  const planOfCdkTerrain = await planned("cdk-terrain.tfplan", options);
  expectSame("JSON of main.ts", stackOfCdktf, stackOfCdkTerrain);
  expectSame("plan of a new stack", planOfCdktf, planOfCdkTerrain);

  await terraform(["apply", join(folder, "cdktf.tfplan")], options);
  const { changes, changedOutputs } = readPlan(await planned("next.tfplan", options));
  expectSame(
    "stack, whichever of the two goes on with it",
    { changes: [], changedOutputs: [] },
    { changes, changedOutputs },
  );
}

/** What Terraform reads, without the version of the framework that wrote it. */
function synthesized(project: string, framework: string): object {
  execFileSync(process.execPath, ["--import", "tsx", "main.ts"], {
    cwd: project,
    env: { ...withoutSettings(process.env), CDKTF_OUTDIR: outdir, NODE_NO_WARNINGS: "1" },
  });
  const stack = json(join(outdir, "stacks", "identity-pool", "cdk.tf.json")) as Stack;
  const { version, ...metadata } = stack["//"].metadata;
  // Two projects on one framework would be the same, and prove nothing.
  const installed = json(join(project, "node_modules", "cdktf", "package.json")) as { name: string; version: string };
  if (installed.name !== framework || installed.version !== version)
    throw new Error(
      `${project} is on ${installed.name} ${installed.version}, and its stack from ${version}, not on ${framework}`,
    );
  return { ...stack, "//": { ...stack["//"], metadata } };
}

interface Stack {
  readonly "//": { readonly metadata: { readonly version: string } };
}

/** All that Terraform says about a plan, but for when it was made and the order of a list that is a set to Terraform. */
async function planned(file: string, options: TerraformOptions): Promise<object> {
  await terraform(["init"], options);
  await terraform(["plan", `-out=${join(folder, file)}`], options);
  const { stdout } = await terraform(["show", "-json", join(folder, file)], options);
  const { relevant_attributes = [], ...plan } = JSON.parse(stdout) as { relevant_attributes?: object[] };
  const relevantAttributes = relevant_attributes.map((attribute) => JSON.stringify(attribute)).sort();
  return { ...plan, relevant_attributes: relevantAttributes, timestamp: undefined };
}

function expectSame(what: string, expected: object, actual: object): void {
  writeFileSync(join(folder, "cdktf.json"), text(expected));
  writeFileSync(join(folder, "cdk-terrain.json"), text(actual));
  const { status, stdout } = spawnSync("diff", ["-u", "cdktf.json", "cdk-terrain.json"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`Not the same ${what}:\n${stdout}`);
  console.log(`The same ${what}.`);
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

function text(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

void Lifetime.run(compare, (error) => (error instanceof Error ? error.message : String(error)));
