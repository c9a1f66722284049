/** The construct with everything that it can do, through Terraform. */
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "../../src";
import type { IdentityPoolProps, RoleMappingRule } from "../../src";
import { identityPool, poolNames, roleNames } from "./support/clients";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

const CLIENT = { userPoolId: "us-east-1_AbCdEfGhI", clientId: "3n4b5urk1ft4fl3mg5e62d9ado" };
const SAML = "arn:aws:iam::000000000000:saml-provider/company";
const OIDC = "arn:aws:iam::000000000000:oidc-provider/login.example.com";

type Build = (pool: IdentityPool, stack: TerraformStack) => void;

/** Synthesizes a pool in a stack of its own, and answers its id once it is there. */
function synthesize(
  workspace: Workspace,
  props: Partial<IdentityPoolProps> = {},
  build: Build = () => undefined,
): void {
  workspace.synthesize((app) => {
    const stack = new TerraformStack(app, "pool");
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    const pool = new IdentityPool(stack, "Pool", {
      identityPoolName: workspace.name,
      userPoolClients: [CLIENT],
      ...props,
    });
    build(pool, stack);
    new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
    return stack;
  });
}

async function deployed(props?: Partial<IdentityPoolProps>, build?: Build): Promise<Workspace> {
  const workspace = new Workspace();
  synthesize(workspace, props, build);
  await workspace.init();
  await workspace.apply();
  return workspace;
}

/** Type of the resource to what would be done with it. */
async function planned(workspace: Workspace): Promise<string[]> {
  const { changes } = await workspace.plan();
  return changes.map(({ address, action }) => `${action} ${address.split(".")[0] ?? ""}`);
}

const everything: Partial<IdentityPoolProps> = {
  socialLogins: { google: "123.apps.googleusercontent.com", twitter: { consumerKey: "key", consumerSecret: "secret" } },
  samlProviderArns: [SAML, `${SAML}-b`],
  openIdConnectProviderArns: [OIDC],
  developerProviderName: "login.notes",
  allowUnauthenticatedIdentities: true,
  principalTags: [{ identityProvider: CLIENT, tags: { team: "custom:team" } }],
  tags: { team: "notes" },
};

const rule = (role: RoleMappingRule["role"]): RoleMappingRule => ({
  claim: "department",
  matchType: "Equals",
  value: "finance",
  role,
});

const buildEverything: Build = (pool, stack) => {
  const users = new CognitoUserPool(stack, "users", { name: "notes" });
  const web = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users.id });
  const bucket = new S3Bucket(stack, "bucket", { bucket: `${pool.identityPoolName}-uploads` });
  const userPoolClient = { userPoolId: users.id, clientId: web.id };
  pool.addUserPoolClient(userPoolClient);
  const finance = pool.addRole("Finance", {
    path: "/notes/",
    description: "Finance",
    maxSessionDurationSeconds: 7200,
    managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess"],
    permissionsBoundaryArn: "arn:aws:iam::aws:policy/PowerUserAccess",
  });
  finance.grant(...permissions.ownFiles({ bucketName: bucket.bucket }));
  pool.addRoleMapping({ identityProvider: SAML, type: "Rules", rules: [rule(finance)] });
  pool.addRoleMapping({ identityProvider: CLIENT, type: "Token" });
  pool.addGroup("editors", { userPoolClient, precedence: 1 }).grant(...permissions.ownDatasets(pool));
  pool.authenticatedRole.addPolicy("Guardrail", permissions.guardrail(pool));
};

describeOnLocalAws("a pool with everything", () => {
  test("is applied, plans no changes, and is destroyed with nothing left", async () => {
    const workspace = await deployed(everything, buildEverything);
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
    await workspace.destroy();
    expect(await poolNames(workspace.name)).toEqual([]);
    expect(await roleNames(workspace.name)).toEqual([]);
  });

  test("every resource of it can be imported into an empty state, and then nothing changes", async () => {
    const workspace = await deployed(everything, buildEverything);
    const { values } = JSON.parse(await workspace.terraform("show", "-json")) as {
      values: { root_module: { resources: StateResource[] } };
    };
    const resources = values.root_module.resources.filter(({ mode }) => mode === "managed");
    expect(new Set(resources.map(({ type }) => type)).size).toBe(10);
    rmSync(join(workspace.folder, "terraform.pool.tfstate"));
    for (const resource of resources) await workspace.terraform("import", resource.address, importId(resource));
    expect((await workspace.plan()).changes).toEqual([]);
  });
});

