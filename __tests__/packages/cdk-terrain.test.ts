/** The constructs on CDK Terrain, as a package of their own in an app that has nothing of CDKTF's. */
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readPlan } from "../../local/plan";
import { terraform } from "../../local/terraform";
import { constructs, constructsForCdkTerrain, review, root } from "../../packaging/packages";
import { Consumer, type SynthesizedStack } from "./support/consumer";
import { asEsm, examplesOf, programsOf, stacksOf } from "./support/documented";
import { run } from "./support/npm";
import { CDK_TERRAIN, NODE_VERSIONS } from "./support/pinned";
import { describeWithNetwork, testOnLocalAws } from "./support/shared";

jest.setTimeout(240_000);

// CDK Terrain's bindings of the AWS provider take Node 22 and later.
const [, ...nodeVersions] = NODE_VERSIONS;
const [node] = nodeVersions;
const programs = programsOf(constructsForCdkTerrain);
const stacks = Object.values(programs).flatMap(stacksOf);
const shipped = "identity-pool";

/** main.ts, in an app. */
const main = `import { App } from "cdktn";
import { IdentityPoolStack } from "${constructsForCdkTerrain.manifest.name}";

const app = new App();
new IdentityPoolStack(app, "${shipped}");
app.synth();
`;

describeWithNetwork("the constructs, in an app on CDK Terrain", () => {
  let app: Consumer;

  beforeAll(async () => {
    app = new Consumer("cdk-terrain");
    await app.install([constructsForCdkTerrain.manifest.name, review.manifest.name], CDK_TERRAIN);
    for (const [type, written] of [
      ["commonjs", (program: string) => program],
      ["module", asEsm],
    ] as const) {
      app.write(`${type}/package.json`, JSON.stringify({ type }));
      for (const [name, program] of Object.entries({ ...programs, main }))
        app.write(`${type}/${name}.ts`, written(program));
    }
  });

  test("nothing of CDKTF's is installed with them", async () => {
    const installed = await run("npm", ["ls", "--all", "--parseable"], { cwd: app.folder });
    expect(installed.split("\n").filter((path) => path.includes("cdktf"))).toEqual([]);
  });

  test.each(["commonjs", "module"])(
    "README's snippet and the examples pass every check of TypeScript: %s",
    async (type) => {
      await app.compile(type, { module: "Node16", moduleResolution: "node16" });
    },
  );

  test.each(nodeVersions)(
    "on Node %s they synthesize what CDKTF does, but for the versions of both",
    async (version) => {
      const onCdktf = await synthesizedOnCdktf();
      for (const type of ["commonjs", "module"]) {
        const load = (name: string) => (type === "module" ? `import "./${name}.js";\n` : `require("./${name}.js");\n`);
        app.write(`${type}/out/all.js`, [...Object.keys(programs), "main"].map(load).join(""));
        const onCdkTerrain = await app.synthesize(`${type}/out/all.js`, version, [...stacks, shipped]);
        expect(withoutVersions(onCdkTerrain)).toEqual(withoutVersions(onCdktf));
        expect(versions(onCdkTerrain)).not.toEqual(versions(onCdktf));
      }
    },
  );

  testOnLocalAws("Terraform plans the same stack, and changes nothing of one that CDKTF deployed", async (env) => {
    const variables = {
      TF_VAR_identity_pool_name: "cdk-terrain",
      TF_VAR_user_pool_id: "us-east-1_AbCdEfGhI",
      TF_VAR_user_pool_client_id: "3n4b5urk1ft4fl3mg5e62d9ado",
      TF_VAR_bucket_name: "notes-app-uploads",
    };
    const inFolder = (folder: string) => ({ folder, env: { ...env, ...variables } });
    await synthesizedOnCdktf();
    await app.synthesize("commonjs/out/main.js", node, [shipped]);
    // The state lies beside the output, where both find it.
    const [onCdktf = "", onCdkTerrain = ""] = ["cdktf", "cdktn"].map((name) =>
      join(app.folder, "plans", name, "stacks", shipped),
    );
    cpSync(join(app.folder, "on-cdktf"), join(onCdktf, "..", ".."), { recursive: true });
    cpSync(join(app.folder, `commonjs-out-main.js.${node}`), join(onCdkTerrain, "..", ".."), { recursive: true });

    const planOfCdktf = await planned("new.tfplan", inFolder(onCdktf));
    expect(await planned("new.tfplan", inFolder(onCdkTerrain))).toEqual(planOfCdktf);
    await terraform(["apply", "new.tfplan"], inFolder(onCdktf));
    const { changes, changedOutputs } = readPlan(await planned("next.tfplan", inFolder(onCdkTerrain)));
    expect({ changes, changedOutputs }).toEqual({ changes: [], changedOutputs: [] });
    await terraform(["destroy", "-auto-approve"], inFolder(onCdkTerrain));
  });

  /** The same programs of the repository, on CDKTF, run in the same folder. */
  async function synthesizedOnCdktf(): Promise<Record<string, SynthesizedStack>> {
    const outdir = join(app.folder, "on-cdktf");
    const files = [
      "main.ts",
      ...Object.keys(examplesOf(constructs, ".ts")).map((name) => join("examples", `${name}.ts`)),
    ];
    for (const file of files)
      await run(process.execPath, ["--import", pathToFileURL(require.resolve("tsx")).href, join(root, file)], {
        cwd: app.folder,
        env: {
          CDKTF_OUTDIR: outdir,
          NODE_NO_WARNINGS: "1",
          STATE_BACKEND: "",
          SYNTH_HCL_OUTPUT: "",
          // The packages from their sources, though this is not their folder.
          TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
        },
      });
    const read = (stack: string) =>
      JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")) as SynthesizedStack;
    return Object.fromEntries([...stacks, shipped].map((stack) => [stack, read(stack)]));
  }
});

