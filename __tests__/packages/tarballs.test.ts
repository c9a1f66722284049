/** What is in the packages as they are published. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { check, constructs, constructsForCdkTerrain, review, root, type Manifest } from "../../packaging/packages";
import { run } from "./support/npm";
import { describeWithNetwork, packed, tarball, tool } from "./support/shared";

jest.setTimeout(60_000);

const packages = [constructs, constructsForCdkTerrain, review, check].map(({ manifest: { name } }) => name);

/** The files of a package, unpacked. */
function unpacked(name: string): string {
  const folder = join(packed().folder, `unpacked-${name}`);
  if (!existsSync(folder)) {
    mkdirSync(folder);
    execFileSync("tar", ["-xzf", tarball(name), "-C", folder, "--strip-components=1"]);
  }
  return folder;
}

function filesOf(name: string): string[] {
  const folder = unpacked(name);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(join(unpacked(name), "package.json"), "utf8")) as Manifest;
}

describe.each(packages)("%s", (name) => {
  test("has a manifest for its users: no script that npm would run there, and nothing of the repository", () => {
    const manifest = manifestOf(name);
    for (const key of ["scripts", "devDependencies", "workspaces", "overrides"])
      expect(manifest).not.toHaveProperty(key);
    for (const key of [
      "description",
      "keywords",
      "license",
      "repository",
      "homepage",
      "bugs",
      "engines",
      "sideEffects",
    ])
      expect(manifest).toHaveProperty(key);
  });

  test("has every file that its manifest leads to", () => {
    const { exports } = manifestOf(name);
    const targets = Object.values(exports).flatMap((entry) =>
      typeof entry === "string"
        ? [entry]
        : Object.values(entry).flatMap((each) => Object.values(each as object) as string[]),
    );
    expect(targets.length).toBeGreaterThan(4);
    expect(targets.filter((target) => !existsSync(join(unpacked(name), target)))).toEqual([]);
  });

  test("has a license, and no file but of its own rooms", () => {
    const rooms = new Set(filesOf(name).map((file) => file.replace(/\/.*/, "")));
    const { files } = manifestOf(name);
    expect([...rooms].sort()).toEqual([...files, "LICENSE", "README.md", "package.json"].sort());
    expect(readFileSync(join(unpacked(name), "LICENSE"), "utf8")).toBe(readFileSync(join(root, "LICENSE"), "utf8"));
  });

  test("has the source of every file, where its map says", () => {
    const maps = filesOf(name).filter((file) => file.endsWith(".map"));
    expect(maps.length).toBeGreaterThan(10);
    const sources = maps.flatMap((map) => {
      const { sources } = JSON.parse(readFileSync(join(unpacked(name), map), "utf8")) as { sources: string[] };
      return sources.map((source) => join(dirname(map), source));
    });
    expect(sources.filter((source) => !existsSync(join(unpacked(name), source)))).toEqual([]);
  });

  test("has every file that its README and its docs link to", () => {
    const pages = filesOf(name).filter((file) => file.endsWith(".md"));
    const links = pages.flatMap((page) => {
      const text = readFileSync(join(unpacked(name), page), "utf8");
      const found = Array.from(text.matchAll(/\]\(([^)]+)\)/g), ([, link = ""]) => link.replace(/#.*/, ""));
      return found
        .filter((link) => link !== "" && !link.startsWith("https://"))
        .map((link) => join(dirname(page), link));
    });
    expect(links.filter((link) => !existsSync(join(unpacked(name), link)))).toEqual([]);
  });
});

test("all packages have one version, and take each other's in that version", () => {
  const { version } = manifestOf(constructs.manifest.name);
  for (const name of packages) {
    const manifest = manifestOf(name);
    expect(manifest.version).toBe(version);
    const ours = Object.entries(manifest.dependencies ?? {}).filter(([dependency]) => packages.includes(dependency));
    expect(ours.filter(([, required]) => required !== version)).toEqual([]);
  }
});

test.each([constructs, constructsForCdkTerrain].map(({ manifest: { name } }) => name))(
  "the app in a browser in %s is a project that stands alone: it passes TypeScript's checks",
  (name) => {
    const folder = join(packed().folder, `web-${name}`);
    cpSync(join(unpacked(name), "examples", "web"), folder, { recursive: true });
    // With what its README installs.
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", folder], { cwd: folder });
  },
);

test("the review depends on nothing", () => {
  const manifest = manifestOf(review.manifest.name);
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies"])
    expect(manifest).not.toHaveProperty(kind);
});

test("the package for CDK Terrain imports nothing of CDKTF's", () => {
  const { name } = constructsForCdkTerrain.manifest;
  const code = filesOf(name).filter((file) => /\.(m?[jt]s|map)$/.test(file));
  const imports = /["'](@cdktf\/[^"']*|cdktf(-identity-pool)?(\/[^"']*)?)["']/;
  const found = code.filter((file) => imports.test(readFileSync(join(unpacked(name), file), "utf8")));
  expect(found).toEqual([]);
  expect(Object.keys(manifestOf(name).peerDependencies ?? {})).toEqual(["@cdktn/provider-aws", "cdktn", "constructs"]);
});

test("a plain `npm pack` has what is published too, and no script that npm runs on a user's machine", () => {
  for (const { folder } of [constructs, review, check]) {
    const { scripts = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { scripts?: object };
    for (const script of ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"])
      expect(scripts).not.toHaveProperty(script);
    // What `npm run pack` builds before it packs.
    expect(scripts).toHaveProperty("prepack");
    const listed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: folder,
      encoding: "utf8",
    });
    const [listing] = Object.values(JSON.parse(listed) as { files: { path: string }[] }[]);
    const { name } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    expect(listing?.files.map(({ path }) => path).sort()).toEqual(filesOf(name).sort());
  }
});

describeWithNetwork("publint", () => {
  test.each(packages)("finds nothing to say about %s", async (name) => {
    const output = await run(
      process.execPath,
      [tool("publint/src/cli.js"), "run", unpacked(name), "--strict", "--pack", "false"],
      {
        cwd: packed().folder,
      },
    );
    expect(output).toContain("All good!");
  });
});
