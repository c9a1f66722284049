/** What the process that started the local AWS tells the processes that run the tests. */
import type { LocalAws } from "../../../local/local-aws";

export type SharedLocalAws = Pick<LocalAws, "endpoint" | "region" | "terraformEnv">;

const variable = "E2E_LOCAL_AWS";

export function passToTests(message: SharedLocalAws | { skipped: string }): void {
  process.env[variable] = JSON.stringify(message);
}

function passed(): SharedLocalAws | { skipped: string } {
  const message = process.env[variable];
  if (message === undefined)
    throw new Error("end-to-end tests need jest's e2e project, whose global setup starts the local AWS");
  return JSON.parse(message) as SharedLocalAws | { skipped: string };
}

export function localAws(): SharedLocalAws {
  const message = passed();
  if ("skipped" in message) throw new Error(message.skipped);
  return message;
}

/** `describe` for tests that need the local AWS: skipped where it could not be started. */
export function describeOnLocalAws(name: string, tests: () => void): void {
  if ("skipped" in passed()) describe.skip(name, tests);
  else describe(name, tests);
}
