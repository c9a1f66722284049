import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, TerraformStack, Testing } from "cdktf";
import type { App } from "cdktf";
import { IdentityPool, permissions } from "../../src";
import type { IIdentityPool } from "../../src";
import { CLIENT } from "../identity-pool/pools";
import { testApp } from "../support/synth";

const GRANT = permissions.ownFiles({ bucketName: "notes-app-uploads" });
const MANAGED = "arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess";

function poolOf(app: App, id = "notes") {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  const pool = new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients: [CLIENT] });
  const imported = IdentityPool.fromIdentityPoolId(stack, "Imported", "us-east-1:12345678-1234-1234-1234-123456789012");
  return { stack, pool, imported };
}

type Addition = (pool: IdentityPool, imported: IIdentityPool, stack: TerraformStack) => unknown;

test.each<[string, Addition]>([
  [
    "grant",
    ({ authenticatedRole }) => {
      authenticatedRole.grant(...GRANT);
    },
  ],
  ["addPolicy", ({ authenticatedRole }) => authenticatedRole.addPolicy("Files", GRANT)],
  ["attachManagedPolicy", ({ authenticatedRole }) => authenticatedRole.attachManagedPolicy(MANAGED)],
  [
    "addUserPoolClient",
    (pool) => {
      pool.addUserPoolClient({ ...CLIENT, clientId: "2another" });
    },
  ],
  ["addRole", (pool) => pool.addRole("Finance")],
  ["addRole", (_, imported) => imported.addRole("Finance")],
  [
    "addRoleMapping",
    (pool) => {
      pool.addRoleMapping({ identityProvider: CLIENT, type: "Token" });
    },
  ],
  ["addGroup", (pool) => pool.addGroup("admins", { userPoolClient: CLIENT })],
  ["addPrincipalTags", (pool) => pool.addPrincipalTags({ identityProvider: CLIENT, tags: { user: "sub" } })],
  ["new IdentityPool", (_, __, stack) => new IdentityPool(stack, "Late", { identityPoolName: "late" })],
])("%s after app.synth() is refused: no file would have it", (call, add) => {
  const app = testApp();
  const { stack, pool, imported } = poolOf(app);
  app.synth();
  expect(() => add(pool, imported, stack)).toThrow(
    new RegExp(`^\\[notes/.+\\] ${call}: app\\.synth\\(\\) has written the stack "notes" already`),
  );
});

test("a grant of an aspect is written", () => {
  const app = testApp();
  const { stack, pool } = poolOf(app);
  Aspects.of(pool.authenticatedRole).add({
    visit: (node) => {
      if (node === pool.authenticatedRole) pool.authenticatedRole.grant(...GRANT);
    },
  });
  app.synth();
  const file = join(app.outdir, app.manifest.forStack(stack).synthesizedStackPath);
  expect(JSON.parse(readFileSync(file, "utf8"))).toHaveProperty("resource.aws_iam_role_policy");
});

test("a grant of an aspect to a role whose stack was written before is refused", () => {
  const app = testApp();
  const first = poolOf(app, "first");
  const second = poolOf(app, "second");
  Aspects.of(second.stack).add({
    visit: () => {
      first.pool.authenticatedRole.grant(...GRANT);
    },
  });
  expect(() => {
    app.synth();
  }).toThrow('app.synth() has written the stack "first" already');
});

test("what is granted after Testing.synth is in the next one", () => {
  const { stack, pool } = poolOf(testApp());
  Testing.synth(stack, true);
  Testing.fullSynth(stack);
  pool.authenticatedRole.grant(...GRANT);
  expect(JSON.parse(Testing.synth(stack, true))).toHaveProperty("resource.aws_iam_role_policy");
});
