/** What real configurations have around an identity pool, through its whole life on the local provider: surroundings/main.tf. */
import { execFile } from "node:child_process";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findPython } from "../../local/emulator/find-python";
import { plan } from "../../local/plan";
import { terraform, type TerraformOptions } from "../../local/terraform";
import { describeOnLocalAws, localAws } from "./support/shared";
import { Workspace } from "./support/workspace";

jest.setTimeout(120_000);

interface StateResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Import ids that are not the id in the state. */
const importIds: Record<string, (values: StateResource["values"]) => string> = {
  aws_cognito_user_pool_client: ({ id, user_pool_id }) => `${String(user_pool_id)}/${String(id)}`,
  aws_iam_role_policies_exclusive: ({ role_name }) => String(role_name),
  aws_iam_role_policy_attachment: ({ role, policy_arn }) => `${String(role)}/${String(policy_arn)}`,
  aws_iam_role_policy_attachments_exclusive: ({ role_name }) => String(role_name),
};

/** HashiCorp's provider imports none: the next apply attaches anew what is attached. */
const cannotBeImported = "aws_iam_policy_attachment";

/** What AWS cannot tell, so what an import cannot find. */
const knownToTerraformAlone = [
  "aws_iam_policy_attachment.jobs: groups, name, policy_arn, roles, users",
  "aws_kms_key.key: deletion_window_in_days",
  "aws_lambda_function.fn: filename",
];

describeOnLocalAws("the surroundings of an identity pool", () => {
  const workspace = new Workspace();
  const { folder, name } = workspace;

  const options = (changed = false): TerraformOptions => ({
    folder,
    env: {
      ...localAws().terraformEnv,
      TF_VAR_name: name,
      TF_VAR_zip: join(folder, "function.zip"),
      TF_VAR_changed: String(changed),
    },
  });
  const run = async (command: string, ...args: string[]) => (await terraform([command, ...args], options())).stdout;
  const apply = (changed: boolean) => terraform(["apply", "-no-color", "-auto-approve"], options(changed));
  const planned = async (changed: boolean) =>
    Object.fromEntries(
      (await plan(join(folder, "plan.tfplan"), [], options(changed))).changes.map(({ address, action }) => [
        address,
        action,
      ]),
    );
  const inState = async () => {
    const shown = JSON.parse(await run("show", "-json")) as {
      values?: { root_module: { resources: StateResource[] } };
    };
    return (shown.values?.root_module.resources ?? []).filter(({ mode }) => mode === "managed");
  };

  beforeAll(async () => {
    copyFileSync(join(__dirname, "surroundings", "main.tf"), join(folder, "main.tf"));
    writeFileSync(join(folder, "index.js"), "exports.handler = async () => undefined;\n");
    const python = await findPython();
    await promisify(execFile)(python.executable, ["-m", "zipfile", "-c", "function.zip", "index.js"], { cwd: folder });
    await run("init", "-no-color");
    await apply(false);
  });

  test("a second plan changes nothing", async () => {
    expect(await planned(false)).toEqual({});
  });

  test("the data sources find what was created", async () => {
    const outputs = JSON.parse(await run("output", "-json")) as Record<string, { value: Record<string, unknown> }>;
    const resources = new Map((await inState()).map(({ address, values }) => [address, values]));
    const users = resources.get("aws_cognito_user_pool.users");
    const pool = resources.get("aws_cognito_identity_pool.pool");
    const client = resources.get("aws_cognito_user_pool_client.web");
    expect(outputs.identity_pool?.value).toMatchObject({
      id: pool?.id,
      arn: pool?.arn,
      cognito_identity_providers: pool?.cognito_identity_providers,
      saml_provider_arns: pool?.saml_provider_arns,
      openid_connect_provider_arns: pool?.openid_connect_provider_arns,
    });
    expect(outputs.user_pools?.value).toMatchObject({ ids: [users?.id], arns: [users?.arn] });
    expect(outputs.user_pool?.value).toMatchObject({
      arn: users?.arn,
      name,
      tags: { app: "notes" },
      username_attributes: ["email"],
      account_recovery_setting: [{ recovery_mechanism: [{ name: "verified_email", priority: 1 }] }],
    });
    expect(outputs.client?.value).toMatchObject({ name: "web", callback_urls: client?.callback_urls });
    const job = resources.get("aws_iam_role.job");
    expect(outputs.role?.value).toMatchObject({
      arn: job?.arn,
      assume_role_policy: job?.assume_role_policy,
      unique_id: job?.unique_id,
    });
    const policies = ["notes", "jobs"].map((one) => resources.get(`aws_iam_policy.${one}`)?.policy);
    expect(outputs.policies?.value).toEqual(policies);
    expect(outputs.clients?.value).toMatchObject({ client_ids: [client?.id], client_names: ["web"] });
  });

  test("changes are made in place, and then the plan is empty again", async () => {
    const changed = await planned(true);
    expect(new Set(Object.values(changed))).toEqual(new Set(["update"]));
    expect(Object.keys(changed).map((address) => address.split(".")[0])).toEqual([
      "aws_cognito_identity_provider",
      "aws_cognito_user_pool",
      "aws_cognito_user_pool_client",
      "aws_dynamodb_table",
      "aws_dynamodb_table",
      "aws_iam_openid_connect_provider",
      "aws_iam_policy",
      "aws_iam_policy_attachment",
      "aws_iam_saml_provider",
      "aws_kms_key",
      "aws_lambda_function",
      "aws_s3_bucket_cors_configuration",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_public_access_block",
    ]);
    await apply(true);
    expect(await planned(true)).toEqual({});
    await apply(false);
    expect(await planned(false)).toEqual({});
  });

  test("everything can be imported, and then only what AWS cannot tell changes", async () => {
    const resources = await inState();
    rmSync(join(folder, "terraform.tfstate"));
    for (const { address, type, values } of resources.filter((one) => one.type !== cannotBeImported)) {
      const id = importIds[type]?.(values) ?? String(values.id);
      await run("import", "-no-color", address, id);
    }
    const { changes } = await plan(join(folder, "plan.tfplan"), [], options());
    const differences = changes.map(({ address, before, after }) => {
      const names = Object.keys(after ?? {}).filter(
        (key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]),
      );
      return `${address}: ${names.sort().join(", ")}`;
    });
    expect(differences).toEqual(knownToTerraformAlone);
    await apply(false);
    expect(await planned(false)).toEqual({});
  });

  test("a destroy leaves nothing in the state", async () => {
    expect((await inState()).length).toBe(26);
    await run("destroy", "-no-color", "-auto-approve");
    expect(await inState()).toEqual([]);
    expect(Object.values(await planned(false)).every((action) => action === "create")).toBe(true);
    await apply(false);
    await run("destroy", "-no-color", "-auto-approve");
  });
});
