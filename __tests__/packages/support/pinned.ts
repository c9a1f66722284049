/** What the tests of packages install besides the packages: always the same versions, so that a failure is this project's. */

/** What a consumer's project asks for: names and versions. */
export type Dependencies = Readonly<Record<string, string>>;

/** The versions of Node that the packages run on: the oldest that they promise, and the two that came after it. */
export const NODE_VERSIONS = ["20.20.2", "22.23.3", "24.21.0"] as const;
export type NodeVersion = (typeof NODE_VERSIONS)[number];

// On Linux the binary itself; elsewhere the package that fetches the platform's.
const node = process.platform === "linux" ? `node-linux-${process.arch}` : "node";

/** Tools that are not the consumers' own. */
export const TOOLS: Dependencies = {
  ...Object.fromEntries(NODE_VERSIONS.map((version) => [`node-${version}`, `npm:${node}@${version}`])),
  esbuild: "0.28.2",
  pnpm: "10.34.9",
  publint: "0.3.25",
  typescript: "5.9.3",
};

/** The last CDKTF. */
export const CDKTF: Dependencies = { cdktf: "0.21.0", "@cdktf/provider-aws": "21.22.1", constructs: "10.8.1" };

/** Older ones, down to the oldest that the package says it fits. */
export const OLDER_CDKTF: readonly Dependencies[] = [
  { cdktf: "0.21.0", "@cdktf/provider-aws": "20.1.0", constructs: "10.4.2" },
  { cdktf: "0.20.12", "@cdktf/provider-aws": "19.65.1", constructs: "10.4.2" },
  { cdktf: "0.20.0", "@cdktf/provider-aws": "19.0.0", constructs: "10.3.0" },
];

export const CDK_TERRAIN: Dependencies = { cdktn: "0.24.0", "@cdktn/provider-aws": "25.7.0", constructs: "10.7.2" };

export const NODE_TYPES: Dependencies = { "@types/node": "20.19.43" };
