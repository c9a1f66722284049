/** The README of identity-pool-review, done as it stands there: in an empty folder in which nothing but the package is
 *  installed, on a configuration in HCL, with Terraform. */
import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { terraformBinary, withoutSettings } from "../../local/terraform";
import { reviewAccess, renderReview } from "identity-pool-review";
import { describeOnLocalAws, localAws } from "./support/shared";
import { Workspace } from "./support/workspace";

jest.setTimeout(180_000);

const project = join(__dirname, "..", "..");
const readme = readFileSync(join(project, "review", "README.md"), "utf8");
const firstPlan = join(project, "review", "__tests__", "fixtures", "readme.plan.json");

function blocks(language: string): string[] {
  return Array.from(
    readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm")),
    ([, block = ""]) => block,
  );
}

/** What a step of the workflow runs. The steps that use an action of GitHub's are its own. */
function workflowSteps(): string[] {
  return blocks("yaml").flatMap((workflow) =>
    Array.from(workflow.matchAll(/^ +- run: (.*)$/gm), ([, run = ""]) => run),
  );
}

const PROVIDER = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {}

`;

describeOnLocalAws("the README of identity-pool-review", () => {
  const workspace = new Workspace();
  const folder = join(workspace.folder, "an empty folder");
  const bin = join(workspace.folder, "bin");
  const summary = join(workspace.folder, "summary.md");

  async function run(commands: string): Promise<{ status: number; output: string }> {
    const { PATH = "", ...env } = withoutSettings(process.env);
    try {
      const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", commands], {
        cwd: folder,
        env: {
          ...env,
          ...localAws().terraformEnv,
          PATH: `${bin}${delimiter}${PATH}`,
          GITHUB_STEP_SUMMARY: summary,
          npm_config_offline: "true",
          npm_config_update_notifier: "false",
        },
        maxBuffer: 1 << 26,
      });
      return { status: 0, output: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { status: code, output: `${stdout}${stderr}` };
    }
  }

  beforeAll(async () => {
    mkdirSync(folder);
    mkdirSync(bin);
    const terraform = execFileSync("sh", ["-c", 'command -v "$0"', terraformBinary()], { encoding: "utf8" }).trim();
    symlinkSync(terraform, join(bin, "terraform"));
    const built = join(workspace.folder, "package");
    const tsc = join(project, "node_modules", "typescript", "bin", "tsc");
    const build = ["-p", join(project, "review", "tsconfig.build.json"), "--outDir", join(built, "lib")];
    await promisify(execFile)(process.execPath, [tsc, ...build]);
    for (const part of ["package.json", "bin", "README.md"]) {
      cpSync(join(project, "review", part), join(built, part), { recursive: true });
    }
    const packed = await run(
      `npm pack "${built}" --ignore-scripts --silent && npm install --no-save ./*.tgz && rm *.tgz`,
    );
    expect(packed).toMatchObject({ status: 0 });
    writeFileSync(join(folder, "main.tf"), `${PROVIDER}${blocks("hcl").join("\n")}`);
    writeFileSync(join(folder, "accepted-findings.json"), blocks("json").join(""));
    expect(await run("terraform init")).toMatchObject({ status: 0 });
  });

  const [first = "", gate = "", formats = "", ofState = "", accepting = "", ...others] = blocks("sh");

  test("the package is installed alone", () => {
    expect(others).toEqual(["npm install identity-pool-review\n"]);
    expect(existsSync(join(folder, "node_modules", "identity-pool-review"))).toBe(true);
    expect(existsSync(join(folder, "node_modules", "cdktf"))).toBe(false);
  });

  test("the first commands show the review that the README shows", async () => {
    const { status, output } = await run(first);
    expect(status).toBe(0);
    const plan = readFileSync(join(folder, "plan.json"), "utf8");
    expect(output).toContain(renderReview(reviewAccess(JSON.parse(plan) as object), "text"));
    // What the unit tests review.
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(firstPlan, `${JSON.stringify(JSON.parse(plan), null, 2)}\n`);
    const shown = reviewAccess(JSON.parse(readFileSync(firstPlan, "utf8")) as object);
    expect(output).toContain(renderReview(shown, "text"));
  });

  test("the gate stops on the finding, and passes once it is accepted", async () => {
    expect(await run(first)).toMatchObject({ status: 0 });
    expect(await run(gate)).toMatchObject({
      status: 1,
      output: expect.stringContaining("others-data-within-reach") as string,
    });
    expect(await run(accepting)).toMatchObject({ status: 0 });
  });

  test("every format is written", async () => {
    expect(await run(formats)).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, "review.html"), "utf8")).toMatch(/^<!doctype html>/);
    expect(JSON.parse(readFileSync(join(folder, "review.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(JSON.parse(readFileSync(join(folder, "review.json"), "utf8"))).toMatchObject({ source: "plan" });
    expect(readFileSync(join(folder, "review.md"), "utf8")).toMatch(/^# Access review/);
  });

  test("the steps of the workflow run, and leave a log to upload and a summary", async () => {
    for (const step of workflowSteps()) expect(await run(step)).toMatchObject({ status: 0 });
    expect(readFileSync(summary, "utf8")).toContain("## Accepted findings");
    expect(readFileSync(join(folder, "review.sarif"), "utf8")).toContain('"suppressions"');
  });

  test("the state is reviewed after the apply", async () => {
    expect(await run("terraform apply -auto-approve plan.tfplan")).toMatchObject({ status: 0 });
    expect((await run(ofState)).output).toContain("Access review of a state");
    expect(await run("terraform destroy -auto-approve")).toMatchObject({ status: 0 });
  });
});
