import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { IdentityPoolStack } from "../../src";
import type { IdentityPoolStackProps } from "../../src";
import { expectGolden } from "../support/golden";
import { named, only, synthesizedJson, testApp } from "../support/synth";
import type { TerraformJson } from "../support/synth";

const LITERALS = {
  identityPoolName: "notes app",
  userPoolId: "eu-west-1_AbCdEfGhI",
  userPoolClientId: "1h57kf5cpq17m0eml12EXAMPLE",
  bucketName: "notes-app-uploads",
  region: "us-east-1",
  allowedAccountIds: ["012345678901"],
  assumeRoleArn: "arn:aws:iam::012345678901:role/deploy",
};

function stackJson(props?: IdentityPoolStackProps): TerraformJson {
  return synthesizedJson(new IdentityPoolStack(testApp(), "identity-pool", props));
}

describe("what Terraform reads", () => {
  test("the shipped stack's addresses and bytes stay as they are: a changed address destroys a live pool", () => {
    const stack: unknown = JSON.parse(Testing.synth(new IdentityPoolStack(testApp(), "identity-pool"), true));
    // As cdk.tf.json is written: Testing spells an empty block in two lines on CDKTF, in one on CDK Terrain.
    expectGolden(join(__dirname, "golden", "identity-pool.tf.json"), `${JSON.stringify(stack, null, 2)}\n`);
  });

  test("the authenticated role gets the guide's policy, word for word", () => {
    const { statement } = named(stackJson(LITERALS).data.aws_iam_policy_document, "AuthenticatedRole_Grants");
    expect(statement).toEqual([
      {
        effect: "Allow",
        actions: ["mobileanalytics:PutEvents", "cognito-sync:*", "cognito-identity:*"],
        resources: ["*"],
      },
      {
        effect: "Allow",
        actions: ["s3:*"],
        resources: ["arn:aws:s3:::notes-app-uploads/&{cognito-identity.amazonaws.com:sub}*"],
      },
    ]);
  });

  test("the guardrail is a policy of its own, and off on request", () => {
    const policies = (props: IdentityPoolStackProps) =>
      Object.values(stackJson(props).resource.aws_iam_role_policy ?? {}).map(({ name }) => name);
    expect(policies(LITERALS)).toEqual(["Grants", "Guardrail"]);
    expect(policies({ ...LITERALS, guardrail: false })).toEqual(["Grants"]);
  });

  test("the user pool's region comes from its id, wherever the stack is", () => {
    expect(only(stackJson(LITERALS).resource.aws_cognito_identity_pool).cognito_identity_providers).toEqual([
      {
        provider_name: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
        client_id: "1h57kf5cpq17m0eml12EXAMPLE",
        server_side_token_check: true,
      },
    ]);
  });

  test("guests and the classic flow are off, and written out", () => {
    expect(only(stackJson(LITERALS).resource.aws_cognito_identity_pool)).toMatchObject({
      allow_unauthenticated_identities: false,
      allow_classic_flow: false,
    });
  });

  test("both roles are attached to the pool, each with its own trust", () => {
    const { resource, data } = stackJson(LITERALS);
    const { roles } = only(resource.aws_cognito_identity_pool_roles_attachment) as { roles: object };
    expect(Object.keys(roles)).toEqual(["authenticated", "unauthenticated"]);
    for (const authentication of ["authenticated", "unauthenticated"]) {
      const role = authentication === "authenticated" ? "_AuthenticatedRole_Trust" : "UnauthenticatedRole_Trust";
      expect(named(data.aws_iam_policy_document, role).statement).toMatchObject([
        {
          principals: [{ type: "Federated", identifiers: ["cognito-identity.amazonaws.com"] }],
          condition: [
            { test: "StringEquals", variable: "cognito-identity.amazonaws.com:aud" },
            {
              test: "ForAnyValue:StringLike",
              variable: "cognito-identity.amazonaws.com:amr",
              values: [authentication],
            },
          ],
        },
      ]);
    }
  });

  test("tags are on the pool and on both roles", () => {
    const { resource } = stackJson({ ...LITERALS, tags: { team: "notes" } });
    expect(only(resource.aws_cognito_identity_pool).tags).toEqual({ team: "notes" });
    expect(Object.values(resource.aws_iam_role ?? {}).map(({ tags }) => tags)).toEqual([
      { team: "notes" },
      { team: "notes" },
    ]);
  });

  test("the pool and its attachment can be guarded against every plan that would destroy them", () => {
    const guarded = ({ resource }: TerraformJson) =>
      Object.entries(resource).flatMap(([type, blocks]) =>
        Object.values(blocks).some(({ lifecycle }) => lifecycle !== undefined) ? [type] : [],
      );
    expect(guarded(stackJson({ ...LITERALS, preventDestroy: true }))).toEqual([
      "aws_cognito_identity_pool",
      "aws_cognito_identity_pool_roles_attachment",
    ]);
    expect(guarded(stackJson(LITERALS))).toEqual([]);
  });

  test("patches of the AWS provider are taken: the bindings' exact version is not pinned", () => {
    expect(stackJson(LITERALS).terraform.required_providers).toEqual({
      aws: { source: "hashicorp/aws", version: "~> 6.25" },
    });
  });

  test("a Terraform that is too old says so", () => {
    expect(stackJson(LITERALS).terraform.required_version).toBe(">= 1.5");
    expect(new IdentityPoolStack(testApp(), "identity-pool").toHclTerraform().hcl).toMatch(
      /^terraform \{\n(?:(?!\n\}\n).)*\brequired_version = ">= 1\.5"\n/s,
    );
  });

  test("the provider works in the accounts that are given, as the role that is given", () => {
    expect(stackJson(LITERALS).provider.aws).toEqual([
      {
        region: "us-east-1",
        allowed_account_ids: ["012345678901"],
        assume_role: [{ role_arn: "arn:aws:iam::012345678901:role/deploy" }],
      },
    ]);
  });

  test("where no role is given at all there is no block assume_role, and without accounts no list of them", () => {
    const { provider, variable } = stackJson();
    expect(provider.aws).toEqual([
      {
        region: "${var.region}",
        allowed_account_ids: "${var.allowed_account_ids}",
        dynamic: {
          assume_role: {
            for_each: "${toset(compact([var.assume_role_arn]))}",
            iterator: "each",
            content: { role_arn: "${each.value}" },
          },
        },
      },
    ]);
    expect(variable).toMatchObject({ allowed_account_ids: { default: null }, assume_role_arn: { default: null } });
  });

  test("an account id keeps its leading zero as HCL", () => {
    const { hcl } = new IdentityPoolStack(testApp(), "identity-pool", LITERALS).toHclTerraform();
    expect(hcl).toMatch(/allowed_account_ids = \[\s*"012345678901"\s*\]/);
  });

  test("a stack in GovCloud trusts GovCloud's Cognito", () => {
    const { data } = stackJson({ ...LITERALS, userPoolId: "us-gov-west-1_AbCdEfGhI", region: "us-gov-west-1" });
    expect(named(data.aws_iam_policy_document, "_AuthenticatedRole_Trust").statement).toMatchObject([
      { principals: [{ identifiers: ["cognito-identity-us-gov.amazonaws.com"] }] },
    ]);
    expect(named(data.aws_iam_policy_document, "AuthenticatedRole_Grants").statement).toMatchObject([
      {},
      { resources: ["arn:aws-us-gov:s3:::notes-app-uploads/&{cognito-identity-us-gov.amazonaws.com:sub}*"] },
    ]);
  });
});

