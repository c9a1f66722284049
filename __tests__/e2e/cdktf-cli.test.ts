import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { withoutSettings } from "../../local/terraform";
import { poolNames, roleNames } from "./support/clients";
import { describeOnLocalAws, localAws } from "./support/shared";
import { Workspace } from "./support/workspace";

const project = join(__dirname, "..", "..");

/** The CLI as a user of the project calls it, except for the output folder: beside it lies the state. */
async function cdktf(command: "deploy" | "destroy", workspace: Workspace, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    join(project, "node_modules", ".bin", "cdktf"),
    [command, "identity-pool", "--output", join(workspace.folder, "cdktf.out"), "--skip-provider-lock", ...args],
    { cwd: project, env: { ...withoutSettings(process.env), ...localAws().terraformEnv, HOME: workspace.folder } },
  );
  return stdout;
}

describeOnLocalAws("the cdktf CLI", () => {
  test("deploy with a file of variables makes the pool, and destroy removes it", async () => {
    const workspace = new Workspace();
    const variables = `--var-file=${join(workspace.folder, "prod.tfvars")}`;
    writeFileSync(
      join(workspace.folder, "prod.tfvars"),
      `identity_pool_name  = "${workspace.name}"
       user_pool_id        = "us-east-1_AbCdEfGhI"
       user_pool_client_id = "3n4b5urk1ft4fl3mg5e62d9ado"
       bucket_name         = "notes-app-uploads"`,
    );

    const deployed = await cdktf("deploy", workspace, "--auto-approve", variables);
    expect(deployed).toContain("identity_pool_id = us-east-1:");
    expect(await poolNames(workspace.name)).toEqual([workspace.name]);

    await cdktf("destroy", workspace, "--auto-approve", variables);
    expect(await poolNames(workspace.name)).toEqual([]);
    expect(await roleNames(workspace.name)).toEqual([]);
  });
});
