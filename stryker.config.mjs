/** Mutation testing: `npm run mutation`, or of some files `npm run mutation -- --mutate src/checks/tags.ts`.
 *  https://stryker-mutator.io/docs/stryker-js/configuration/ */
export default {
  testRunner: "jest",
  jest: { projectType: "custom", configFile: "stryker.jest.config.js", enableFindRelatedTests: true },
  coverageAnalysis: "perTest",
  disableTypeChecks: false,
  mutate: [
    "{src,review/src,check/src}/**/*.ts",
    // Facts of AWS and words, each of which a test holds as a whole.
    "!review/src/iam/tables/**",
    "!**/index.ts",
  ],
  ignorePatterns: ["/.cache", "/.local-aws", "/cdktf.out", "/dist", "/coverage", "/docs/api", "/examples/web"],
  // What no test tells apart is not worth the time: the words of messages stand in golden files.
  mutator: { excludedMutations: ["StringLiteral"] },
  concurrency: 2,
  timeoutMS: 30_000,
  reporters: ["clear-text", "progress-append-only", "html"],
  htmlReporter: { fileName: "coverage/mutation.html" },
  tempDirName: ".cache/stryker",
  // In percent: below it the run fails.
  thresholds: { high: 95, low: 90, break: 85 },
};
