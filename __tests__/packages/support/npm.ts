/** Runs npm as a user does in a project of their own, whatever script of this project runs the tests. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What `npm test` sets for its script would make an npm in it work on this project. */
export function withoutNpmScript(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ofScript = /^(npm_(package|lifecycle|config_(local_prefix|workspaces?|include_workspace_root))|INIT_CWD)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ofScript.test(name)));
}

/** @throws Error with all that the command printed */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<string> {
  const options = { cwd, env: { ...withoutNpmScript(process.env), ...env }, maxBuffer: 50_000_000 };
  try {
    const { stdout } = await promisify(execFile)(command, args, options);
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${message}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** From npm's cache, as far as it is there. */
export async function npmInstall(cwd: string, specs: readonly string[] = []): Promise<void> {
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", ...specs], { cwd });
}

/** Whether there is a registry to install from. Asked past npm's cache, which would answer for it. */
export async function hasRegistry(emptyFolder: string): Promise<boolean> {
  const past = ["--cache", emptyFolder, "--fetch-retries", "0"];
  return run("npm", ["view", "typescript@5.9.3", "version", ...past], { cwd: emptyFolder }).then(
    () => true,
    () => false,
  );
}