describe("settings", () => {
  const REQUIRED = ["bucket_name", "identity_pool_name", "user_pool_client_id", "user_pool_id"];
  const OPTIONAL = ["allowed_account_ids", "assume_role_arn", "region"];

  test("what is not given is a Terraform variable with a description and a validation; region and account may be left out", () => {
    const { variable } = stackJson();
    expect(Object.keys(variable)).toEqual([...REQUIRED, ...OPTIONAL].sort());
    for (const settings of Object.values(variable)) {
      expect(settings).toMatchObject({
        type: expect.stringMatching(/^(string|list\(string\))$/) as string,
        description: expect.stringMatching(/\.$/) as string,
        validation: [{ condition: expect.any(String) as string, error_message: expect.any(String) as string }],
      });
    }
    expect(Object.keys(variable).filter((name) => !("default" in (variable[name] ?? {})))).toEqual(REQUIRED);
  });

  test("what is given is written in, and not asked for", () => {
    expect(stackJson(LITERALS).variable).toBeUndefined();
  });

  test.each([
    ["identityPoolName", "notes/app", "letters, digits, white space and _ + = , . @ -"],
    ["userPoolId", "us-east-1-AbCdEfGhI", "REGION_ID, such as us-east-1_AbCdEfGhI"],
    ["userPoolClientId", "1h57-kf5c", "letters, digits and _"],
    ["bucketName", "Notes-App", "lower-case letters, digits, . and -"],
    ["region", "Ireland", "an AWS region, such as eu-west-1"],
    ["allowedAccountIds", ["0123-4567-8901"], "an AWS account id, such as 123456789012"],
    ["allowedAccountIds", [12345678901], "an AWS account id, such as 123456789012"],
    ["assumeRoleArn", "deploy", "arn:PARTITION:iam::ACCOUNT:role/NAME"],
  ])("a bad %s is refused at synth, with the value and the rule", (setting, value, rule) => {
    const synth = () => stackJson({ ...LITERALS, [setting]: value });
    expect(synth).toThrow(JSON.stringify(value).replace(/^\[(.+)\]$/, "$1"));
    expect(synth).toThrow(rule);
  });

  test("an empty list of accounts, which the provider takes for all accounts, is refused", () => {
    expect(() => stackJson({ ...LITERALS, allowedAccountIds: [] })).toThrow("allowedAccountIds is an empty list");
  });

  test("all bad settings are reported at once", () => {
    const synth = () => stackJson({ ...LITERALS, identityPoolName: "a/b", bucketName: "B", region: "r" });
    expect(synth).toThrow(/"a\/b"[^]*"B"[^]*"r"|"B"[^]*"r"[^]*"a\/b"/);
  });
});