interface StateResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What `terraform import` takes, where it is not the id. */
function importId({ type, values }: StateResource): string {
  const { id = "", role = "", policy_arn = "", user_pool_id = "", name = "" } = values;
  if (type === "aws_iam_role_policy_attachment") return `${role}/${policy_arn}`;
  if (type === "aws_cognito_user_group") return `${user_pool_id}/${name}`;
  if (type === "aws_cognito_user_pool_client") return `${user_pool_id}/${id}`;
  return id;
}

describeOnLocalAws("a change", () => {
  test.each<[string, Partial<IdentityPoolProps>]>([
    ["tags", { tags: { team: "other" } }],
    ["a client", { userPoolClients: [{ ...CLIENT, clientId: "another" }] }],
    ["a client's token check", { userPoolClients: [{ ...CLIENT, serverSideTokenCheck: false }] }],
    ["social logins", { socialLogins: { google: "456.apps" } }],
    ["SAML providers", { samlProviderArns: [`${SAML}-c`] }],
    ["OpenID Connect providers", { openIdConnectProviderArns: [] }],
    ["the classic flow", { allowClassicFlow: true }],
  ])("of %s changes the pool in place and nothing else, and back again", async (_what, change) => {
    const before = { samlProviderArns: [SAML], openIdConnectProviderArns: [OIDC], socialLogins: { amazon: "amzn1" } };
    const workspace = await deployed(before);
    const { identity_pool_id } = await workspace.outputs();
    for (const props of [{ ...before, ...change }, before]) {
      synthesize(workspace, props);
      expect(await planned(workspace)).toEqual(["update aws_cognito_identity_pool"]);
      await workspace.apply();
      expect(await planned(workspace)).toEqual([]);
    }
    expect((await workspace.outputs()).identity_pool_id).toBe(identity_pool_id);
  });

  test("of guests keeps the pool, and attaches the role that they get", async () => {
    const workspace = await deployed();
    const { identity_pool_id } = await workspace.outputs();
    synthesize(workspace, { allowUnauthenticatedIdentities: true });
    expect(await planned(workspace)).toEqual([
      "update aws_cognito_identity_pool",
      "replace aws_cognito_identity_pool_roles_attachment",
      "create aws_iam_role",
    ]);
    await workspace.apply();
    expect((await identityPool(identity_pool_id)).AllowUnauthenticatedIdentities).toBe(true);
  });

  test("of the order of SAML providers is none", async () => {
    const workspace = await deployed({ samlProviderArns: [SAML, `${SAML}-b`] });
    synthesize(workspace, { samlProviderArns: [`${SAML}-b`, SAML] });
    expect(await planned(workspace)).toEqual([]);
  });

  test.each<[string, Partial<IdentityPoolProps>]>([
    ["name", { identityPoolName: "renamed" }],
    ["developer provider", { developerProviderName: "login.other" }],
  ])("of the %s replaces the pool, and the plan says so", async (_what, change) => {
    const workspace = await deployed({ developerProviderName: "login.notes" });
    synthesize(workspace, { developerProviderName: "login.notes", ...change });
    expect(await planned(workspace)).toContain("replace aws_cognito_identity_pool");
  });

  test("that would replace or destroy the pool is refused where it is guarded", async () => {
    const workspace = await deployed({ preventDestroy: true });
    expect((await workspace.tryTerraform("plan", "-destroy")).stderr).toMatch(/instance cannot be destroyed/i);
    synthesize(workspace, { preventDestroy: true, identityPoolName: "renamed" });
    expect((await workspace.tryTerraform("plan")).stderr).toMatch(/instance cannot be destroyed/i);
  });

  test("of the role mappings is made in place: added, changed, taken away", async () => {
    const workspace = await deployed({ samlProviderArns: [SAML] });
    const steps: Build[] = [
      (pool) => {
        pool.addRoleMapping({ identityProvider: CLIENT, type: "Token" });
      },
      (pool) => {
        pool.addRoleMapping({ identityProvider: CLIENT, type: "Rules", rules: [rule(pool.authenticatedRole)] });
        pool.addRoleMapping({ identityProvider: SAML, type: "Token", ambiguousRoleResolution: "AuthenticatedRole" });
      },
      () => undefined,
    ];
    for (const step of steps) {
      synthesize(workspace, { samlProviderArns: [SAML] }, step);
      expect(await planned(workspace)).toEqual(["update aws_cognito_identity_pool_roles_attachment"]);
      await workspace.apply();
      expect(await planned(workspace)).toEqual([]);
    }
  });

  test("of a bucket's tags puts no policy off, though a grant names the bucket by its token", async () => {
    const withTags =
      (tags: Record<string, string>): Build =>
      (pool, stack) => {
        const bucket = new S3Bucket(stack, "bucket", { bucket: `${pool.identityPoolName}-uploads`, tags });
        pool.authenticatedRole.grant({ actions: ["s3:GetObject"], resources: [`${bucket.arn}/*`] });
      };
    const workspace = await deployed({}, withTags({ a: "1" }));
    synthesize(workspace, {}, withTags({ a: "2" }));
    expect(await planned(workspace)).toEqual(["update aws_s3_bucket"]);
  });
});

