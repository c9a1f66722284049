import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformProvider, TerraformResource, TerraformStack, TerraformVariable } from "cdktf";
import { IdentityPool, IdentityPoolStack } from "../../src";
import { writeAsTerraformModule, writeTerraformModule } from "../../src/stack/terraform-module";
import { synthesizedJson, testApp } from "../support/synth";
import type { TerraformJson } from "../support/synth";

type Props = Parameters<typeof writeTerraformModule>[1];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "identity-pool-module-test-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = (file: string) => readFileSync(join(folder, file), "utf8");

function moduleJson(props?: Props): TerraformJson {
  writeTerraformModule(folder, props);
  const files = readdirSync(folder).filter((file) => file.endsWith(".tf.json"));
  return Object.assign({}, ...files.map((file) => JSON.parse(read(file)) as object)) as TerraformJson;
}

test("a module has the files that the registry and its readers look for", () => {
  writeTerraformModule(folder);
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
    "LICENSE",
    "README.md",
    "examples",
    "examples/basic",
    "examples/basic/main.tf",
    "main.tf.json",
    "outputs.tf.json",
    "variables.tf.json",
    "versions.tf.json",
  ]);
  expect(Object.keys(JSON.parse(read("main.tf.json")) as object)).toEqual(["data", "locals", "resource"]);
  expect(read("LICENSE")).toContain("Apache License");
});

test("a module leaves the provider and the backend to its root, and says which provider and Terraform it needs", () => {
  const module = moduleJson();
  expect(module).not.toHaveProperty("provider");
  expect(module.terraform).toMatchObject({
    required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.25" } },
    required_version: ">= 1.5",
  });
  expect(module.terraform).not.toHaveProperty("backend");
});

const needed = ["bucket_name", "identity_pool_name", "user_pool_client_id", "user_pool_id"];

test("a module asks for what the stack asks for, and lets its root decide the rest, with the stack's defaults", () => {
  const variables = Object.entries(moduleJson().variable as Record<string, { default?: unknown }>);
  expect(variables.filter(([, each]) => !("default" in each)).map(([name]) => name)).toEqual(needed);
  const defaults = variables.filter(([, each]) => "default" in each).map(([name, each]) => [name, each.default]);
  expect(Object.fromEntries(defaults)).toEqual({
    allow_unauthenticated_identities: false,
    guardrail: true,
    permissions: "serverless-stack-guide",
    region: null,
    tags: {},
  });
});

test("what the props give is written in, and no input", () => {
  const { variable, resource } = moduleJson({
    permissions: "least-privilege",
    guardrail: false,
    allowUnauthenticatedIdentities: false,
    tags: { team: "notes" },
  });
  expect(Object.keys(variable)).toEqual([...needed, "region"].sort());
  expect(Object.values(resource.aws_cognito_identity_pool ?? {})).toMatchObject([{ tags: { team: "notes" } }]);
  expect(Object.keys(resource.aws_iam_role_policy ?? {})).toHaveLength(1);
});

test("without permissions of the stack's there is no guardrail to leave out either", () => {
  const { variable, resource } = moduleJson({ permissions: "none" });
  expect(Object.keys(variable)).not.toContain("guardrail");
  expect(resource).not.toHaveProperty("aws_iam_role_policy");
});

test("the root's tags are those of the pool and of both roles, and no tags are none", () => {
  const { resource } = moduleJson();
  const tagged = ["aws_cognito_identity_pool", "aws_iam_role"].flatMap((type) => Object.values(resource[type] ?? {}));
  expect(tagged.map(({ tags }) => tags)).toEqual(Array(3).fill("${length(var.tags) > 0 ? var.tags : null}"));
});

test("of a pool that is adopted only the tags and the region are left to the root", () => {
  const { variable } = moduleJson({
    adopt: {
      identityPoolId: "us-east-1:12345678-1234-1234-1234-123456789012",
      authenticatedRoleName: "Cognito_notesAuth_Role",
      authenticatedPolicyName: "uploads",
    },
  });
  expect(Object.keys(variable)).toEqual([...needed, "region", "tags"].sort());
});

test("a module for guests alone asks for what concerns them, and its tags are those of their role", () => {
  const module = moduleJson({ authenticatedRole: "none" });
  expect(Object.keys(module.variable).sort()).toEqual([
    "allow_unauthenticated_identities",
    "identity_pool_name",
    "region",
    "tags",
  ]);
  expect(Object.values(module.resource.aws_iam_role ?? {})).toEqual([
    expect.objectContaining({ tags: "${length(var.tags) > 0 ? var.tags : null}" }),
  ]);
});

