/** Files of a test: in a folder of its own, which is removed after the tests. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestFolder {
  readonly path: string;
  /** Writes a file, and returns its path. */
  readonly file: (name: string, content: string | Buffer) => string;
}

export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), "identity-pool-review-"));
  afterAll(() => {
    rmSync(path, { recursive: true });
  });
  return {
    path,
    file: (name, content) => {
      const whole = join(path, name);
      writeFileSync(whole, content);
      return whole;
    },
  };
}
