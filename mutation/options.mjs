/** Mutation testing of a sample of each package: `npm run mutation`, or of all mutants of some files:
 *  `npx stryker run mutation/review.config.mjs --mutate review/src/access/arn-names.ts`, by fewer tests with their pattern in
 *  MUTATION_TESTS.
 *  https://stryker-mutator.io/docs/stryker-js/configuration/ */
import { LEAST_SCORE } from "./sample.mjs";

const { MUTATION_SAMPLE: share, MUTATION_TESTS } = process.env;
if (share !== undefined && !(Number(share) > 0 && Number(share) <= 1))
  throw new Error(`MUTATION_SAMPLE is "${share}": give the share of all mutants, such as 0.03, or 1 for all.`);

// Another sample each day. Stryker's processes read it.
process.env.MUTATION_SEED ??= new Date().toISOString().slice(0, 10);

/** Of a package: its sources, and the tests that mirror them. Other tests read the repository's files, or start programs that no
 *  mutant reaches. */
export const mutationOf = ({ sources, tests }) => ({
  testRunner: "jest",
  jest: {
    projectType: "custom",
    configFile: "mutation/jest.config.js",
    config: { testMatch: [`<rootDir>/${MUTATION_TESTS ?? `${tests}/**/*.test.ts`}`] },
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
  plugins: ["@stryker-mutator/*", "./mutation/sample.mjs"],
  checkers: share ? ["sample"] : [],
  reporters: ["clear-text", "progress-append-only", "html", ...(share ? ["sample"] : [])],
  htmlReporter: { fileName: `coverage/mutation/${sources}.html` },
  tempDirName: ".cache/stryker",
  // Below it the run fails. A sample fails if the score of all is below, as far as it can tell.
  thresholds: { high: 95, low: 90, break: share ? null : LEAST_SCORE },
});