test.each<[string, Props]>([
  ["a pool", {}],
  ["a pool that is adopted", { adopt: { unauthenticatedRole: true } }],
  ["one with managed policies", { adopt: { managedPolicies: true, unauthenticatedRole: true } }],
])("the example of a module of %s gives a value to each input that has no default, and to no other", (_, props) => {
  const variables = Object.entries(moduleJson(props).variable);
  const required = variables.flatMap(([name, each]) => ("default" in each ? [] : [name]));
  const [, call = ""] =
    /^module "identity_pool" \{\n {2}source = .*\n\n([^}]*)\}/m.exec(read("examples/basic/main.tf")) ?? [];
  const given = Array.from(call.matchAll(/^ {2}(\w+) += "(.+)"$/gm), ([, name]) => name);
  expect(given.sort()).toEqual(required.sort());
});

test("what an app adds to the stack is an input and an output of the module, and its example leaves the inputs to be filled in", () => {
  writeAsTerraformModule(folder, (app) => {
    const stack = new IdentityPoolStack(app, "identity-pool", { adopt: {} });
    const admins = new TerraformVariable(stack, "admins", { type: "list(string)" });
    new TerraformVariable(stack, "team", { type: "string" });
    new TerraformVariable(stack, "anything", {});
    new TerraformOutput(stack, "all_admins", { value: admins.listValue });
  });
  expect(read("examples/basic/main.tf")).toMatch(
    / = "oneClick_.*"\n {2}admins += null\n {2}anything += null\n {2}team += ""\n}/,
  );
  const readme = read("README.md");
  expect(readme).toContain("[team](#input\\_team) | n/a | `string` | n/a | yes |");
  expect(readme).toContain("[anything](#input\\_anything) | n/a | `any` | n/a | yes |");
  expect(readme).toContain("[all\\_admins](#output\\_all\\_admins) | n/a |");
});

test("a module of a pool without a user pool client lets its root decide on guests too", () => {
  const { variable, resource, output } = moduleJson({ userPoolClients: [], socialLogins: { google: "a" } });
  expect(Object.keys(variable)).toContain("allow_unauthenticated_identities");
  expect(Object.values(resource.aws_cognito_identity_pool ?? {})).toEqual([
    expect.objectContaining({ allow_unauthenticated_identities: "${var.allow_unauthenticated_identities}" }),
  ]);
  expect(output).not.toHaveProperty("client_config");
});

test("the example of a module that adopts has the values of its call in its imports, and the module asks for no more", () => {
  const { variable } = moduleJson({ adopt: { managedPolicies: true, unauthenticatedRole: true } });
  expect(Object.keys(variable)).toEqual(
    [
      ...needed.filter((name) => name !== "bucket_name"),
      "authenticated_managed_policy_arn",
      "authenticated_role_name",
      "region",
      "tags",
      "unauthenticated_managed_policy_arn",
      "unauthenticated_role_name",
    ].sort(),
  );
  const example = read("examples/basic/main.tf");
  const [, arn] = /authenticated_managed_policy_arn +=\s"(.*)"/.exec(example) ?? [];
  expect(example).toContain(`
import {
  to = module.identity_pool.aws_iam_role_policy_attachment.IdentityPool_AuthenticatedRole_ManagedPolicyFA477467_749F9894
  id = "Cognito_notesAuth_Role/${arn}"
}
`);
  expect(example.match(/id = "us-east-1:12345678-1234-1234-1234-123456789012"/g)).toHaveLength(2);
});

test("a module has the stack's resources, and nothing else", () => {
  const stack = synthesizedJson(new IdentityPoolStack(testApp(), "identity-pool"));
  const { resource } = moduleJson();
  for (const [type, named] of Object.entries(stack.resource))
    expect(Object.keys(resource[type] ?? {})).toEqual(Object.keys(named));
  expect(Object.keys(resource)).toEqual(Object.keys(stack.resource));
});

/** CDKTF makes one class a provider, and their base is abstract. */
class GithubProvider extends TerraformProvider {}

