/** Jest's runner of a test file, for mutants: it stops at the first test that fails, and passes over files that have none of those asked
 *  for. Stryker wants no more, and Jest's `bail` does not work for a program: without this, each mutant costs every test that reaches it.
 *  https://github.com/jestjs/jest/issues/11766 */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { createEmptyTestResult } = require("@jest/test-result");
const { default: circus } = require("jest-circus/runner");

/** The mutant that a test of this process failed for last. */
let killed;

/** For each test file the number of the mutant of this process that it killed last. */
const lastKills = new Map();
let kills = 0;

/** Where the names of a file's tests are kept: Stryker's dry run fills it, in a folder that ends with Stryker's run. */
const namesOf = (rootDir, testPath) => join(rootDir, ".cache", createHash("sha256").update(testPath).digest("hex"));

/** What Jest hears of a file that is passed over. It takes one without any test for broken. */
function passedOver() {
  const test = { ancestorTitles: [], failureDetails: [], failureMessages: [], fullName: "", numPassingAsserts: 0 };
  return { ...createEmptyTestResult(), numPendingTests: 1, testResults: [{ ...test, status: "pending", title: "" }] };
}

module.exports = async (globalConfig, config, environment, runtime, testPath, sendMessageToJest) => {
  const run = () => circus(globalConfig, config, environment, runtime, testPath, sendMessageToJest);
  const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
  if (mutant === undefined) {
    const result = await run();
    mkdirSync(join(config.rootDir, ".cache"), { recursive: true });
    writeFileSync(
      namesOf(config.rootDir, testPath),
      JSON.stringify(result.testResults.map(({ fullName }) => fullName)),
    );
    return result;
  }
  if (killed === mutant) return passedOver();
  const asked = globalConfig.testNamePattern && new RegExp(globalConfig.testNamePattern, "i");
  if (asked && !JSON.parse(readFileSync(namesOf(config.rootDir, testPath), "utf8")).some((name) => asked.test(name)))
    return passedOver();

  const handle = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = async (event, state) => {
    await handle?.(event, state);
    if (event.name === "test_start" && killed === mutant) event.test.mode = "skip";
    if (event.name === "test_done" && event.test.errors.length > 0 && killed !== mutant) {
      killed = mutant;
      lastKills.set(testPath, ++kills);
    }
  };
  return run();
};

module.exports.lastKills = lastKills;
