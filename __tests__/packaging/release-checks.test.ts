import { problemsWithRelease } from "../../packaging/release-checks";
import type { Release } from "../../packaging/release-checks";

const ready: Release = {
  versions: { constructs: "1.2.0", review: "1.2.0" },
  asked: [{ by: "constructs", name: "review", version: "1.2.0" }],
  changelog: "# Changelog\n\n## Unreleased\n\n## 1.2.0 (2026-11-27)\n\n- Something.\n",
  uncommitted: "",
};

test("one version everywhere, its section in the changelog and nothing uncommitted is ready", () => {
  expect(problemsWithRelease(ready)).toEqual([]);
});

test.each<[string, Partial<Release>, string]>([
  [
    "packages of two versions",
    { versions: { constructs: "1.2.0", review: "1.1.0" }, asked: [] },
    "the packages have several versions (constructs 1.2.0, review 1.1.0)",
  ],
  [
    "a package that asks for an older one",
    { asked: [{ by: "constructs", name: "review", version: "1.1.0" }] },
    "constructs asks for review 1.1.0, which has the version 1.2.0",
  ],
  [
    "no section of that version",
    { changelog: "## Unreleased\n\n## 1x2.0 (2026-11-27)\n" },
    'CHANGELOG.md has no section "## 1.2.0 (YYYY-MM-DD)"',
  ],
  ["a section without a date", { changelog: "## 1.2.0\n" }, "CHANGELOG.md has no section"],
  ["a file that is not committed", { uncommitted: " M README.md\n" }, "these files are not committed: M README.md"],
])("%s is not ready", (_, change, problem) => {
  expect(problemsWithRelease({ ...ready, ...change })).toEqual([expect.stringContaining(problem)]);
});
