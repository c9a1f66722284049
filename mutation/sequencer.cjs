/** Runs the file first that killed the last mutant: the next one is often in the same function. */
const { default: TestSequencer } = require("@jest/test-sequencer");
const { lastKills } = require("./jest-circus-that-bails.cjs");

const lastKill = ({ path }) => lastKills.get(path) ?? 0;

module.exports = class extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => lastKill(b) - lastKill(a));
  }
};
