/** What docs/ci.md tells a team to do in a pipeline, done as it stands there. */
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { simulateTrust } from "identity-pool-review";
import type { PolicyDocument } from "identity-pool-review";
import { createBucket, keysIn, poolNames, putObject } from "./support/clients";
import { testWithLockFile } from "./support/engine";
import { blocks } from "../support/markdown";
import { ProjectCopy } from "./support/project-copy";
import { mirrorEnv } from "./support/provider-mirror";
import { describeOnLocalAws } from "./support/shared";

jest.setTimeout(300_000);

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<"plan" | "apply", { readonly steps: readonly Step[] }>>;
}

const page = "docs/ci.md";
const { workflow: text } = blocks(page, "A pipeline", "yaml", ["workflow"]);
const { trust } = blocks(page, "Credentials", "json", ["trust"]);
const { lock } = blocks(page, "The lock file of the providers", "sh", ["lock"]);
const { atOnce } = blocks(page, "Several environments at once", "sh", ["atOnce"]);

const { env, jobs } = parse(text) as Workflow;
const steps = [...jobs.plan.steps, ...jobs.apply.steps];

/** The commands of a step. */
function run(name: "Plan" | "Review" | "Apply"): string {
  const command = steps.find((step) => step.name === name)?.run;
  if (command === undefined) throw new Error(`the workflow has no step ${name}`);
  return command;
}

/** The files that the first job hands on. */
function artifact(): string[] {
  const path = steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact@"))?.with?.path ?? "";
  return path
    .trim()
    .split("\n")
    .map((file) => file.replace("${{ env.stack }}", env.stack ?? ""));
}

