const shared = {
  testEnvironment: "node",
  // Types are checked once, by `npm run typecheck`, and not again in every test file.
  transform: {
    "^.+\\.ts$": ["@swc/jest", { swcrc: false, jsc: { parser: { syntax: "typescript" }, target: "es2022" } }],
  },
  setupFiles: [
    "<rootDir>/__tests__/support/traces-of-errors-alone.ts",
    "<rootDir>/__tests__/support/no-navigator.ts",
    "<rootDir>/__tests__/support/terraform-version-once.ts",
  ],
  // As `paths` in tsconfig.json.
  moduleNameMapper: {
    "^cdktf-identity-pool$": "<rootDir>/src/index.ts",
    "^identity-pool-review$": "<rootDir>/review/src/index.ts",
    "^identity-pool-review/iam$": "<rootDir>/review/src/iam/index.ts",
    "^identity-pool-check$": "<rootDir>/check/src/index.ts",
  },
  // Packages as they are published, under the names of those that they are made of.
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.cache/"],
  clearMocks: true,
};

// What the end-to-end tests run on: Terraform's and OpenTofu's binaries, with commas between them.
process.env.TERRAFORM_BINARIES ||= process.env.TERRAFORM_BINARY_NAME || "terraform";
process.env.TERRAFORM_BINARIES = process.env.TERRAFORM_BINARIES.replace(/\s/g, "");
const binaries = process.env.TERRAFORM_BINARIES.split(",");

/** @type {import("jest").Config} */
module.exports = {
  // The end-to-end tests wait for other programs more than they compute.
  maxWorkers: "100%",
  // In milliseconds. Unit tests that start a process take long on a busy machine.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/{,review/,check/}__tests__/**/*.test.ts"],
      testPathIgnorePatterns: [
        "/node_modules/",
        "<rootDir>/__tests__/e2e/",
        "<rootDir>/__tests__/packages/",
        "\\.(program|property)\\.test\\.ts$",
      ],
    },
    {
      ...shared,
      // Of random values, of which each costs as much as an example: a quarter of what the unit tests take.
      displayName: "properties",
      testMatch: ["<rootDir>/{,review/,check/}__tests__/**/*.property.test.ts"],
    },
    {
      ...shared,
      // They start programs of their own, each of which costs as much as a hundred unit tests.
      displayName: "programs",
      testMatch: ["<rootDir>/{,review/,check/}__tests__/**/*.program.test.ts"],
    },
    {
      ...shared,
      displayName: "packages",
      testMatch: ["<rootDir>/__tests__/packages/**/*.test.ts"],
      globalSetup: "<rootDir>/__tests__/packages/support/global-setup.ts",
      globalTeardown: "<rootDir>/__tests__/packages/support/global-teardown.ts",
    },
    ...binaries.map((terraformBinary) => ({
      ...shared,
      displayName: binaries.length === 1 ? "e2e" : `e2e ${terraformBinary}`,
      testMatch: ["<rootDir>/__tests__/e2e/**/*.test.ts"],
      globals: { terraformBinary },
      setupFiles: ["<rootDir>/__tests__/e2e/support/use-terraform-binary.ts"],
      globalSetup: "<rootDir>/__tests__/e2e/support/global-setup.ts",
      globalTeardown: "<rootDir>/__tests__/e2e/support/global-teardown.ts",
    })),
  ],
};
