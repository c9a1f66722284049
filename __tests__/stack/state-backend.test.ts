import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { IdentityPoolStack } from "../../src";
import type { StateBackend } from "../../src";
import { stateBackendOf } from "../../src/stack/state-backend";
import { synthesizedJson, testApp } from "../support/synth";

const TYPES = ["s3", "azurerm", "gcs", "pg", "http", "consul", "kubernetes", "oss", "cos", "remote"] as const;

function terraformBlock(stateBackend?: StateBackend, id = "identity-pool"): unknown {
  return synthesizedJson(new IdentityPoolStack(testApp(), id, { stateBackend })).terraform;
}

test.each(TYPES)("%s is written under its own name, with its settings as they are given", (type) => {
  const config = { bucket: "state", use_lockfile: true, endpoints: { s3: "http://127.0.0.1:1" } };
  expect(terraformBlock({ type, config })).toMatchObject({ backend: { [type]: config } });
  expect(terraformBlock({ type })).toMatchObject({ backend: { [type]: {} } });
});

test("cloud is a block of its own, not a backend", () => {
  const config = { organization: "notes", workspaces: { name: "prod" } };
  const block = terraformBlock({ type: "cloud", config });
  expect(block).toMatchObject({ cloud: config });
  expect(block).not.toHaveProperty("backend");
});

test("two stacks share no local state file, and no folder of workspaces", () => {
  const files = ["a", "b"].flatMap((id) => {
    const { backend } = terraformBlock(undefined, id) as { backend: { local: Record<string, string> } };
    return [backend.local.path, backend.local.workspace_dir];
  });
  expect(new Set(files).size).toBe(4);
  for (const file of files) expect(file).toMatch(/^\.\.\/\.\.\/\.\.\/terraform\.[ab]\.tfstate/);
});

test("STATE_BACKEND chooses the type where the stack does not", () => {
  expect(stateBackendOf(undefined, { STATE_BACKEND: "gcs" })).toEqual({ type: "gcs" });
  expect(stateBackendOf({ type: "s3" }, { STATE_BACKEND: "gcs" })).toEqual({ type: "s3" });
  expect(stateBackendOf(undefined, {})).toEqual({ type: "local" });
  expect(stateBackendOf(undefined, { STATE_BACKEND: "" })).toEqual({ type: "local" });
});

test("a backend that Terraform does not have is refused with the list of those that it has", () => {
  expect(() => terraformBlock(stateBackendOf(undefined, { STATE_BACKEND: "swift" }))).toThrow(
    /"swift": give one of local, s3, azurerm, gcs, pg, http, consul, kubernetes, oss, cos, remote, cloud/,
  );
});

test("another stack of the app reads the outputs from the same backend", () => {
  const app = testApp();
  const config = { bucket: "state", key: "identity-pool" };
  const producer = new IdentityPoolStack(app, "identity-pool", { stateBackend: { type: "s3", config } });
  const consumer = new TerraformStack(app, "app");
  new TerraformOutput(consumer, "pool", { value: producer.identityPool.resource.id });
  app.synth();
  expect(JSON.parse(Testing.synth(consumer))).toMatchObject({
    data: { terraform_remote_state: { "cross-stack-reference-input-identity-pool": { backend: "s3", config } } },
  });
});
