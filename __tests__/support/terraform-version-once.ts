/** CDKTF runs `terraform version` for each resource that is imported or moved. Once in a process is enough: the binary stays the same. */
import childProcess from "node:child_process";

const { execSync } = childProcess;

// Node's own modules are the same object for all test files of a process.
if (execSync.name !== "oncePerProcess") {
  const versions = new Map<string, Buffer | string>();
  childProcess.execSync = function oncePerProcess(command: string, options?: object): Buffer | string {
    if (!/^\S+ version$/.test(command)) return execSync(command, options);
    const known = versions.get(command) ?? execSync(command, options);
    versions.set(command, known);
    return known;
  } as typeof execSync;
}