describe("outputs", () => {
  test("client_config has the shape of amplify_outputs.json", () => {
    expect(stackJson(LITERALS).output.client_config?.value).toEqual({
      version: "${tostring(1)}",
      auth: {
        aws_region: expect.stringContaining("data.aws_region.") as string,
        user_pool_id: LITERALS.userPoolId,
        user_pool_client_id: LITERALS.userPoolClientId,
        identity_pool_id: expect.stringContaining("local.") as string,
        unauthenticated_identities_enabled: false,
      },
      storage: {
        aws_region: expect.stringContaining("data.aws_region.") as string,
        bucket_name: LITERALS.bucketName,
      },
    });
  });

  test("each output keeps its plain name, also where a variable has the same", () => {
    expect(Object.keys(stackJson().output)).toEqual([
      "authenticated_role_arn",
      "authenticated_role_name",
      "client_config",
      "identity_pool_id",
      "region",
      "unauthenticated_role_arn",
      "unauthenticated_role_name",
    ]);
  });
});

describe("the same bytes on every machine", () => {
  const folders: string[] = [];
  afterAll(() => {
    folders.forEach((folder) => {
      rmSync(folder, { recursive: true, force: true });
    });
  });

  function synthesizedFiles(): Record<string, string> {
    const outdir = mkdtempSync(join(tmpdir(), "identity-pool-bytes-"));
    folders.push(outdir);
    const app = new App({ outdir });
    new IdentityPoolStack(app, "identity-pool");
    app.synth();
    return Object.fromEntries(
      ["manifest.json", "stacks/identity-pool/cdk.tf.json"].map((file) => [
        file,
        readFileSync(join(outdir, file), "utf8"),
      ]),
    );
  }

  test("two folders hold the same bytes, and no path, time or host name", () => {
    const files = synthesizedFiles();
    expect(synthesizedFiles()).toEqual(files);
    const text = Object.values(files).join("");
    const hostName = execFileSync("uname", ["-n"], { encoding: "utf8" }).trim();
    for (const foreign of [process.cwd(), tmpdir(), hostName, String(new Date().getFullYear())]) {
      expect(text).not.toContain(foreign);
    }
  });

  test("local state lies beside the output folder, at a path that is not absolute", () => {
    expect(stackJson(LITERALS).terraform.backend).toEqual({
      local: {
        path: "../../../terraform.identity-pool.tfstate",
        workspace_dir: "../../../terraform.identity-pool.tfstate.d",
      },
    });
  });
});
