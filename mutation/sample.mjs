/** A random sample of a package's mutants: all of them take days. It says how far the score of all may be from the sample's.
 *  https://stryker-mutator.io/docs/stryker-js/plugins/ */
import { createHash } from "node:crypto";
import { relative } from "node:path";

/** In percent, of all mutants that can be killed. */
export const LEAST_SCORE = 85;

/** Whether a mutant is in the sample: what a seed says of a mutant depends on no other one. */
export function isInSample({ fileName, location, mutatorName, replacement }, { share, seed }) {
  const name = JSON.stringify([seed, relative(process.cwd(), fileName), location, mutatorName, replacement]);
  return createHash("sha256").update(name).digest().readUInt32BE(0) / 2 ** 32 < share;
}

/** Where the score of all mutants is, in percent, at odds of 19 to 1: Wilson's interval.
 *  https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm */
export function interval(killed, tested) {
  const z = 1.96;
  const middle = (killed + z ** 2 / 2) / (tested + z ** 2);
  const distance = (z / (tested + z ** 2)) * Math.sqrt((killed * (tested - killed)) / tested + z ** 2 / 4);
  return [100 * (middle - distance), 100 * (middle + distance)];
}

const ofRun = () => ({ share: Number(process.env.MUTATION_SAMPLE), seed: process.env.MUTATION_SEED });

const verdict = (mutant) =>
  isInSample(mutant, ofRun()) ? { status: "passed" } : { status: "compileError", reason: "not in the sample" };

/** Stryker asks checkers which mutants to leave out, and counts those as errors. */
const checker = {
  init: () => Promise.resolve(),
  group: (mutants) => Promise.resolve([mutants.map(({ id }) => id)]),
  check: (mutants) => Promise.resolve(Object.fromEntries(mutants.map((mutant) => [mutant.id, verdict(mutant)]))),
};

const reporter = {
  onMutationTestReportReady(_report, { systemUnderTestMetrics: { metrics } }) {
    const { totalDetected, totalValid } = metrics;
    const [from, to] = totalValid === 0 ? [0, 100] : interval(totalDetected, totalValid);
    const { share, seed } = ofRun();
    process.stdout.write(
      `Sample of ${100 * share}% with MUTATION_SEED=${seed}: ${totalDetected} of ${totalValid} mutants killed. Of all, ${from.toFixed(1)}% to ${to.toFixed(1)}%.\n`,
    );
    if (to < LEAST_SCORE || totalValid === 0) process.exitCode = 1;
  },
};

export const strykerPlugins = [
  { kind: "Checker", name: "sample", value: checker },
  { kind: "Reporter", name: "sample", value: reporter },
];
