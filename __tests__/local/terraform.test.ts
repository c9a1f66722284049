import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTerraform, terraform, TerraformFailed, terraformJson, terraformVersion } from "../../local/terraform";
import { Unavailable } from "../../local/unavailable";

describe("a run of Terraform", () => {
  const environment = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraform-unit-"));
    process.env = { ...environment, TERRAFORM_BINARY_NAME: join(folder, "terraform") };
  });

  afterEach(() => {
    process.env = environment;
    rmSync(folder, { recursive: true, force: true });
  });

  /** A stand-in for the binary. */
  function put(script: string): void {
    writeFileSync(join(folder, "terraform"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, "terraform"), 0o755);
  }

  test("sees none of the user's settings for Terraform, AWS and CDKTF, and the caller's in their place", async () => {
    put("env");
    Object.assign(process.env, {
      TF_VAR_bucket_name: "mine",
      TF_CLI_ARGS_plan: "-destroy",
      AWS_PROFILE: "production",
      CDKTF_CONTEXT_JSON: "{}",
      STATE_BACKEND: "s3",
      HTTPS_PROXY: "http://proxy.example",
    });
    const { stdout } = await terraform(["plan"], { folder, env: { TF_VAR_bucket_name: "theirs" } });
    expect(stdout.split("\n").filter((line) => /^(TF_|AWS_|CDKTF_|STATE_)/.test(line))).toEqual([
      "TF_VAR_bucket_name=theirs",
    ]);
    expect(stdout).toContain("HTTPS_PROXY=http://proxy.example");
  });

  test("streams what it prints and answers with it, standard output and errors apart", async () => {
    put("echo out; echo err >&2; exit 3");
    const streamed: string[] = [];
    const result = await runTerraform(["plan"], { folder, env: {}, onOutput: (text) => streamed.push(text) });
    expect(result).toEqual({ exitCode: 3, stdout: "out\n", stderr: "err\n" });
    expect(streamed.sort()).toEqual(["err\n", "out\n"]);
  });

  test("that fails says which command failed, and in Terraform's words why", async () => {
    put("echo 'Error: no such pool' >&2; exit 1");
    const failure = terraform(["apply", "plan.tfplan"], { folder, env: {} });
    await expect(failure).rejects.toThrow(TerraformFailed);
    await expect(failure).rejects.toThrow("terraform apply plan.tfplan ended with exit code 1:\nError: no such pool");
  });

  test("takes the exit codes that the caller expects", async () => {
    put("exit 2");
    expect((await terraform(["plan"], { folder, env: {}, expectedExitCodes: [0, 2] })).exitCode).toBe(2);
  });

  test("that is interrupted is interrupted once, and waited for until it has saved its state", async () => {
    const mayEnd = join(folder, "may-end");
    put(`trap 'echo interrupted' INT; echo working; while [ ! -e ${mayEnd} ]; do sleep 0.05; done; echo saved`);
    const interruption = new AbortController();
    let streamed = "";
    const onOutput = (text: string) => {
      streamed += text;
      if (text.includes("working")) interruption.abort();
      if (text.includes("interrupted")) writeFileSync(mayEnd, "");
    };
    await runTerraform(["apply"], { folder, env: {}, signal: interruption.signal, onOutput });
    expect(streamed).toBe("working\ninterrupted\nsaved\n");
  });

  test.each([
    ["1.5.0", "taken"],
    ["1.12.6-beta1", "taken"],
    ["2.0.0", "taken"],
    ["1.4.7", "refused"],
    ["0.15.5", "refused"],
  ])("of the version %s is %s", async (version, verdict) => {
    put(`echo '{"terraform_version": "${version}"}'`);
    const found = terraformVersion();
    if (verdict === "taken") expect(await found).toBe(version);
    else await expect(found).rejects.toThrow(`is Terraform ${version}, and 1.5 or newer is needed.`);
  });

  test("that a version manager announces is read from its JSON on", async () => {
    put(`echo 'Using {1.11}'; echo '{"values": {"a": 1}}'`);
    expect(await terraformJson(["show", "-json"], { folder, env: {} })).toEqual({ values: { a: 1 } });
  });

  test.each(["", "echo '[1]'; echo more", `echo '{"values":'`])("that prints no JSON says so: %s", async (script) => {
    put(script);
    await expect(terraformJson(["show", "-json"], { folder, env: {} })).rejects.toThrow(
      /show -json` printed ".*" instead of JSON\. Set TERRAFORM_BINARY_NAME/,
    );
  });

  test("that prints no version is refused", async () => {
    put("echo '{}'");
    await expect(terraformVersion()).rejects.toThrow("printed no version");
  });

  test("without the binary says how to get one", async () => {
    process.env.TERRAFORM_BINARY_NAME = "terraform-that-is-not-there";
    const version = terraformVersion();
    await expect(version).rejects.toThrow(Unavailable);
    await expect(version).rejects.toThrow("https://developer.hashicorp.com/terraform/install");
  });
});
