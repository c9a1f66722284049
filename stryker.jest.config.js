/** The unit tests as mutation testing runs them: with its environment, which tells which test reaches which line. */
const { projects } = require("./jest.config.js");
const unit = projects.find(({ displayName }) => displayName === "unit");

module.exports = {
  ...unit,
  testEnvironment: "@stryker-mutator/jest-runner/jest-env/node",
  // What is mutated, by its own tests: others read the repository's files, or start programs that no mutant reaches.
  testMatch: [
    "<rootDir>/__tests__/{aws,checks,identity-pool,permissions,stack,terraform}/**/*.test.ts",
    "<rootDir>/{review,check}/__tests__/**/*.test.ts",
  ],
};
