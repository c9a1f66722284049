/** What README and docs tell a team to do, done as it stands there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { plan } from "../../local/plan";
import { terraform } from "../../local/terraform";
import { createBucket, keysIn, poolNames } from "./support/clients";
import { consoleMadePool, guideUserPool } from "./support/console-wizard";
import { isTerraform15 } from "./support/engine";
import { HandWritten } from "./support/hand-written";
import { ProjectCopy } from "./support/project-copy";
import { describeOnLocalAws, localAws } from "./support/shared";

jest.setTimeout(180_000);

const project = join(__dirname, "..", "..");

/** The blocks of a language below a heading. */
function blocks(file: string, heading: string, language: "sh" | "ts" | "hcl"): string[] {
  const text = readFileSync(join(project, file), "utf8");
  const [, section = ""] = text.split(`\n## ${heading}\n`);
  const [own = ""] = section.split("\n## ");
  const found = Array.from(own.matchAll(/^```(\w+)\n([^]*?)^```/gm), ([, of, block = ""]) => ({ of, block }));
  return found.filter(({ of }) => of === language).map(({ block }) => block);
}

const [deployToAws = "", plainTerraform = "", deployWithS3 = ""] = blocks("README.md", "Deploy it to AWS", "sh");
const [review = ""] = blocks("README.md", "Review what a stack, a plan or a state allows", "sh");
const teams = "docs/terraform-teams.md";
const [deployDev = "", applyProd = "", moveTheState = ""] = blocks(teams, "Environments", "sh");
const [adoptingMain = ""] = blocks(teams, "A pool that was made by hand in the console", "ts");
const [movingMain = ""] = blocks(teams, "Resources that a team wrote by hand", "ts");
const [synthModule = ""] = blocks(teams, "As a module", "sh");
const [callOfModule = ""] = blocks(teams, "As a module", "hcl");

const documentedPoolId = "us-east-1:12345678-1234-1234-1234-123456789012";

/** Terraform 1.5 knows neither the lock file of S3 nor the emulator's settings. */
const testWithS3 = isTerraform15() ? test.skip : test;
/** Terraform 1.5 takes no variable in an import's id, and imports what a moved block has brought already. */
const testFromTerraform16 = isTerraform15() ? test.skip : test;

async function withBuckets(copy: ProjectCopy): Promise<ProjectCopy> {
  for (const environment of ["dev", "prod"] as const) {
    await createBucket(copy.bucket(environment));
  }
  return copy;
}

async function actionsOf(planned: ReturnType<ProjectCopy["plan"]>): Promise<string[]> {
  return (await planned).changes.map(({ action }) => action);
}

describeOnLocalAws("README", () => {
  test("the pool is deployed by cdktf, and plain Terraform finds the same state and writes the app's file", async () => {
    const copy = new ProjectCopy();
    expect(await copy.run(deployToAws)).toContain("identity_pool_id = us-east-1:");
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);

    expect(await copy.run(plainTerraform)).toContain("No changes.");
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);
    expect(JSON.parse(copy.read("amplify_outputs.json"))).toMatchObject({
      version: "1",
      auth: { aws_region: "us-east-1", user_pool_id: "us-east-1_AbCdEfGhI" },
    });
    expect(copy.read("terraform.identity-pool.tfstate.d/prod/terraform.tfstate")).toContain(copy.pool("prod"));
  });

  test("the next environment has a state of its own: cdktf refuses until its workspace is made, and then finds it", async () => {
    const copy = new ProjectCopy();
    await copy.run(deployToAws);
    const [deployDevToAws, plainTerraformForDev] = [deployToAws, plainTerraform].map((commands) =>
      commands.replaceAll("prod", "dev"),
    );
    await expect(copy.run(deployDevToAws ?? "")).rejects.toThrow('workspace "dev" does not exist');
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);

    await copy.run(plainTerraformForDev ?? "");
    expect(await copy.run(deployDevToAws ?? "")).toContain("No changes.");
    expect((await poolNames(copy.name)).sort()).toEqual([copy.pool("dev"), copy.pool("prod")]);
  });

  test("the review reads the synthesized stack and the plan, and finds nothing high in the shipped stack", async () => {
    const copy = new ProjectCopy();
    // As npm ci does it at its end.
    await copy.run("npm run build && npm run synth && terraform -chdir=cdktf.out/stacks/identity-pool init");
    const output = await copy.run(review);
    expect(output.match(/aws_cognito_identity_pool\.IdentityPool_EC8A1A0D/g)?.length).toBeGreaterThanOrEqual(2);
    expect(output).toContain("## ");
  });

  testWithS3("the state is kept in the bucket that the sample names, once that is one's own", async () => {
    const copy = await withBuckets(new ProjectCopy());
    await copy.run(deployWithS3);
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);
    expect(await keysIn(copy.bucket("prod"))).toEqual(["identity-pool.tfstate"]);
  });
});