/** What AWS or its provider refuses in the middle of an apply: written past the checks by an escape hatch, and by the props. */
const refusals: {
  what: string;
  override: Build;
  refusedBy: RegExp;
  props: Partial<IdentityPoolProps>;
}[] = [
  {
    what: "a mapping by rules without rules",
    override: ({ rolesAttachment }) => {
      rolesAttachment.addOverride("role_mapping", [
        { identity_provider: "accounts.google.com", type: "Rules", ambiguous_role_resolution: "Deny" },
      ]);
    },
    refusedBy: /rule/i,
    props: { roleMappings: [{ identityProvider: CLIENT, type: "Rules", rules: [] }] },
  },
  {
    what: "a mapping by token with rules",
    override: ({ rolesAttachment, authenticatedRole }) => {
      const mapping_rule = [{ claim: "a", match_type: "Equals", value: "b", role_arn: authenticatedRole.roleArn }];
      rolesAttachment.addOverride("role_mapping", [
        { identity_provider: "accounts.google.com", type: "Token", ambiguous_role_resolution: "Deny", mapping_rule },
      ]);
    },
    refusedBy: /rule/i,
    props: { roleMappings: [{ identityProvider: CLIENT, type: "Token", rules: [rule(SAML)] } as never] },
  },
  {
    what: "a name with a slash",
    override: ({ resource }) => {
      resource.addOverride("identity_pool_name", "a/b");
    },
    refusedBy: /identity_pool_name/,
    props: { identityPoolName: "a/b" },
  },
  {
    what: "a developer provider with a space",
    override: ({ resource }) => {
      resource.addOverride("developer_provider_name", "my login");
    },
    refusedBy: /developer_provider_name/,
    props: { developerProviderName: "my login" },
  },
  {
    what: "a role name of 65 characters",
    override: ({ authenticatedRole }) => {
      authenticatedRole.resource?.addOverride("name_prefix", "n".repeat(65));
    },
    refusedBy: /name_prefix/,
    props: { authenticatedRole: { roleName: "n".repeat(65) } },
  },
  {
    what: "a session of a minute",
    override: ({ authenticatedRole }) => {
      authenticatedRole.resource?.addOverride("max_session_duration", 60);
    },
    refusedBy: /max_session_duration/,
    props: { authenticatedRole: { maxSessionDurationSeconds: 60 } },
  },
];

describeOnLocalAws("what AWS refuses", () => {
  test.each(refusals)(
    "$what is refused by the provider, and by synth before that",
    async ({ override, refusedBy, props }) => {
      const workspace = new Workspace();
      synthesize(workspace, {}, override);
      await workspace.init();
      const { exitCode, stdout, stderr } = await workspace.tryTerraform("apply", "-auto-approve");
      expect(exitCode).not.toBe(0);
      expect(stdout + stderr).toMatch(refusedBy);
      expect(() => {
        synthesize(new Workspace(), props);
      }).toThrow("Validation failed");
    },
  );
});
