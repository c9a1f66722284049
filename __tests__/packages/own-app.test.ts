/** docs/own-app.md, followed from an empty folder to the deployed pool, with the packages from their tarballs. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { constructs, review } from "../../packaging/packages";
import { blocks } from "../support/markdown";
import { Consumer } from "./support/consumer";
import { run } from "./support/npm";
import { describeWithNetwork, tarball, testOnLocalAws } from "./support/shared";

jest.setTimeout(400_000);

const page = "docs/own-app.md";
const { install } = blocks(page, "Install", "sh", ["install"]);
const { tsconfig } = blocks(page, "Install", "json", ["tsconfig"]);
const { notesStack, main } = blocks(page, "The app", "ts", ["notesStack", "main"]);
const { test: testOfStack } = blocks(page, "Test the stack", "ts", ["test"]);
const { runTest } = blocks(page, "Test the stack", "sh", ["runTest"]);
const { deploy } = blocks(page, "Deploy with Terraform", "sh", ["deploy"]);
const { printWarnings } = blocks(page, "Warnings", "sh", ["printWarnings"]);
const { cdktf } = blocks(page, "Deploy with the CDKTF CLI", "json", ["cdktf"]);
const { deployWithCli } = blocks(page, "Deploy with the CDKTF CLI", "sh", ["deployWithCli"]);

const { name } = constructs.manifest;

describeWithNetwork(page, () => {
  let app: Consumer;
  const sh = (commands: string, env: NodeJS.ProcessEnv = {}) =>
    run("bash", ["-euo", "pipefail", "-c", commands], { cwd: app.folder, env });

  beforeAll(async () => {
    app = new Consumer("own-app");
    // The constructs depend on the review, which is a package of ours too.
    const withTarballs = install.replace(` ${name} `, ` ${tarball(name)} ${tarball(review.manifest.name)} `);
    expect(withTarballs).not.toBe(install);
    await sh(withTarballs);
    app.write("tsconfig.json", tsconfig);
    // The region of the local AWS.
    app.write("notes-stack.ts", notesStack.replace('"eu-west-1"', '"us-east-1"'));
    app.write("main.ts", main);
    app.write("notes-stack.test.ts", testOfStack);
  });

  test("the code passes TypeScript's checks, and the tests of the stack pass", async () => {
    expect(await sh(runTest)).toMatch(/pass 4\n/);
  });

  test.each([
    ["guests", "userPoolClients:", "allowUnauthenticatedIdentities: true, userPoolClients:"],
    ["another's data within reach", "...permissions.ownFiles({ bucketName: uploads.bucket })", everyFile()],
    ["a warning", /userPoolClients: .*/, "userPoolClients: [],"],
  ])("a test of the stack fails with %s", async (_what, from, to) => {
    const stack = app.read("notes-stack.ts");
    const changed = stack.replace(from, to);
    expect(changed).not.toBe(stack);
    try {
      app.write("notes-stack.ts", changed);
      await expect(sh(runTest)).rejects.toThrow(/fail [1-3]\n/);
    } finally {
      app.write("notes-stack.ts", stack);
    }
  });

  test("the warnings of the last synth are printed", async () => {
    await sh("npx tsx main.ts");
    expect(await sh(printWarnings)).toBe("\n");
    app.write(
      "warned.ts",
      main.replace(
        "app.synth",
        'new NotesStack(app, "warned").node.addMetadata("@cdktf/warn", "Mind the gap");\napp.synth',
      ),
    );
    await sh("npx tsx warned.ts");
    expect(await sh(printWarnings)).toBe("@cdktf/warn Mind the gap\n");
  });

  testOnLocalAws("Terraform deploys it, and the app's file names its pool", async (env) => {
    await sh(deploy, env);
    const { auth, storage } = JSON.parse(app.read("amplify_outputs.json")) as Record<string, Record<string, string>>;
    expect(auth).toMatchObject({
      aws_region: "us-east-1",
      user_pool_id: "eu-west-1_AbCdEfGhI",
      identity_pool_id: expect.stringMatching(/^us-east-1:/) as string,
      unauthenticated_identities_enabled: false,
    });
    expect(storage).toEqual({ aws_region: "us-east-1", bucket_name: "notes-app-uploads" });
    expect(existsSync(join(app.folder, "terraform.notes.tfstate"))).toBe(true);
  });

  testOnLocalAws("the CDKTF CLI finds the same state, and changes nothing", async (env) => {
    app.write("cdktf.json", cdktf);
    // Nobody is there to approve, and no registry to ask for the provider's checksums.
    const approved = deployWithCli.replace("deploy notes", "deploy notes --auto-approve --skip-provider-lock");
    expect(approved).not.toBe(deployWithCli);
    expect(await sh(approved, env)).toContain("No changes.");
  });
});

function everyFile(): string {
  return '{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::notes-app-uploads/*"] }';
}
