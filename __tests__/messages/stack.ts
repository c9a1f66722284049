/** What is refused of the stack's settings, and what Terraform says of its variables. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformBackend, TerraformStack } from "cdktf";
import { IdentityPoolStack, Partition } from "../../src";
import { providerConstraint } from "../../src/stack/aws-bindings";
import { withRequiredVersionInHcl } from "../../src/stack/required-version";
import { problemsWithLeftoverOutput } from "../../src/stack/leftover-output";
import { synthesizeApp } from "../../src/stack/synthesize-app";
import { writeAsTerraformModule, writeTerraformModule } from "../../src/stack/terraform-module";
import { synthesizedJson, testApp } from "../support/synth";
import { written } from "./mistake";
import type { Anything, Mistake, Section } from "./mistake";

const ID = "us-east-1:12345678-1234-1234-1234-123456789012";

function stackOf(props: unknown): IdentityPoolStack {
  return new IdentityPoolStack(testApp(), "identity-pool", props as Anything);
}

function setting(props: unknown): Mistake {
  return {
    what: written(props),
    messages: () =>
      stackOf(props)
        .node.findAll()
        .flatMap(({ node }) => node.validate()),
  };
}

function thrown(what: string, run: () => void): Mistake {
  return {
    what,
    messages: () => {
      try {
        run();
      } catch (error) {
        return [(error as Error).message];
      }
      return [];
    },
  };
}

export const ofStack: Section = {
  heading: "Settings of the stack",
  where: "Synth stops.",
  mistakes: [
    setting("notes"),
    setting({ identityPoolname: "notes" }),
    setting({
      identityPoolName: "a/b",
      userPoolId: "us-east-1",
      userPoolClientId: "a b",
      bucketName: "B",
      region: "r",
    }),
    setting({ userPoolClients: [], userPoolId: "us-east-1_AbCdEfGhI" }),
    setting({ authenticatedRole: "guests" }),
    setting({ authenticatedRole: "none", userPoolId: "us-east-1_AbCdEfGhI", permissions: "least-privilege" }),
    setting({ authenticatedRole: "none", bucketName: "notes-app-uploads", guardrail: true }),
    setting({ permissions: "none", bucketName: "notes-app-uploads" }),
    setting({ authenticatedRole: "none", socialLogins: { google: "a" } }),
    setting({
      authenticatedRole: "none",
      adopt: { identityPoolId: ID, authenticatedRoleName: "signed-in", unauthenticatedRole: false },
    }),
    setting({ allowedAccountIds: "123456789012" }),
    setting({ allowedAccountIds: [] }),
    setting({ allowedAccountIds: ["notes"], assumeRoleArn: "admin" }),
    setting({ authenticatedRole: "notes-users" }),
    setting({ region: "us-iso-east-1" }),
    setting({ region: "cn-north-1", partition: Partition.AWS }),
    setting({ permissions: "least_privilege" }),
    setting({ guardrail: "false" }),
    setting({ tags: "team=notes" }),
    setting({ stateBackend: "s3" }),
    setting({ stateBackend: { type: "s4" } }),
    setting({ stateBackend: { type: 7, config: "bucket" } }),
    setting({ stateBackend: { type: "s3", config: { bucket: undefined, key: "undefined/notes.tfstate" } } }),
    {
      what: 'two stacks with stateBackend: { type: "s3", config: { key: "a" } }',
      messages: () => {
        const app = testApp();
        const stateBackend = { type: "s3", config: { bucket: "state", key: "a", region: "eu-west-1" } } as const;
        const stacks = ["one", "two"].map((id) => new IdentityPoolStack(app, id, { stateBackend }));
        return stacks.flatMap(({ node }) => node.findAll().flatMap((each) => each.node.validate()));
      },
    },
    {
      what: 'new IdentityPoolStack(app, "../notes")',
      messages: () => new IdentityPoolStack(testApp(), "../notes").node.validate(),
    },
    setting({ adopt: ID }),
    setting({ adopt: { identityPoolId: ID, unauthenticatedPolicyName: "guests" } }),
    setting({ adopt: { identityPoolId: ID, unauthenticatedPolicyName: "guests", unauthenticatedRole: false } }),
    setting({ adopt: { identityPoolId: ID, managedPolicies: true }, bucketName: "notes-app-uploads" }),
    setting({ adopt: { identityPoolId: ID }, unauthenticatedRole: {}, unauthenticatedPermissions: "console" }),
    setting({ permissions: "none", adopt: { authenticatedPolicyName: "notes" } }),
    thrown("HCL without the block terraform", () => {
      withRequiredVersionInHcl("");
    }),
    setting({ adopt: { identityPoolId: "notes", authenticatedRoleName: "a b", rolePath: "app" } }),
    thrown("bindings of the AWS provider without a version", () => {
      const provider = new AwsProvider(new TerraformStack(testApp(), "stack"), "aws");
      providerConstraint(
        Object.create(provider, { terraformGeneratorMetadata: { value: { providerName: "aws" } } }) as AwsProvider,
      );
    }),
    ...[false, true].map((isHcl): Mistake => ({
      what: isHcl ? "SYNTH_HCL_OUTPUT=true beside a cdk.tf.json" : "npm run synth beside a cdk.tf",
      messages: () => leftover(isHcl),
    })),
  ],
};

function leftover(isHcl: boolean): string[] {
  const outdir = mkdtempSync(join(tmpdir(), "identity-pool-messages-"));
  try {
    const folder = join(outdir, "stacks", "identity-pool");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, isHcl ? "cdk.tf.json" : "cdk.tf"), "");
    const stack = new TerraformStack(new App({ outdir }), "identity-pool");
    return problemsWithLeftoverOutput(stack, isHcl).map((message) => message.replaceAll(outdir, "cdktf.out"));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

export const ofModule: Section = {
  heading: "The app, and the stack as a module",
  where: "Nothing is written. `npm run synth:module` writes a README, or ends with 1.",
  mistakes: [
    thrown("writeTerraformModule()", () => {
      writeTerraformModule(undefined as Anything);
    }),
    thrown("synthesizeApp()", () => {
      synthesizeApp(undefined as Anything, {});
    }),
    thrown("synthesizeApp(addStacks)", () => {
      synthesizeApp(() => undefined, undefined as Anything);
    }),
    thrown("an app without a stack", () => {
      writeAsTerraformModule("unwritten", () => undefined);
    }),
    { what: "README.md, above the tables", messages: () => headingOfReadme() },
    {
      what: "README.md of a module for guests alone, above the tables",
      messages: () => headingOfReadme({ authenticatedRole: "none" }),
    },
  ],
};

interface Variable {
  readonly description: string;
  readonly validation?: readonly { readonly error_message: string }[];
}

export const ofVariables: Section = {
  heading: "Terraform variables of the stack",
  where: "Terraform asks for the value with the description, and refuses a wrong one with the message after it.",
  mistakes: Object.entries(variables()).map(([name, { description, validation = [] }]) => ({
    what: name,
    messages: () => [description, ...validation.map(({ error_message: message }) => message)],
  })),
};

export const ofOutputs: Section = {
  heading: "Outputs of the stack",
  where: "Terraform's documentation of the stack.",
  mistakes: Object.entries(synthesizedJson(stackOf({})).output).map(([name, output]) => ({
    what: name,
    messages: () => [(output as unknown as { description: string }).description],
  })),
};

function variables(): Record<string, Variable> {
  const adopt = { managedPolicies: true, unauthenticatedRole: true };
  const named = { identityPoolId: ID, authenticatedRoleName: "notes", unauthenticatedRoleName: "guests" };
  const stacks = [
    { adopt, partition: Partition.AWS_CN },
    { adopt: { unauthenticatedRole: true } },
    { adopt: named },
    {},
  ];
  const { variable: ofModule } = JSON.parse(moduleFile("variables.tf.json")) as { variable: Record<string, Variable> };
  return Object.assign(
    {},
    ...stacks.map((props) => synthesizedJson(stackOf(props)).variable),
    ofModule,
    remoteStateVariables(),
  ) as Record<string, Variable>;
}

/** Of a stack that reads the outputs of another one. */
function remoteStateVariables(): object {
  const app = testApp();
  const stateBackend = { type: "s3" } as const;
  const pool = new IdentityPoolStack(app, "identity-pool", { stateBackend });
  const reading = new TerraformStack(app, "front-end");
  const backend = pool.node.findChild("backend");
  if (backend instanceof TerraformBackend) backend.getRemoteStateDataSource(reading, "pool", "identity-pool");
  return synthesizedJson(reading).variable;
}

type ModuleProps = Parameters<typeof writeTerraformModule>[1];

function headingOfReadme(props?: ModuleProps): string[] {
  const [heading = ""] = moduleFile("README.md", props).split("<!--");
  return heading.split("\n").filter((line) => line !== "");
}

function moduleFile(name: string, props?: ModuleProps): string {
  const folder = mkdtempSync(join(tmpdir(), "identity-pool-messages-"));
  try {
    writeTerraformModule(folder, props);
    return readFileSync(join(folder, name), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
