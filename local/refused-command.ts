/** Why a command could not be started, as a shell says it: with its exit code, and in words. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";

export interface RefusedCommand {
  readonly exitCode: number;
  readonly message: string;
}

/** What a shell answers for a command that is not there, and for one that may not be run. */
const notFound = 127;
const notAllowed = 126;

/** @param code the system's error
 *  @param folder that relative paths begin at
 *  @returns undefined for an error that is not about the command */
export function refusedCommand(code: string, command: string, folder: string): RefusedCommand | undefined {
  if (code === "ENOENT") return { exitCode: notFound, message: missing(command, folder) };
  if (code !== "EACCES") return undefined;
  return {
    exitCode: notAllowed,
    message: `"${command}" exists, but cannot be run: it is a folder, or it has no permission to run (chmod +x).`,
  };
}

function missing(command: string, folder: string): string {
  if (/[\s|&;<>]/.test(command)) return `there is no command "${command}". For a shell, write: sh -c '${command}'`;
  if (!command.includes("/")) return `there is no "${command}" on the PATH.`;
  return existsSync(resolve(folder, command))
    ? `"${command}" exists, but the program that its first line names does not.`
    : `there is no "${command}" in ${folder}.`;
}