/** What Terraform says, without its colours, frame and line breaks. */
function inWords(output: string): string {
  // oxlint-disable-next-line no-control-regex
  return output.replace(/\u001b\[[\d;]*m/g, "").replace(/[│╷╵\s]+/g, " ");
}

/** A lock file as the page has it made, which the stand-in's runs leave alone. */
async function withLockFile(copy: ProjectCopy): Promise<ProjectCopy> {
  const made = new ProjectCopy(await mirrorEnv("6.25.0"));
  await made.run(lock);
  copy.write(lockFile, made.read(lockFile));
  return copy;
}

const lockFile = "terraform.identity-pool.lock.hcl";

/** What a checkout of the first job hands to one of the second. */
function handOn(from: ProjectCopy, to: ProjectCopy): void {
  mkdirSync(to.stackFolder, { recursive: true });
  for (const file of artifact()) cpSync(join(from.folder, file), join(to.folder, file));
  // The same commit.
  to.write("environments/prod.s3.tfbackend", from.read("environments/prod.s3.tfbackend"));
}

async function planned(change: (copy: ProjectCopy) => void = () => undefined): Promise<ProjectCopy> {
  const copy = await withLockFile(new ProjectCopy(env));
  await createBucket(copy.bucket("prod"));
  change(copy);
  await copy.run(run("Plan"));
  return copy;
}

describeOnLocalAws("the pipeline", () => {
  testWithLockFile("a plan that was reviewed is applied in another checkout, and not a second time", async () => {
    const first = await planned();
    await first.run(run("Review"));
    expect(JSON.parse(first.read("review.sarif"))).toMatchObject({ version: "2.1.0" });

    const second = new ProjectCopy(env);
    handOn(first, second);
    expect(await second.run(run("Apply"))).toContain("6 added, 0 changed, 0 destroyed");
    expect(await poolNames(first.name)).toEqual([first.pool("prod")]);
    expect(await keysIn(first.bucket("prod"))).toEqual(["identity-pool.tfstate"]);

    const again = await second.tryRun(run("Apply"));
    expect(again.exitCode).toBe(1);
    expect(again.output).toContain("Saved plan is stale");
    expect(await poolNames(first.name)).toEqual([first.pool("prod")]);
  });

  testWithLockFile(
    "what the review finds or cannot read stops the pipeline, and what it finds is in the file for code scanning",
    async () => {
      const copy = await planned((each) => {
        each.write("main.ts", each.read("main.ts").replace("{ stateBackend }", "{ stateBackend, guardrail: false }"));
      });
      expect((await copy.tryRun(run("Review"))).exitCode).toBe(1);
      const { runs } = JSON.parse(copy.read("review.sarif")) as { runs: { results: { level: string }[] }[] };
      expect(runs.flatMap(({ results }) => results).map(({ level }) => level)).toContain("error");

      await copy.run(`rm "$stack/plan.tfplan"`);
      expect((await copy.tryRun(run("Review"))).exitCode).not.toBe(0);
    },
  );

  testWithLockFile("a lock that another run holds is waited for, and then refused without a change", async () => {
    const first = await planned();
    const second = new ProjectCopy(env);
    handOn(first, second);
    await putObject(
      first.bucket("prod"),
      "identity-pool.tfstate.tflock",
      JSON.stringify({ ID: "held", Who: "another" }),
    );
    const { exitCode, output } = await second.tryRun(run("Apply").replace("-lock-timeout=5m", "-lock-timeout=3s"));
    expect(exitCode).toBe(1);
    expect(output).toContain("Error acquiring the state lock");
    expect(await poolNames(first.name)).toEqual([]);
  });
});

describeOnLocalAws("several environments at once", () => {
  testWithLockFile(
    "one checkout applies two environments at the same time, and a second time without a change",
    async () => {
      const copy = new ProjectCopy();
      for (const environment of ["dev", "prod"] as const) await createBucket(copy.bucket(environment));
      await copy.run(atOnce);
      expect((await poolNames(copy.name)).sort()).toEqual([copy.pool("dev"), copy.pool("prod")]);
      for (const environment of ["dev", "prod"] as const) {
        expect(await keysIn(copy.bucket(environment))).toEqual(["identity-pool.tfstate"]);
      }
      expect((await copy.run(atOnce)).match(/No changes\./g)).toHaveLength(2);
    },
  );
});

describeOnLocalAws("the lock file", () => {
  const init = `npm run synth && terraform -chdir=${env.stack ?? ""} init -input=false -lockfile=readonly`;

  test("names one version, with checksums for each platform, and is upgraded on purpose alone", async () => {
    const copy = new ProjectCopy(await mirrorEnv("6.25.0"));
    await copy.run(lock);
    const made = copy.read(lockFile);
    expect(made).toMatch(/version += "6\.25\.0"\n +constraints = "~> 6\.25"/);
    expect(made.match(/"h1:/g)).toHaveLength(new Set(made.match(/"h1:[^"]+"/g)).size);
    expect(made.match(/"h1:/g)?.length).toBeGreaterThanOrEqual(2);

    const later = new ProjectCopy(await mirrorEnv("6.25.0", "6.31.0"));
    later.write(lockFile, made);
    expect(await later.run(init)).toContain("hashicorp/aws v6.25.0");
    await later.run(lock);
    expect(later.read(lockFile)).toMatch(/version += "6\.31\.0"/);
    expect(await later.run(init)).toContain("hashicorp/aws v6.31.0");
  });

  test("another package under the same version is refused", async () => {
    const copy = new ProjectCopy(await mirrorEnv("6.25.0"));
    await copy.run(lock);
    copy.write(lockFile, copy.read(lockFile).replace(/"h1:[^"]{4}/g, '"h1:AAAA'));
    const { exitCode, output } = await copy.tryRun(init);
    expect(exitCode).toBe(1);
    expect(inWords(output)).toContain("match any of the checksums");
  });

  test("a version that the stack takes no more, and a provider that nothing names, are refused", async () => {
    const copy = new ProjectCopy(await mirrorEnv("6.20.0", "6.25.0"));
    expect((await copy.tryRun(init)).output).toContain("Provider dependency changes detected");
    await copy.run(lock);
    copy.write(lockFile, copy.read(lockFile).replaceAll("6.25.0", "6.20.0").replace("~> 6.25", "~> 6.20"));
    const { exitCode, output } = await copy.tryRun(init);
    expect(exitCode).toBe(1);
    expect(output).toContain("6.20.0");
  });

  test("npm run diff and deploy keep to it", async () => {
    const copy = new ProjectCopy(await mirrorEnv("6.25.0"));
    await copy.run(lock);
    copy.write(lockFile, copy.read(lockFile).replace(/"h1:[^"]{4}/g, '"h1:AAAA'));
    for (const command of ["diff --", "deploy -- --auto-approve"]) {
      const { exitCode, output } = await copy.tryRun(`npm run ${command} --var-file=environments/dev.tfvars`);
      expect(exitCode).toBe(1);
      expect(inWords(output)).toContain("match any of the checksums");
    }
    expect(existsSync(join(copy.folder, "terraform.identity-pool.tfstate"))).toBe(false);
  });
});

test("the role that deploys is for jobs of the approved environment alone", () => {
  const subjects = {
    "repo:our-organization/notes:environment:prod": "allowed",
    "repo:our-organization/notes:environment:dev": "implicitDeny",
    "repo:our-organization/notes:ref:refs/heads/main": "implicitDeny",
    "repo:our-organization/notes:pull_request": "implicitDeny",
    "repo:another-organization/notes:environment:prod": "implicitDeny",
  };
  const issuer = "token.actions.githubusercontent.com";
  for (const [subject, answer] of Object.entries(subjects)) {
    const request = {
      action: "sts:AssumeRoleWithWebIdentity",
      principal: { type: "Federated", id: `arn:aws:iam::444455556666:oidc-provider/${issuer}` },
      context: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: subject },
    };
    expect([subject, simulateTrust(JSON.parse(trust) as PolicyDocument, request)]).toEqual([subject, answer]);
  }
});
