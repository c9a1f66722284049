/** `npm run bench`: what developers wait for, as ratios. Absolute times are a machine's; these are the project's.
 *  It runs as a bundle, as the packages are built: what a loader of TypeScript adds would be charged to the constructs. */
import { constructAgainstL1s, manyAgainstFew } from "./pools";
import type { Ratio } from "./ratio";
import { deniesWithNotResource, foldersAndDenies, pairs, pools, roles, statements, twiceAsMuch } from "./review";
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
  { title: "Review of 3,000 statements, against 1,500", measure: () => twiceAsMuch(statements, 1_500), target: 2.5 },
  {
    title: "Review of 2,000 folders and denies, against 1,000",
    measure: () => twiceAsMuch(foldersAndDenies, 1_000),
    target: 2.5,
  },
  {
    // Each is asked about with each, and each of their places is asked about.
    title: "Review of 10 denies with 5 NotResource, against 5",
    measure: () => twiceAsMuch(deniesWithNotResource, 5),
    target: 4,
  },
  {
    title: "Review of 20,000 actions x resources, against 10,000",
    measure: () => twiceAsMuch(pairs, 10_000),
    target: 2.5,
  },
  { title: "Review of 1,000 pools, against 500", measure: () => twiceAsMuch(pools, 500), target: 2.5 },
  { title: "Review of 1,000 roles, against 500", measure: () => twiceAsMuch(roles, 500), target: 2.5 },
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
