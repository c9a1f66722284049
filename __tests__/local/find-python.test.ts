import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPython } from "../../local/emulator/find-python";

describe("the Python that runs the emulator", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "find-python-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function put(name: string, script: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  test.each([
    ["[3, 9]", "refused"],
    ["[3, 10]", "3.10"],
    ["[3, 13]", "3.13"],
    ["[2, 7]", "refused"],
  ])("a python3 of version %s: %s", async (version, verdict) => {
    put("python3", `echo '${version}'`);
    const found = findPython(folder);
    if (verdict === "refused") await expect(found).rejects.toThrow("found: python3 is");
    else expect(await found).toEqual({ executable: "python3", version: verdict });
  });

  test("an old python3 does not hide a newer one of another name", async () => {
    put("python3", "echo '[3, 9]'");
    put("python3.12", "echo '[3, 12]'");
    expect(await findPython(folder)).toEqual({ executable: "python3.12", version: "3.12" });
  });

  test("a version manager's stand-in for a version that is not installed is passed over", async () => {
    put("python3", "echo 'pyenv: python3: command not found' >&2; exit 127");
    put("python", "echo '[3, 11]'");
    expect((await findPython(folder)).version).toBe("3.11");
  });

  test("a Python without the venv module is named, with the package that has it", async () => {
    put("python3", `echo "ModuleNotFoundError: No module named 'ensurepip'" >&2; exit 1`);
    const found = findPython(folder);
    await expect(found).rejects.toThrow("python3 has no venv");
    await expect(found).rejects.toThrow("apt-get install python3 python3-venv");
  });

  test("without any, the message says what is needed and where to get it", async () => {
    const found = findPython(folder);
    await expect(found).rejects.toThrow("needs Python 3.10 or newer");
    await expect(found).rejects.toThrow("https://www.python.org/downloads/");
  });
});
