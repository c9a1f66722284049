/** Commands of the project for the catalogue of messages, run as their users run them. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { withoutSettings } from "../../local/terraform";
import type { Mistake } from "./mistake";

const project = join(__dirname, "..", "..");

/** A script of the project, run by Node.
 *  @param what as it is typed */
export function script(
  what: string,
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  withUsage = false,
): Mistake {
  const command = [process.execPath, "--import", require.resolve("tsx"), join(project, file), ...args];
  return { what, messages: async () => linesOf(await output(command, env), withUsage) };
}

/** What is typed, with npm between. */
export function typed(what: string): Mistake {
  return { what, messages: async () => linesOf(await output(what.split(" "), {}), false) };
}

async function output([command = "", ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(command, args, {
    cwd: project,
    env: { ...withoutSettings(process.env), CI: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => (text += part));
  await new Promise((resolve) => child.on("close", resolve));
  return text.replaceAll(`${project}/`, "");
}

/** Without npm's own lines, and without the usage, which the page has once. */
function linesOf(text: string, withUsage: boolean): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !/^npm (warn|notice|error)/i.test(line));
  const usage = said.findIndex((line) => /^npm (run( -s)? [\w:-]+|start)( -- .*)?( {2,}\S.*)?$/.test(line));
  return withUsage || usage === -1 ? said : said.slice(0, usage);
}
