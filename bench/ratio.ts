/** Two costs against each other, in turn, in one run on one machine: what a machine does meanwhile hits both. */

export interface Ratio {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** A cost in any unit, such as seconds of CPU. */
export type Cost = () => number | Promise<number>;

/** How many times the cost of `theirs` that of `ours` is. One pair more than is asked for is measured and not counted:
 *  it fills caches and lets the engine compile what it will run. */
export async function ratioOf(ours: Cost, theirs: Cost, pairs: number): Promise<Ratio> {
  const ratios: number[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const our = await ours();
    const their = await theirs();
    if (pair > 0) ratios.push(our / their);
  }
  ratios.sort((a, b) => a - b);
  return { min: ratios[0] ?? NaN, median: median(ratios), max: ratios.at(-1) ?? NaN };
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
