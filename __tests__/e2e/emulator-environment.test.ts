import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentPython } from "../../local/emulator/environment";
import { findPython, type Python } from "../../local/emulator/find-python";
import { Unavailable } from "../../local/unavailable";
import { within } from "./support/processes";
import { describeOnLocalAws } from "./support/shared";

jest.setTimeout(60_000);

describeOnLocalAws("the emulator's Python environment", () => {
  let python: Python;
  let project: string;
  let folder: string;
  let requirements: string;

  beforeEach(async () => {
    python = await findPython();
    project = realpathSync(mkdtempSync(join(tmpdir(), "emulator-environment-e2e-")));
    folder = join(project, "environments");
    requirements = join(project, "requirements.txt");
    writeFileSync(requirements, "");
  });

  afterEach(() => {
    rmSync(project, { recursive: true, force: true });
  });

  test("is made once, and made anew in place of the old one when the requirements change", async () => {
    const onInstall = jest.fn();
    const first = await environmentPython({ python, folder, requirements, onInstall });
    const made = statSync(first).ctimeMs;
    expect(await environmentPython({ python, folder, requirements, onInstall })).toBe(first);
    expect([statSync(first).ctimeMs, onInstall.mock.calls.length]).toEqual([made, 1]);

    writeFileSync(requirements, "# changed");
    const second = await environmentPython({ python, folder, requirements, onInstall });
    expect([existsSync(second), existsSync(first), readdirSync(folder).length]).toEqual([true, false, 1]);
  });

  test("an installation that was interrupted leaves nothing that passes for an environment, and the next one works", async () => {
    const interruption = new AbortController();
    const interrupted = environmentPython({ python, folder, requirements, signal: interruption.signal });
    const outcome = expect(interrupted).rejects.toThrow("aborted");
    // What pip unpacks on the way lies there too: among other temporary files nobody would remove it.
    const entries = (at: string) => (existsSync(at) ? readdirSync(at) : []);
    const unpacked = () => entries(folder).flatMap((environment) => entries(join(folder, environment, "tmp")));
    expect(await within(20, () => Promise.resolve(unpacked().length > 0))).toBe(true);
    interruption.abort();
    await outcome;
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.unfinished$/)]);

    expect(existsSync(await environmentPython({ python, folder, requirements }))).toBe(true);
    expect(readdirSync(folder)).toEqual([expect.not.stringMatching(/\.unfinished$/)]);
  });

  test("two that need it at the same time get the same one", async () => {
    const paths = await Promise.all([1, 2].map(() => environmentPython({ python, folder, requirements })));
    expect(paths[0]).toBe(paths[1]);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test("a package without a hash is not installed, and pip's reason is told", async () => {
    writeFileSync(requirements, "ministack==1.5.33\n");
    const refused = environmentPython({ python, folder, requirements });
    await expect(refused).rejects.toThrow(Unavailable);
    await expect(refused).rejects.toThrow(/pip, which says: .*hash/i);
  });
});
