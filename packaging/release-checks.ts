/** What has to be true before a version is packed to be published. */

export interface Release {
  /** Version of each package, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Versions of these packages that they ask for of each other, by the name of the package that asks and the one asked for. */
  readonly asked: readonly { readonly by: string; readonly name: string; readonly version: string }[];
  readonly changelog: string;
  /** What git says of files that are not committed, a line each: `git status --porcelain`. */
  readonly uncommitted: string;
}

/** What keeps the release from being packed: nothing where all is well. */
export function problemsWithRelease({ versions, asked, changelog, uncommitted }: Release): string[] {
  const all = new Set(Object.values(versions));
  const [version = ""] = all;
  return [
    ...(all.size > 1
      ? [`the packages have several versions (${inWords(versions)}): give all of them one, in each package.json`]
      : []),
    ...asked
      .filter(({ name, version: wanted }) => versions[name] !== wanted)
      .map(
        ({ by, name, version: wanted }) =>
          `${by} asks for ${name} ${wanted}, which has the version ${versions[name] ?? "of none of these packages"}: write that into its package.json`,
      ),
    ...(new RegExp(`^## ${version.replaceAll(".", "\\.")} \\(\\d{4}-\\d\\d-\\d\\d\\)$`, "m").test(changelog)
      ? []
      : [`CHANGELOG.md has no section "## ${version} (YYYY-MM-DD)": move what is under Unreleased into one`]),
    ...(uncommitted.trim() === ""
      ? []
      : [`these files are not committed: ${uncommitted.trim().split("\n").join(", ")}. Commit them, or put them away`]),
  ];
}

function inWords(versions: Readonly<Record<string, string>>): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
}
