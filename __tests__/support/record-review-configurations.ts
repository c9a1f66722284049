/** Records what Terraform prints for the configurations that the review is tested with: the first plan, the plan after the
 *  apply, and the state, all from the local AWS. `node --import tsx __tests__/support/record-review-configurations.ts [NAME...]`
 *  writes review/__tests__/fixtures/configurations/; sections that no review reads are left out. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalAws } from "../../local/local-aws";
import { terraform } from "../../local/terraform";

const review = join(__dirname, "..", "..", "review", "__tests__");
const sources = join(review, "configurations");
const target = join(review, "fixtures", "configurations");

const PROVIDER = `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
`;

/** What no review reads, or what is another one at each run. */
const LEFT_OUT = ["planned_values", "output_changes", "checks", "timestamp"];

async function record(name: string, env: Record<string, string>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "review-configuration-"));
  const options = { folder, env };
  const show = async (what: string, ...args: string[]): Promise<void> => {
    const { stdout } = await terraform(["show", "-json", ...args], options);
    const shown = Object.entries(JSON.parse(stdout) as object).filter(([section]) => !LEFT_OUT.includes(section));
    writeFileSync(join(target, `${name}.${what}.json`), `${JSON.stringify(Object.fromEntries(shown))}\n`);
  };
  try {
    cpSync(join(sources, name), folder, { recursive: true });
    writeFileSync(join(folder, "provider.tf"), PROVIDER);
    await terraform(["init", "-no-color"], options);
    await terraform(["plan", "-no-color", "-out=first"], options);
    await show("first-plan", "first");
    await terraform(["apply", "-no-color", "first"], options);
    await terraform(["plan", "-no-color", "-out=second"], options);
    await show("second-plan", "second");
    await show("state");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(names: readonly string[]): Promise<void> {
  const aws = await startLocalAws();
  try {
    mkdirSync(target, { recursive: true });
    for (const name of names.length === 0 ? readdirSync(sources) : names) {
      try {
        await record(name, aws.terraformEnv);
        process.stdout.write(`${name}\n`);
      } catch (error) {
        process.stderr.write(`${name}: ${String(error)}\n`);
        process.exitCode = 1;
      }
    }
  } finally {
    await aws.stop();
  }
}

void main(process.argv.slice(2));
