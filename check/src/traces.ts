/** What the check has written, or may have, so that it can be removed at the end, whatever happened in between. */
import { answerOf, messageOf } from "./problem";

interface Trace {
  /** What it is, for people: "s3://bucket/key". */
  readonly what: string;
  /** Ways to remove it, each by somebody who may have written it. Resolves also if it is not there.
   *  @returns what is left all the same, in words */
  readonly removals: Set<Removal>;
}

type Removal = () => Promise<string | undefined>;

export class Traces {
  private readonly traces = new Map<string, Trace>();

  /** Writes something that is removed at the end: also if the answer never arrives, for the write may have succeeded.
   *  @param removal by the caller who writes */
  async write<T>(what: string, removal: Removal, write: () => Promise<T>): Promise<T> {
    const trace = this.traces.get(what) ?? { what, removals: new Set() };
    this.traces.set(what, trace);
    trace.removals.add(removal);
    try {
      return await write();
    } catch (error) {
      if (isRefused(error)) trace.removals.delete(removal);
      throw error;
    }
  }

  /** Removes everything.
   *  @returns what could not be removed */
  async remove(): Promise<string[]> {
    const left: string[] = [];
    for (const { what, removals } of this.traces.values()) {
      const remains = removals.size === 0 ? undefined : await removed(removals);
      if (remains !== undefined) left.push(`${what} (${remains})`);
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
      problem ||= answerOf(error)?.name ?? messageOf(error);
    }
  }
  return problem;
}

/** AWS answered, and the answer is that the request was at fault: nothing was written. */
export function isRefused(error: unknown): boolean {
  return error instanceof Error && "$fault" in error && error.$fault === "client";
}
