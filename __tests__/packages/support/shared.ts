/** What the process that packed the packages tells the processes that run the tests. */

export interface Packed {
  /** The tarball of each package, by the package's name. */
  readonly tarballs: Readonly<Record<string, string>>;
  /** Folder for consumers, outside the repository: nothing of its node_modules is found from there. */
  readonly folder: string;
  /** Folder with the tools; where there is no network, why there are none. */
  readonly tools: { readonly folder: string } | { readonly skipped: string };
  /** The local AWS, or why there is none. */
  readonly localAws: { readonly terraformEnv: Record<string, string> } | { readonly skipped: string };
}

const variable = "PACKED_PACKAGES";

export function passToTests(packed: Packed): void {
  process.env[variable] = JSON.stringify(packed);
}

export function packed(): Packed {
  const message = process.env[variable];
  if (message === undefined)
    throw new Error("tests of packages need jest's project `packages`, whose setup packs them");
  return JSON.parse(message) as Packed;
}

export function tarball(name: string): string {
  const file = packed().tarballs[name];
  if (file === undefined) throw new Error(`${name} was not packed`);
  return file;
}

/** Path of a tool's file in its package. */
export function tool(path: string): string {
  const { tools } = packed();
  if ("skipped" in tools) throw new Error(tools.skipped);
  return `${tools.folder}/node_modules/${path}`;
}

/** `describe` for tests that install packages: skipped where there is no network. */
export function describeWithNetwork(name: string, tests: () => void): void {
  if ("skipped" in packed().tools) describe.skip(name, tests);
  else describe(name, tests);
}

/** `test` for what Terraform does on the local AWS: skipped where that could not be started.
 *  @param body gets the environment for Terraform */
export function testOnLocalAws(name: string, body: (terraformEnv: Record<string, string>) => Promise<void>): void {
  const { localAws } = packed();
  if ("skipped" in localAws) test.skip(name, () => undefined);
  else test(name, () => body(localAws.terraformEnv));
}
