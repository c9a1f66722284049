/** What is refused of the stack's settings, and what Terraform says of its variables. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { IdentityPoolStack, Partition } from "../../src";
import { providerConstraint } from "../../src/stack/aws-bindings";
import { problemsWithLeftoverOutput } from "../../src/stack/leftover-output";
import { writeAsTerraformModule } from "../../src/stack/terraform-module";
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
    setting({ region: "us-iso-east-1" }),
    setting({ region: "cn-north-1", partition: Partition.AWS }),
    setting({ permissions: "least_privilege" }),
    setting({ guardrail: "false" }),
    setting({ tags: "team=notes" }),
    setting({ stateBackend: "s3" }),
    setting({ stateBackend: { type: "s4" } }),
    setting({ stateBackend: { type: 7, config: "bucket" } }),
    {
      what: 'two stacks with stateBackend: { type: "s3", config: { key: "a" } }',
      messages: () => {
        const app = testApp();
        const stateBackend = { type: "s3", config: { bucket: "state", key: "a", region: "eu-west-1" } } as const;
        const stacks = ["one", "two"].map((id) => new IdentityPoolStack(app, id, { stateBackend }));
        return stacks.flatMap(({ node }) => node.findAll().flatMap((each) => each.node.validate()));
      },
    },
    setting({ adopt: ID }),
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
  heading: "The stack as a module",
  where: "`npm run synth:module` ends with 1 and writes nothing.",
  mistakes: [
    thrown("an app without a stack", () => {
      writeAsTerraformModule("unwritten", () => undefined);
    }),
  ],
};

interface Variable {
  readonly description: string;
  readonly validation: readonly { readonly error_message: string }[];
}

export const ofVariables: Section = {
  heading: "Terraform variables of the stack",
  where: "Terraform asks for the value with the description, and refuses a wrong one with the message after it.",
  mistakes: Object.entries(variables()).map(([name, { description, validation }]) => ({
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
  const shipped = stackOf({});
  const adopting = stackOf({
    adopt: { identityPoolId: ID, authenticatedRoleName: "notes", unauthenticatedRoleName: "guests" },
    partition: Partition.AWS_CN,
  });
  return {
    ...(synthesizedJson(adopting).variable as unknown as Record<string, Variable>),
    ...(synthesizedJson(shipped).variable as unknown as Record<string, Variable>),
  };
}
