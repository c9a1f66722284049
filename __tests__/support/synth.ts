/** Synthesizes stacks for unit tests, in a private folder that is removed after the tests of a file. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { TerraformStack, Testing } from "cdktf";

const outdir = mkdtempSync(join(tmpdir(), "identity-pool-unit-"));
afterAll(() => {
  rmSync(outdir, { recursive: true, force: true });
});

export type Attributes = Record<string, unknown>;
type Blocks = Record<string, Record<string, Attributes>>;

/** What Terraform reads. */
export interface TerraformJson {
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly locals: Attributes;
  readonly variable: Record<string, Attributes>;
  readonly output: Record<string, { value: unknown }>;
  readonly terraform: Attributes;
  readonly provider: Record<string, Attributes[]>;
}

export function testApp(): App {
  return Testing.app({ outdir });
}

/** A stack with whatever the test puts into it. */
export function stackWith(build: (stack: TerraformStack) => void): TerraformStack {
  const stack = new TerraformStack(testApp(), "test");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  build(stack);
  return stack;
}

/** The stack's JSON, after all checks. */
export function synthesizedJson(stack: TerraformStack): TerraformJson {
  return {
    resource: {},
    data: {},
    locals: {},
    ...(JSON.parse(Testing.synth(stack, true)) as Partial<TerraformJson>),
  } as TerraformJson;
}

export function synthesized(build: (stack: TerraformStack) => void): TerraformJson {
  return synthesizedJson(stackWith(build));
}

/** The messages of the checks that fail, each with the construct's path before it: none where synth goes through. */
export function problems(build: (stack: TerraformStack) => void): string[] {
  const stack = stackWith(build);
  return stack.node
    .findAll()
    .flatMap((node) => node.node.validate().map((message) => `[${node.node.path}] ${message}`));
}

/** The one resource or data source of a type. */
export function only(blocks: Record<string, Attributes> | undefined): Attributes {
  const [block, ...others] = Object.values(blocks ?? {});
  if (block === undefined || others.length > 0)
    throw new Error(`expected one block, found ${Object.keys(blocks ?? {}).join(", ")}`);
  return block;
}

/** The one resource or data source whose construct id is part of its address. */
export function named(blocks: Record<string, Attributes> | undefined, part: string): Attributes {
  return only(Object.fromEntries(Object.entries(blocks ?? {}).filter(([address]) => address.includes(part))));
}
