/** `npm run bench`: what developers wait for, as ratios. Absolute times are a machine's; these are the project's. */
import { constructAgainstL1s, manyAgainstFew } from "./pools";
import type { Ratio } from "./ratio";
import { synthAgainstTemplate, unitTestsAgainstTemplate } from "./template";

interface Benchmark {
  readonly title: string;
  readonly measure: () => Promise<Ratio>;
  /** What the ratio is meant to be at most. */
  readonly target: number;
}

const benchmarks: readonly Benchmark[] = [
  { title: "npm run synth, against the app of CDKTF's template", measure: synthAgainstTemplate, target: 1 / 15 },
  { title: "Unit tests of the stack, against the template's", measure: unitTestsAgainstTemplate, target: 1 / 5 },
  { title: "A pool of the construct, against the same L1s", measure: constructAgainstL1s, target: 1.25 },
  { title: "A pool among 10,000, against one among 100", measure: manyAgainstFew, target: 1.25 },
];

async function main(): Promise<void> {
  console.log("CPU time: median of the ratio (lowest to highest), and what is aimed at\n");
  for (const { title, measure, target } of benchmarks) {
    const { min, median, max } = await measure();
    console.log(
      `${title.padEnd(52)} ${inWords(median).padEnd(7)} ${`(${inWords(min)} to ${inWords(max)})`.padEnd(20)} at most ${inWords(target)}`,
    );
  }
}

/** Below one, as a fraction: 1/15. */
function inWords(ratio: number): string {
  return ratio < 1 ? `1/${(1 / ratio).toFixed(1).replace(/\.0$/, "")}` : ratio.toFixed(2);
}

void main();
