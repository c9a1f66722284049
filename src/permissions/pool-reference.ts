import type { Partition } from "../aws/partition";

/** A pool, as far as policies speak of it: made here, or anywhere. */
export interface PoolReference {
  readonly identityPoolId: string;
  readonly partition: Partition;
}
