/** What README and docs tell a team to do, done as it stands there. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { plan } from "../../local/plan";
import { terraform } from "../../local/terraform";
import { blocks } from "../support/markdown";
import { createBucket, keysIn, poolNames } from "./support/clients";
import { consoleMadePool, guideUserPool } from "./support/console-wizard";
import { testFromTerraform16, testWithLockFile } from "./support/engine";
import { HandWritten } from "./support/hand-written";
import { ProjectCopy } from "./support/project-copy";
import { describeOnLocalAws, localAws } from "./support/shared";

jest.setTimeout(180_000);

const teams = "docs/terraform-teams.md";
const { deployToAws, plainTerraform, deployWithS3 } = blocks("README.md", "Deploy it to AWS", "sh", [
  "deployToAws",
  "plainTerraform",
  "deployWithS3",
]);
const { review } = blocks("README.md", "Review what a stack, a plan or a state allows", "sh", ["review"]);
const { deployDev, applyProd, moveTheState } = blocks(teams, "Environments", "sh", [
  "deployDev",
  "applyProd",
  "moveTheState",
]);
const { rightAccount } = blocks(teams, "Environments", "hcl", ["rightAccount"]);
const stacksThatUseThePool = "Stacks that use the pool";
const { readingMain } = blocks(teams, stacksThatUseThePool, "ts", ["readingMain"]);
const { readersValues } = blocks(teams, stacksThatUseThePool, "hcl", ["readersValues"]);
const { applyBoth } = blocks(teams, stacksThatUseThePool, "sh", ["applyBoth"]);
const { adoptingMain } = blocks(teams, "A pool that was made by hand in the console", "ts", ["adoptingMain"]);
const { stateRm } = blocks(teams, "Resources that a team wrote by hand", "sh", ["stateRm"]);
const { movingMain } = blocks(teams, "Resources that a team wrote by hand", "ts", ["movingMain"]);
const { synthModule } = blocks(teams, "As a module", "sh", ["synthModule"]);
const { callOfModule, policyOfTheTeam } = blocks(teams, "As a module", "hcl", ["callOfModule", "policyOfTheTeam"]);

const ofLocalAws = "docs/local-aws.md";
const { sdk } = blocks(ofLocalAws, "Run a command on it", "sh", ["sdk"]);
const { applyLocally } = blocks(ofLocalAws, "Terraform", "sh", ["applyLocally"]);
const { awsCli } = blocks(ofLocalAws, "The AWS CLI", "sh", ["awsCli"]);

const documentedPoolId = "us-east-1:12345678-1234-1234-1234-123456789012";

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
    expect(await copy.runAndApprove(deployToAws)).toContain("identity_pool_id = us-east-1:");
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);

    expect(await copy.run(plainTerraform)).toContain("No changes.");
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);
    expect(JSON.parse(copy.read("amplify_outputs.json"))).toMatchObject({
      version: "1",
      auth: { aws_region: "us-east-1", user_pool_id: "us-east-1_AbCdEfGhI" },
    });
    expect(copy.read("terraform.identity-pool.tfstate.d/prod/terraform.tfstate")).toContain(copy.pool("prod"));

    expect(await copy.run(deployToAws.replace("deploy", "diff"))).toContain("No changes.");
    await copy.runAndApprove(deployToAws.replace("deploy", "destroy"));
    expect(await poolNames(copy.name)).toEqual([]);
  });

  test("the next environment has a state of its own: cdktf refuses until its workspace is made, and then finds it", async () => {
    const copy = new ProjectCopy();
    expect(await copy.runAndApprove(deployToAws)).toContain("identity_pool_id = us-east-1:");
    const deployDevToAws = deployToAws.replaceAll("prod", "dev");
    await expect(copy.runAndApprove(deployDevToAws)).rejects.toThrow('workspace "dev" does not exist');
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);

    await copy.run(plainTerraform.replaceAll("prod", "dev"));
    expect(await copy.runAndApprove(deployDevToAws)).toContain("No changes.");
    expect((await poolNames(copy.name)).sort()).toEqual([copy.pool("dev"), copy.pool("prod")]);
  });

  testWithLockFile("what is deployed already is not deployed a second time with another backend", async () => {
    const copy = await withBuckets(new ProjectCopy());
    await copy.runAndApprove(deployToAws);
    await expect(copy.runAndApprove(deployWithS3)).rejects.toThrow("Backend configuration changed");
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);
  });

  test("the review reads the synthesized stack and the plan, and finds nothing high in the shipped stack", async () => {
    const copy = new ProjectCopy();
    await copy.run("npm run synth && terraform -chdir=cdktf.out/stacks/identity-pool init");
    const output = await copy.run(review);
    expect(output.match(/aws_cognito_identity_pool\.IdentityPool_EC8A1A0D/g)?.length).toBeGreaterThanOrEqual(2);
    expect(output).toContain("## ");
  });

  testWithLockFile("the state is kept in the bucket that the sample names, once that is one's own", async () => {
    const copy = await withBuckets(new ProjectCopy());
    await copy.runAndApprove(deployWithS3);
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);
    expect(await keysIn(copy.bucket("prod"))).toEqual(["identity-pool.tfstate"]);
  });
});

describeOnLocalAws("a block that asks for an approval", () => {
  const asking = { deployToAws, deployWithS3, deployDev };

  test.each(Object.entries(asking))(
    "%s is refused without a terminal before anything starts, in one line that says what to do",
    async (_name, block) => {
      const copy = await withBuckets(new ProjectCopy());
      for (const commands of [block, block.replace("npm run deploy", "npm run destroy")]) {
        const { exitCode, output } = await copy.tryRun(commands);
        expect(exitCode).toBe(2);
        const [line, ...more] = output.split("\n").filter((each) => each !== "" && !each.startsWith("> "));
        expect(more).toEqual([]);
        expect(line).toMatch(/there is no terminal to ask in\. Nothing was started\..*npm run \w+ -- --auto-approve /);
      }
      expect(existsSync(join(copy.folder, "cdktf.out"))).toBe(false);
      expect([...(await keysIn(copy.bucket("dev"))), ...(await keysIn(copy.bucket("prod")))]).toEqual([]);
    },
  );

  test("it runs without a terminal as that line says", async () => {
    const copy = new ProjectCopy();
    const { output } = await copy.tryRun(deployToAws);
    const [, command = ""] = /If the plan was reviewed before, run: (.*) {3}/.exec(output) ?? [];
    await copy.run(`TF_WORKSPACE=prod ${command}`);
    expect(await poolNames(copy.name)).toEqual([copy.pool("prod")]);
    await copy.run(`TF_WORKSPACE=prod ${command.replace("deploy", "destroy")}`);
    expect(await poolNames(copy.name)).toEqual([]);
  });
});

describeOnLocalAws("docs for Terraform teams", () => {
  testWithLockFile("dev and prod come from one folder, in turns, and neither touches the other", async () => {
    const copy = await withBuckets(new ProjectCopy());
    await copy.runAndApprove(deployDev);
    await copy.run(applyProd);
    await copy.runAndApprove(deployDev);
    expect((await poolNames(copy.name)).sort()).toEqual([copy.pool("dev"), copy.pool("prod")]);
    expect(await keysIn(copy.bucket("dev"))).toEqual(["identity-pool.tfstate"]);
    expect(await keysIn(copy.bucket("prod"))).toEqual(["identity-pool.tfstate"]);
  });

  test("an environment's file with another account's id is refused at plan, and nothing is made", async () => {
    const copy = new ProjectCopy();
    copy.write("wrong.tfvars", rightAccount.replace(/^assume_role_arn.*$/m, ""));
    const { exitCode, output } = await copy.tryRun(
      `${deployToAws.trim().replace("-- ", "-- --auto-approve ").replace(/ +#.*/, "")} --var-file=wrong.tfvars`,
    );
    expect(exitCode).toBe(1);
    expect(output).toContain("AWS account ID not allowed: 000000000000");
    expect(await poolNames(copy.name)).toEqual([]);
  });

  testWithLockFile("a stack reads the pool of its own environment, in each of two from one folder", async () => {
    const copy = await withBuckets(new ProjectCopy());
    copy.write("main.ts", readingMain);
    const read: Record<string, string> = {};
    for (const environment of ["dev", "prod", "dev"] as const) {
      const settings = copy.backendSettings(environment).replace(/^(use_lockfile|encrypt).*$/gm, "");
      expect(readersValues).toContain('bucket = "notes-dev-terraform-states"');
      copy.write(
        `environments/${environment}.front-end.tfvars`,
        readersValues.replace(/ {2}bucket[^]*(?=\})/, settings),
      );
      await copy.run(applyBoth.replace("environment=dev", `environment=${environment}`));
      const outputs = (stack: string) =>
        copy.run(`terraform -chdir=cdktf.out/stacks/${stack} output -raw identity_pool_id`);
      read[environment] = await outputs("front-end");
      expect(read[environment]).toBe(await outputs("identity-pool"));
    }
    expect(read.dev).not.toBe(read.prod);
    for (const environment of ["dev", "prod"] as const) {
      expect(await keysIn(copy.bucket(environment))).toEqual(["front-end.tfstate", "identity-pool.tfstate"]);
    }
    // Without the variable, what is missing is named.
    const asked = await copy.tryRun("terraform -chdir=cdktf.out/stacks/front-end plan -input=false");
    expect(asked.exitCode).toBe(1);
    expect(asked.output).toContain('"bucket"');
  });

  testWithLockFile(
    "without -reconfigure the next environment is refused: no state is copied over another",
    async () => {
      const copy = await withBuckets(new ProjectCopy());
      await copy.runAndApprove(deployDev);
      await expect(copy.run(applyProd.replace("-reconfigure ", ""))).rejects.toThrow("Backend configuration changed");
      expect(await keysIn(copy.bucket("prod"))).toEqual([]);
    },
  );

  testWithLockFile("a state moves from the local file to S3, and the plan changes nothing", async () => {
    const copy = await withBuckets(new ProjectCopy());
    await copy.runAndApprove(deployToAws);
    // It plans with -detailed-exitcode: a change would be a failure.
    await copy.run(moveTheState);
    expect(await keysIn(copy.bucket("prod"))).toEqual(["identity-pool.tfstate"]);
    await copy.runAndApprove(deployWithS3);
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

  testFromTerraform16(
    "a state that holds more is left to what it holds: it forgets the pool, and the stack adopts it",
    async () => {
      const copy = new ProjectCopy();
      const handWritten = new HandWritten(copy);
      const { identityPoolId, authenticatedRoleName, authenticatedPolicyName } = await handWritten.apply();
      await copy.run(`cd hand-written\n${stateRm}`);
      expect(await handWritten.terraform("state", "list")).toBe("");
      copy.write(
        "main.ts",
        adoptingMain
          .replace(documentedPoolId, identityPoolId)
          .replace("Cognito_notesAuth_Role", authenticatedRoleName)
          .replace(/^ +(unauthenticatedRoleName|serverSideTokenCheck).*\n/gm, ""),
      );
      // A state of its own.
      await copy.run(
        "npm run synth && terraform -chdir=cdktf.out/stacks/identity-pool init -backend-config=path=../../../own.tfstate",
      );
      const planned = copy.plan({ ...variablesOf(copy), authenticated_policy_name: authenticatedPolicyName });
      expect(await actionsOf(planned)).toEqual(Array(4).fill("import"));
    },
  );

  test("the module is what main.ts has, and is called from a root in HCL", async () => {
    const copy = new ProjectCopy();
    copy.write("main.ts", copy.read("main.ts").replace("{ stateBackend }", "{ stateBackend, preventDestroy: true }"));
    await copy.run(synthModule);
    expect(copy.read("modules/identity-pool/main.tf.json")).toContain('"prevent_destroy": true');
    copy.write("main.tf", `provider "aws" {}\n${callOfModule}\n${policyOfTheTeam}`);
    const options = { folder: copy.folder, env: localAws().terraformEnv };
    await terraform(["init"], options);
    expect(await actionsOf(plan("plan.tfplan", [], options))).toEqual(Array(7).fill("create"));
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

describeOnLocalAws("docs/local-aws.md", () => {
  test("a program with the AWS SDK finds the local AWS by its environment", async () => {
    expect(await new ProjectCopy().run(sdk)).toContain("arn:aws:iam::000000000000:root");
  });

  test("Terraform applies the stack there, and leaves the usual folder's state alone", async () => {
    const copy = new ProjectCopy();
    expect(await copy.run(applyLocally)).toContain("6 added, 0 changed, 0 destroyed");
    expect(existsSync(join(copy.folder, "cdktf.out"))).toBe(false);
    expect(copy.read(".local-aws/tryout/terraform.identity-pool.tfstate")).toContain(copy.pool("dev"));
  });

  // Where it is not there, nobody follows that section.
  (hasAwsCli() || process.env.CI === "true" ? test : test.skip)("so does the AWS CLI", async () => {
    expect(await new ProjectCopy().run(awsCli)).toMatch(/"IdentityPools": \[\s+\{\s+"IdentityPoolId": "us-east-1:/);
  });
});

function hasAwsCli(): boolean {
  return spawnSync("aws", ["--version"]).status === 0;
}