describe("README of a module", () => {
  test("lists what it needs, has, takes and gives, in the form of terraform-docs", () => {
    const { variable, output } = moduleJson();
    const readme = read("README.md");
    expect(readme).toContain(String.raw`[terraform](#requirement\_terraform) | >= 1.5 |`);
    expect(readme).toContain(String.raw`| <a name="requirement_aws"></a> [aws](#requirement\_aws) | ~> 6.25 |`);
    expect(readme).toContain(
      String.raw`| <a name="input_tags"></a> [tags](#input\_tags) | Tags of the pool and of the roles. | ` +
        "`map(string)` | `{}` | no |",
    );
    expect(readme.match(/^\| Name .*\n\|-.*$/gm)).toEqual([
      "| Name | Version |\n|------|---------|",
      "| Name | Version |\n|------|---------|",
      "| Name | Type |\n|------|------|",
      "| Name | Description | Type | Default | Required |\n|------|-------------|------|---------|:--------:|",
      "| Name | Description |\n|------|-------------|",
    ]);
    expect(readme).toContain("/docs/resources/cognito_identity_pool) | resource |");
    expect(readme).toContain("/docs/data-sources/iam_policy_document) | data source |");
    for (const name of Object.keys(variable)) expect(readme).toContain(`<a name="input_${name}"></a>`);
    for (const name of Object.keys(output)) expect(readme).toContain(`<a name="output_${name}"></a>`);
  });

  test("has a row on one line for what an app adds, with the page of its own provider", () => {
    writeAsTerraformModule(folder, (app) => {
      const stack = new IdentityPoolStack(app, "identity-pool");
      const description = "The team:\n  web | mobile";
      new TerraformVariable(stack, "team", { type: "string", description, default: "web|mobile" });
      const terraformGeneratorMetadata = { providerName: "github" };
      new GithubProvider(stack, "github", {
        terraformResourceType: "github",
        terraformProviderSource: "integrations/github",
        terraformGeneratorMetadata,
      });
      new TerraformResource(stack, "app", { terraformResourceType: "github_repository", terraformGeneratorMetadata });
    });
    const rows = read("README.md").split("\n");
    expect(rows).toContain(
      String.raw`| <a name="input_team"></a> [team](#input\_team) | The team: web \| mobile | ` +
        '`string` | `"web\\|mobile"` | no |',
    );
    expect(rows).toContain(
      "| [github_repository.app](https://registry.terraform.io/providers/integrations/github/latest/docs/resources/repository) | resource |",
    );
  });

  test("says who gets credentials", () => {
    writeTerraformModule(folder, { authenticatedRole: "none" });
    expect(read("README.md")).toContain("guests get temporary AWS credentials, and nobody signs in");
    rmSync(join(folder, "README.md"));
    writeTerraformModule(folder);
    expect(read("README.md")).toContain("users who signed in to an app's user pool get temporary AWS credentials");
  });

  test("keeps what a team wrote around the tables, and does not grow when it is written again", () => {
    writeFileSync(join(folder, "README.md"), "# Our pool\n\nAsk the web team.\n");
    writeTerraformModule(folder);
    const first = read("README.md");
    expect(first).toMatch(/^# Our pool\n\nAsk the web team\.\n\n<!-- BEGIN_TF_DOCS -->\n/);
    writeFileSync(join(folder, "README.md"), `${first}\n## History\n`);
    writeTerraformModule(folder, { guardrail: false });
    expect(read("README.md")).toMatch(/^# Our pool[^]*<!-- END_TF_DOCS -->\n\n## History\n$/);
    expect(read("README.md")).not.toContain("input_guardrail");
    expect(read("README.md").match(/BEGIN_TF_DOCS/g)).toHaveLength(1);
  });

  test("comes with a licence, unless the team has one", () => {
    writeFileSync(join(folder, "LICENSE"), "ours\n");
    writeTerraformModule(folder);
    expect(read("LICENSE")).toBe("ours\n");
  });
});

test("a stack of the app's own is a module as it stands", () => {
  writeAsTerraformModule(folder, (app) => {
    const stack = new TerraformStack(app, "own");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    new IdentityPool(stack, "pool", { identityPoolName: "notes" });
    new TerraformVariable(stack, "team", { type: "string" });
  });
  expect(JSON.parse(read("variables.tf.json"))).toEqual({ variable: { team: { type: "string" } } });
});

describe("the folder for temporary files", () => {
  const before = process.env.TMPDIR;
  beforeEach(() => {
    process.env.TMPDIR = join(folder, "tmp");
    mkdirSync(process.env.TMPDIR);
  });
  afterEach(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });

  test("is empty once a module is written, and once the stack is refused", () => {
    writeTerraformModule(join(folder, "module"));
    expect(() => {
      writeTerraformModule(join(folder, "module"), { identityPoolName: "notes/app" });
    }).toThrow();
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });
});

test("nothing is written when the stack has problems", () => {
  const target = join(folder, "module");
  expect(() => {
    writeTerraformModule(target, { identityPoolName: "notes/app" });
  }).toThrow("identityPoolName");
  expect(existsSync(target)).toBe(false);
});
