/** The unit tests as mutation testing runs them. */
const { projects } = require("../jest.config.js");
const unit = projects.find(({ displayName }) => displayName === "unit");

module.exports = {
  ...unit,
  rootDir: `${__dirname}/..`,
  // Tells which test reaches which line.
  testEnvironment: "@stryker-mutator/jest-runner/jest-env/node",
};
