/** `npm run web`, and its app in a browser. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { within } from "./processes";

const project = join(__dirname, "..", "..", "..");

export interface WebApp {
  readonly child: ChildProcess;
  readonly url: string;
  /** Names and passwords of the users that it printed. */
  readonly passwords: Readonly<Record<string, string>>;
  /** All that it printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does.
   *  @returns its exit code */
  interrupt(): Promise<number | null>;
}

/** @param mark a text in the environment of all that it starts */
export async function startWebApp(mark: string): Promise<WebApp> {
  const child = spawn("npm", ["run", "--silent", "web"], {
    cwd: project,
    env: { ...process.env, MARK: mark },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const isUp = () => Promise.resolve(output.includes("runs until Ctrl-C") || child.exitCode !== null);
  const isThere = await within(90, isUp);
  if (!isThere || child.exitCode !== null) throw new Error(`npm run web did not start:\n${output}`);
  return {
    child,
    url: /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0] ?? "",
    passwords: Object.fromEntries(
      Array.from(output.matchAll(/^ {2}(ada|bob) +(\S+)$/gm), ([, name = "", word = ""]) => [name, word]),
    ),
    output: () => output,
    interrupt: async () => {
      const exit = once(child, "exit") as Promise<[number | null]>;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
      return (await exit)[0];
    },
  };
}

/** What a user whom the app greets does: the heading of the view that comes. */
export async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