describeOnLocalAws("docs for Terraform teams", () => {
  testWithS3("dev and prod come from one folder, in turns, and neither touches the other", async () => {
    const copy = await withBuckets(new ProjectCopy());
    for (const commands of [deployDev, applyProd, deployDev]) await copy.run(commands);
    expect((await poolNames(copy.name)).sort()).toEqual([copy.pool("dev"), copy.pool("prod")]);
    expect(await keysIn(copy.bucket("dev"))).toEqual(["identity-pool.tfstate"]);
    expect(await keysIn(copy.bucket("prod"))).toEqual(["identity-pool.tfstate"]);
  });

  testWithS3("without -reconfigure the next environment is refused: no state is copied over another", async () => {
    const copy = await withBuckets(new ProjectCopy());
    await copy.run(deployDev);
    await expect(copy.run(applyProd.replace("-reconfigure ", ""))).rejects.toThrow("Backend configuration changed");
    expect(await keysIn(copy.bucket("prod"))).toEqual([]);
  });

  testWithS3("a state moves from the local file to S3, and the plan changes nothing", async () => {
    const copy = await withBuckets(new ProjectCopy());
    await copy.run(deployToAws);
    await copy.run(moveTheState);
    expect(await keysIn(copy.bucket("prod"))).toEqual(["identity-pool.tfstate"]);
    await copy.run(deployWithS3);
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);
  });

  testFromTerraform16(
    "a pool made in the console is imported, and nothing is added, changed or destroyed",
    async () => {
      const copy = new ProjectCopy();
      const made = await consoleMadePool({ name: copy.name });
      copy.write(
        "main.ts",
        adoptingMain
          .replace(documentedPoolId, made.identityPoolId)
          .replace("Cognito_notesAuth_Role", made.authenticatedRoleName)
          .replace("Cognito_notesUnauth_Role", made.unauthenticatedRoleName ?? ""),
      );
      await copy.run("npm run synth && terraform -chdir=cdktf.out/stacks/identity-pool init");
      const planned = copy.plan({
        ...variablesOf(copy),
        authenticated_policy_name: made.authenticatedPolicyName,
        unauthenticated_policy_name: made.unauthenticatedPolicyName ?? "",
      });
      expect(await actionsOf(planned)).toEqual(Array(6).fill("import"));
    },
  );

  testFromTerraform16("resources written by hand move to the stack's addresses, and nothing else changes", async () => {
    const copy = new ProjectCopy();
    const handWritten = new HandWritten(copy);
    const { identityPoolId } = await handWritten.apply();
    copy.write(
      "main.ts",
      movingMain.replace(documentedPoolId, identityPoolId).replace("notes-signed-in", `${copy.name}-signed-in`),
    );
    await copy.run("npm run synth && terraform -chdir=cdktf.out/stacks/identity-pool init");
    expect(await copy.plan(variablesOf(copy))).toMatchObject({ changes: [] });
  });

  test("the module is written, and called from a root in HCL", async () => {
    const copy = new ProjectCopy();
    await copy.run(synthModule);
    copy.write("main.tf", `provider "aws" {}\n${callOfModule}`);
    const options = { folder: copy.folder, env: localAws().terraformEnv };
    await terraform(["init"], options);
    expect(await actionsOf(plan("plan.tfplan", [], options))).toEqual(Array(6).fill("create"));
  });
});

function variablesOf({ name }: ProjectCopy): Record<string, string> {
  return {
    identity_pool_name: name,
    user_pool_id: "us-east-1_AbCdEfGhI",
    user_pool_client_id: guideUserPool.clientId,
    bucket_name: "notes-app-uploads",
  };
}
