import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withCdkTerrain } from "../../packaging/cdk-terrain";
import { root } from "../../packaging/packages";

test.each([
  ['import { App } from "cdktf";', 'import { App } from "cdktn";'],
  ['export * from "@cdktf/provider-aws/lib/iam-role";', 'export * from "@cdktn/provider-aws/lib/iam-role";'],
  ['const cdktf_1 = require("cdktf");', 'const cdktf_1 = require("cdktn");'],
  ['export type A = import("cdktf").App;', 'export type A = import("cdktn").App;'],
  ['import { IdentityPool } from "cdktf-identity-pool";', 'import { IdentityPool } from "cdktn-identity-pool";'],
])("an import of CDKTF's becomes one of CDK Terrain's, of the same length: %s", (ofCdktf, ofCdkTerrain) => {
  expect(withCdkTerrain(ofCdktf)).toBe(ofCdkTerrain);
  expect(ofCdkTerrain).toHaveLength(ofCdktf.length);
});

test.each([
  ['import { join } from "node:path";'],
  ['import { reviewAccess } from "identity-pool-review";'],
  ['import { anything } from "cdktf-something-else";'],
  ['console.log("cdktf");'],
  ['// import { App } from "cdktf";'],
])("everything else stays as it is: %s", (text) => {
  expect(withCdkTerrain(text)).toBe(text);
});

test("the code that the README for CDK Terrain shows is README's own, with the other imports", () => {
  const readme = readFileSync(join(root, "packaging", "cdktn", "README.md"), "utf8");
  const [, shown = ""] = /```ts\n([^]*?)```/.exec(readme) ?? [];
  expect(shown).toBe(withCdkTerrain(readFileSync(join(root, "examples", "own-files.ts"), "utf8")));
});
