/** The unit tests as mutation testing runs them. */
const { projects } = require("../jest.config.js");
const unit = projects.find(({ displayName }) => displayName === "unit");

module.exports = {
  ...unit,
  rootDir: `${__dirname}/..`,
  // What a random value finds today it may miss tomorrow, and each costs as much as a hundred others.
  testPathIgnorePatterns: [...unit.testPathIgnorePatterns, "\\.property\\.test\\.ts$"],
  // Tells which test reaches which line.
  testEnvironment: "@stryker-mutator/jest-runner/jest-env/node",
};