type Json = Readonly<Record<string, unknown>>;

interface Versioned extends SynthesizedStack {
  readonly "//": { readonly metadata: { readonly version: string } };
}

/** Of the framework that wrote a stack, and of the AWS provider that its bindings were made from. */
function versions(synthesized: Record<string, SynthesizedStack>): string[] {
  return Object.values(synthesized as Record<string, Versioned>).flatMap((stack) => [
    stack["//"].metadata.version,
    stack.terraform.required_providers.aws.version,
  ]);
}

function withoutVersions(synthesized: Record<string, SynthesizedStack>): Json {
  return Object.fromEntries(
    Object.entries(synthesized as Record<string, Versioned>).map(([name, stack]) => {
      const copy = structuredClone(stack) as {
        "//": { metadata: Json };
        terraform: { required_providers: { aws: Json } };
      };
      copy["//"].metadata = { ...copy["//"].metadata, version: undefined };
      copy.terraform.required_providers.aws = {
        ...copy.terraform.required_providers.aws,
        version: undefined,
        source: undefined,
      };
      return [name, copy];
    }),
  );
}

/** All that Terraform says about a plan, but for when it was made, the order of a list that is a set to Terraform, and the version of
 *  the provider that was asked for. */
async function planned(file: string, options: { folder: string; env: Record<string, string> }): Promise<object> {
  await terraform(["init"], options);
  await terraform(["plan", `-out=${file}`], options);
  const { stdout } = await terraform(["show", "-json", file], options);
  const {
    relevant_attributes = [],
    configuration,
    ...plan
  } = JSON.parse(stdout) as {
    relevant_attributes?: object[];
    configuration: { provider_config: { aws: object } };
  };
  configuration.provider_config.aws = { ...configuration.provider_config.aws, version_constraint: undefined };
  const relevantAttributes = relevant_attributes.map((attribute) => JSON.stringify(attribute)).sort();
  return { ...plan, configuration, relevant_attributes: relevantAttributes, timestamp: undefined };
}
