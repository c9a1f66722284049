/** Options that npm kept for itself. Without `--` before them it takes every option for a setting of its own, and hands it to the
 *  script in the environment alone, as npm_config_NAME. https://docs.npmjs.com/cli/commands/npm-run */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What npm was given on its command line and does not know itself: values by option, such as `--destroy`: "true". Empty where
 *  the script was not run by npm, or by an npm whose settings could not be read. An option that npm knows too, such as `--json`,
 *  cannot be told from a setting. */
export function optionsKeptByNpm(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const ofNpm = settingsOfNpm(env);
  if (ofNpm === undefined) return new Map();
  const others = new Set([...ofNpm, ...setByNpmItself, ...settingsInFiles(env)].map(plain));
  const kept = Object.entries(env).flatMap(([variable, value = ""]) => {
    const [, name] = /^npm_config_(\w+)$/.exec(variable) ?? [];
    // An option that is switched off (--no-destroy) asks for nothing.
    if (name === undefined || value === "" || others.has(name) || FOR_INSTALL_SCRIPTS.test(name)) return [];
    // From the shell's environment: npm adds the name in lower case, and leaves the one in upper case.
    if (env[`NPM_CONFIG_${name.toUpperCase()}`] !== undefined) return [];
    return [[`--${name.replaceAll("_", "-")}`, value] as const];
  });
  return new Map(kept);
}

/** Beside its settings npm passes on where it is and what it is. */
const setByNpmItself = ["npm-version", "local-prefix", "global-prefix", "node-gyp", "user-agent"];

/** What environments set for the install scripts of packages: node-gyp's options, those of prebuilt binaries, and where to load
 *  them from. npm does not know them, and no script here has such an option.
 *  https://github.com/nodejs/node-gyp#environment-variables */
const FOR_INSTALL_SCRIPTS =
  /^(?:nodedir|devdir|disturl|dist_url|python|make|jobs|arch|target|target_arch|target_platform|platform|libc|runtime|msvs_version|build_from_source|\w+_(?:mirror|binary_host|binary_site|local_prebuilds|dist_base_url))$/;

function plain(name: string): string {
  return name.toLowerCase().replaceAll("-", "_");
}

/** The names of all settings that the npm knows that runs this script. */
function settingsOfNpm({ npm_execpath, npm_config_user_agent = "" }: NodeJS.ProcessEnv): string[] | undefined {
  if (npm_execpath === undefined || !npm_config_user_agent.startsWith("npm/")) return undefined;
  try {
    const { definitions } = createRequire(npm_execpath)("@npmcli/config/lib/definitions") as { definitions: object };
    return Object.keys(definitions);
  } catch {
    return undefined;
  }
}

/** The names that the user's, the project's and the machine's .npmrc set. */
function settingsInFiles(env: NodeJS.ProcessEnv): string[] {
  const { npm_config_userconfig, npm_config_globalconfig, npm_config_local_prefix, npm_execpath } = env;
  const files = [
    npm_config_userconfig,
    npm_config_globalconfig,
    npm_config_local_prefix && join(npm_config_local_prefix, ".npmrc"),
    npm_execpath && join(npm_execpath, "..", "..", "npmrc"),
  ];
  return files.flatMap((file) => (file ? namesIn(file) : []));
}

function namesIn(file: string): string[] {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.flatMap((line) => /^\s*([\w-]+)(?:\[\])?\s*(?:=|$)/.exec(line)?.[1] ?? []);
  } catch {
    return [];
  }
}
