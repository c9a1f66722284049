/** npm above a command of ours: a script of package.json that says `exec node ...`. */
import { constants } from "node:os";
import type { Lifetime } from "./lifetime";

const millisecondsBetweenLooks = 500;

/** Whether npm runs this process, as a script of that name. */
export function isRunByNpm(script: string): boolean {
  return process.env.npm_lifecycle_event === script;
}

/** npm passes SIGINT and SIGTERM on. If npm ends in another way, this process must end itself. */
export function endWithNpm(lifetime: Lifetime, script: string): void {
  if (!isRunByNpm(script)) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== npm) lifetime.interrupt(128 + constants.signals.SIGHUP, "SIGHUP");
  }, millisecondsBetweenLooks);
  timer.unref();
}
