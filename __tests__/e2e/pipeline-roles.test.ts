/** The policies of docs/ci.md for the two roles of a pipeline: each is enough for its job, and the plan's for nothing else. */
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { App } from "cdktf";
import { IdentityPoolStack } from "../../src";
import { emulatorCredentials } from "../../local/local-aws";
import { blocks } from "../support/markdown";
import { createBucket, keysIn, poolNames, roleNames } from "./support/clients";
import { testWithLockFile } from "./support/engine";
import { accountId, roleWithPolicy } from "./support/role-of-account";
import { describeOnLocalAws, localAws } from "./support/shared";
import { Workspace } from "./support/workspace";

jest.setTimeout(180_000);

const policies = blocks("docs/ci.md", "What the two roles may do", "json", ["plan", "apply"]);
const managedPolicy = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const client = { userPoolId: "us-east-1_AbCdEfGhI", clientId: "3n4b5urk1ft4fl3mg5e62d9ado" };

/** All that the policies are for: both roles, tags and a managed policy, and for a while also a boundary and principal tags. */
function build(bucket: string, version: "first" | "second"): (app: App) => IdentityPoolStack {
  return (app) => {
    const { endpoint: s3 } = localAws();
    const stack = new IdentityPoolStack(app, "identity-pool", {
      stateBackend: {
        type: "s3",
        config: {
          ...{ bucket, region: "us-east-1", use_lockfile: true, use_path_style: true, endpoints: { s3 } },
          ...{ skip_credentials_validation: true, skip_requesting_account_id: true, skip_metadata_api_check: true },
        },
      },
      userPoolClients: [client],
      allowUnauthenticatedIdentities: true,
      authenticatedRole: {
        description: `the ${version}`,
        tags: { [version]: "team" },
        permissionsBoundaryArn: version === "second" ? managedPolicy : undefined,
      },
      tags: { [version]: "app" },
    });
    const { identityPool } = stack;
    identityPool.authenticatedRole.attachManagedPolicy(managedPolicy);
    if (version === "second")
      identityPool.addPrincipalTags({ identityProvider: client, tags: { team: "custom:team" } });
    return stack;
  };
}

class Pipeline {
  readonly workspace = new Workspace();
  private readonly bucket = `${this.workspace.name}-states`;

  async prepare(): Promise<this> {
    await createBucket(this.bucket);
    this.workspace.set({ user_pool_id: undefined, user_pool_client_id: undefined });
    this.change("first");
    return this;
  }

  change(version: "first" | "second"): void {
    this.workspace.synthesize(build(this.bucket, version));
  }

  get states(): ReturnType<typeof keysIn> {
    return keysIn(this.bucket);
  }

  /** Goes on as a role with one of the page's policies. */
  async as(job: keyof typeof policies): Promise<Workspace> {
    const { workspace, bucket } = this;
    const { name } = workspace;
    const policy = policies[job]
      .replaceAll("444455556666", accountId)
      .replaceAll("notes-prod-terraform-states", bucket)
      .replaceAll("role/notes-*", `role/${name}-*`);
    const RoleArn = await roleWithPolicy(`pipeline-${job}-${name}`, policy);
    const { endpoint, region } = localAws();
    const { Credentials } = await new STSClient({ endpoint, region, credentials: emulatorCredentials }).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: job }),
    );
    workspace.credentials = {
      AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? "",
      AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? "",
      AWS_SESSION_TOKEN: Credentials?.SessionToken ?? "",
    };
    workspace.set({ assume_role_arn: RoleArn });
    return workspace;
  }
}

describeOnLocalAws("the roles of a pipeline, with the policies of docs/ci.md", () => {
  testWithLockFile("that of the apply makes the stack, changes all that can change, and destroys it", async () => {
    const pipeline = await new Pipeline().prepare();
    const workspace = await pipeline.as("apply");
    await workspace.init();
    await workspace.apply();
    expect((await workspace.plan()).changes).toEqual([]);
    expect(await pipeline.states).toEqual(["identity-pool.tfstate"]);

    for (const version of ["second", "first"] as const) {
      pipeline.change(version);
      await workspace.init();
      expect((await workspace.plan()).changes.map(({ action }) => action)).toContain("update");
      await workspace.apply();
      expect((await workspace.plan()).changes).toEqual([]);
    }

    await workspace.destroy();
    expect([await poolNames(workspace.name), await roleNames(workspace.name)]).toEqual([[], []]);
  });

  testWithLockFile("that of the plan plans a deployed stack, and changes neither it nor its state", async () => {
    const pipeline = await new Pipeline().prepare();
    const deploying = await pipeline.as("apply");
    await deploying.init();
    await deploying.apply();

    pipeline.change("second");
    const workspace = await pipeline.as("plan");
    await workspace.init();
    expect((await workspace.plan()).changes.map(({ action }) => action)).toContain("update");
    const { exitCode, stderr } = await workspace.tryTerraform("apply", "-auto-approve");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("AccessDenied")]);

    pipeline.change("first");
    await workspace.init();
    expect((await workspace.plan()).changes).toEqual([]);
    expect(await pipeline.states).toEqual(["identity-pool.tfstate"]);
  });
});
