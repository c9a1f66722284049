/** What the check has written, or may have, so that it can be removed at the end, whatever happened in between. */

export interface Trace {
  /** What it is, for people: "s3://bucket/key". */
  readonly what: string;
  /** Ways to remove it, each by somebody who may be allowed to. Resolves also if it is not there.
   *  @returns what is left all the same, in words */
  readonly removals: (() => Promise<string | undefined>)[];
}

export class Traces {
  private readonly traces = new Map<string, Trace>();

  /** To be called before the write: it may succeed though its answer never arrives. */
  expect(what: string, removal: () => Promise<string | undefined>): void {
    const trace = this.traces.get(what) ?? { what, removals: [] };
    this.traces.set(what, trace);
    trace.removals.push(removal);
  }

  /** Removes everything.
   *  @returns what could not be removed */
  async remove(): Promise<string[]> {
    const left: string[] = [];
    for (const { what, removals } of this.traces.values()) {
      const remains = await removed(removals);
      if (remains !== undefined) left.push(remains === "" ? what : `${what} (${remains})`);
    }
    this.traces.clear();
    return left;
  }
}

/** Asks one after the other until one has removed it. */
async function removed(removals: Trace["removals"]): Promise<string | undefined> {
  let problem = "";
  for (const removal of removals) {
    try {
      const remains = await removal();
      if (remains === undefined) return undefined;
      problem = remains;
    } catch (error) {
      problem ||= error instanceof Error ? error.name : String(error);
    }
  }
  return problem;
}
