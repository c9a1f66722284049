/** What the commands of the local AWS refuse, and what a machine lacks for them. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { environmentPython } from "../../local/emulator/environment";
import { findPython } from "../../local/emulator/find-python";
import { startEmulator } from "../../local/emulator/start-emulator";
import { deletionByHand } from "../../local/unavailable";
import { refusedCommand } from "../../local/refused-command";
import { synthesize } from "../../local/synthesize";
import { terraform, terraformJson, terraformVersion } from "../../local/terraform";
import { withEnvironment } from "../support/answering-aws";
import { script, typed } from "./command-run";
import type { Mistake, Section } from "./mistake";

const project = join(__dirname, "..", "..");

/** Something that fails in a folder of its own. */
function failing(what: string, run: (folder: string) => Promise<unknown>): Mistake {
  return {
    what,
    messages: async () => {
      const folder = mkdtempSync(join(tmpdir(), "identity-pool-messages-"));
      try {
        await run(folder);
        return [];
      } catch (error) {
        const text = (error as Error).message
          .replaceAll(`${relative(project, folder)}/`, "")
          .replaceAll(`${folder}/`, "")
          .replaceAll(folder, "folder");
        return text.split("\n").filter((line) => !/^ +at |^Node\.js v|node:internal/.test(line) && line.trim() !== "");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function program(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A run with a Terraform that is a program of this text. */
function withTerraform(what: string, text: string, run: () => Promise<unknown>): Mistake {
  return failing(what, async (folder) => {
    await withEnvironment({ TERRAFORM_BINARY_NAME: program(folder, "terraform", text) }, run);
  });
}

function notStarted(code: string, command: string, folder = "/home/ada"): Mistake {
  return {
    what: `npm run local-aws -- ${command.includes(" ") ? `'${command}'` : command}`,
    messages: () => [refusedCommand(code, command, folder)?.message ?? ""],
  };
}

const unmade = { folder: tmpdir(), env: {} };

export const ofLocalAws: Section = {
  heading: "npm start, npm run local-aws and npm run web",
  where:
    "One line on standard error. What the machine lacks is no failure of `npm start`: it shows what works without.",
  mistakes: [
    script("npm start -- --help", "local/start.ts", ["--help"], {}, true),
    script("npm start -- --colour", "local/start.ts", ["--colour"]),
    script("LOCAL_AWS_FOLDER=package.json/folder npm start", "local/start.ts", [], {
      LOCAL_AWS_FOLDER: "package.json/folder",
    }),
    script("npm run local-aws -- --auto-approve terraform apply", "local/run-command.ts", ["--auto-approve"], {}, true),
    typed("npm run -s local-aws terraform apply --auto-approve"),
    notStarted("ENOENT", "terrafrom"),
    notStarted("ENOENT", "terraform apply | tee log"),
    notStarted("ENOENT", "./deploy.sh"),
    notStarted("ENOENT", "./package.json", project),
    notStarted("EACCES", "./deploy.sh"),
    script("npm run web -- --help", "local/web.ts", ["--help"], {}, true),
    script("npm run web -- --colour", "local/web.ts", ["--colour"]),
    script("npm run web, without Terraform", "local/web.ts", [], { PATH: "/nowhere" }),
    script("TERRAFORM_BINARY_NAME=tofu npm run web, without OpenTofu", "local/web.ts", [], {
      TERRAFORM_BINARY_NAME: "/nowhere/tofu",
    }),
    { what: "npm start -- --destroy, without Terraform", messages: () => [deletionByHand(".local-aws")] },
    withTerraform("an old Terraform", `echo '{"terraform_version": "1.4.6"}'`, () => terraformVersion()),
    withTerraform("a version manager without a version", "echo '{}'", () => terraformVersion()),
    withTerraform("a Terraform that prints no JSON", "echo 'No version is set'", () =>
      terraformJson(["show", "-json"], unmade),
    ),
    withTerraform("an apply that fails", "echo 'Error: no such pool' >&2; exit 1", () =>
      terraform(["apply", "deploy.tfplan"], unmade),
    ),
    failing("a main.ts with an error", async (folder) => {
      writeFileSync(join(folder, "app.ts"), 'throw new Error("no such setting");');
      await synthesize({ outdir: join(folder, "cdktf.out"), app: relative(project, join(folder, "app.ts")) });
    }),
    failing("no Python", (folder) => findPython(folder)),
    failing("a Python that is too old, and one without venv", async (folder) => {
      program(folder, "python3", "echo '[3, 8]'");
      program(folder, "python", `echo "ModuleNotFoundError: No module named 'venv'" >&2; exit 1`);
      await findPython(folder);
    }),
    failing("pip without a network", async (folder) => {
      const executable = program(
        folder,
        "python3",
        "echo 'ERROR: No matching distribution found for ministack' >&2; exit 1",
      );
      await environmentPython({ python: { executable, version: "3.12" }, folder });
    }),
    failing("two runs in one folder", async (folder) => {
      await emulatorThat(folder, JSON.stringify({ error: errorOfEmulator() }));
    }),
  ],
};

/** Starts an emulator whose Python is a program that prints this. */
async function emulatorThat(folder: string, prints: string): Promise<void> {
  const [bin, environments] = [join(folder, "bin"), join(folder, "environments")];
  mkdirSync(bin);
  const emulator = program(folder, "emulator", `echo '${prints}'`);
  const install = `mkdir -p "$3/bin" && cp '${emulator}' "$3/bin/python"`;
  const executable = program(bin, "python3", `case "$1" in -c) echo '[3, 12]';; *) ${install};; esac`);
  await environmentPython({ python: { executable, version: "3.12" }, folder: environments });
  await withEnvironment({ PATH: `${bin}:${process.env.PATH ?? ""}` }, async () => {
    await (await startEmulator({ environments })).stop();
  });
}

/** What the emulator's own program says. */
function errorOfEmulator(): string {
  const source = readFileSync(join(project, "local", "emulator", "serve.py"), "utf8");
  return /announce\(\{"error": "([^"]+)"\}\)/.exec(source)?.[1] ?? "";
}
