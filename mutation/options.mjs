/** Mutation testing of one package: `npm run mutation`, or of some files
 *  `npx stryker run mutation/review.config.mjs --mutate review/src/access/arn-names.ts`, by fewer tests with their pattern in
 *  MUTATION_TESTS.
 *  https://stryker-mutator.io/docs/stryker-js/configuration/ */

/** Of a package: its sources, and the tests that mirror them. Other tests read the repository's files, or start programs that no
 *  mutant reaches. */
export const mutationOf = ({ sources, tests }) => ({
  testRunner: "jest",
  jest: {
    projectType: "custom",
    configFile: "mutation/jest.config.js",
    config: { testMatch: [`<rootDir>/${process.env.MUTATION_TESTS ?? `${tests}/**/*.test.ts`}`] },
    // Which tests reach a mutant is known better: by the dry run.
    enableFindRelatedTests: false,
  },
  coverageAnalysis: "perTest",
  disableTypeChecks: false,
  mutate: [
    `${sources}/**/*.ts`,
    // Facts of AWS, each of which a test holds as a whole.
    "!review/src/iam/tables/**",
    "!**/index.ts",
  ],
  ignorePatterns: ["/.cache", "/.local-aws", "/cdktf.out", "/dist", "/coverage", "/docs/api", "/examples/web"],
  // Words: those of messages stand in golden files.
  mutator: { excludedMutations: ["StringLiteral"] },
  concurrency: 2,
  dryRunTimeoutMinutes: 20,
  timeoutMS: 30_000,
  reporters: ["clear-text", "progress-append-only", "html"],
  htmlReporter: { fileName: `coverage/mutation/${sources}.html` },
  tempDirName: ".cache/stryker",
  // In percent: below it the run fails.
  thresholds: { high: 95, low: 90, break: 85 },
});
