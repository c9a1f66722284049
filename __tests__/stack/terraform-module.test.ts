import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IdentityPoolStack } from "../../src";
import { writeTerraformModule } from "../../src/stack/terraform-module";
import { synthesizedJson, testApp } from "../support/synth";
import type { TerraformJson } from "../support/synth";

const folder = mkdtempSync(join(tmpdir(), "identity-pool-module-test-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function moduleJson(): TerraformJson {
  writeTerraformModule(folder);
  return JSON.parse(readFileSync(join(folder, "main.tf.json"), "utf8")) as TerraformJson;
}

test("a module leaves the provider and the backend to its root, and says which provider it needs", () => {
  const module = moduleJson();
  expect(module).not.toHaveProperty("provider");
  expect(module.terraform).toEqual({ required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.25" } } });
});

test("a module asks for what the stack asks for, but for the region, which is its root's", () => {
  expect(Object.keys(moduleJson().variable)).toEqual([
    "bucket_name",
    "identity_pool_name",
    "user_pool_client_id",
    "user_pool_id",
  ]);
});

test("a module has the stack's resources, and nothing else", () => {
  const stack = synthesizedJson(new IdentityPoolStack(testApp(), "identity-pool"));
  const { resource } = moduleJson();
  const withoutMetadata = JSON.parse(
    JSON.stringify(resource, (key, value: unknown) => (key === "//" ? undefined : value)),
  ) as unknown;
  expect(withoutMetadata).toEqual(stack.resource);
});
