/** The unit tests as mutation testing runs them: without the properties, for what a random value finds today it may miss tomorrow. */
const { projects } = require("../jest.config.js");
const unit = projects.find(({ displayName }) => displayName === "unit");

module.exports = {
  ...unit,
  rootDir: `${__dirname}/..`,
  // In milliseconds. A test that is slow with all mutants in the code would be taken for one that noticed something; what a mutant
  // makes endless, Stryker ends.
  testTimeout: 120_000,
  // Tells which test reaches which line.
  testEnvironment: "@stryker-mutator/jest-runner/jest-env/node",
  testRunner: "<rootDir>/mutation/jest-circus-that-bails.cjs",
  testSequencer: "<rootDir>/mutation/sequencer.cjs",
};
