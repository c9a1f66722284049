import type { Partition } from "../aws/partition";

/** A pool, as far as policies speak of it: made here, or anywhere. */
export interface PoolReference {
  /** Id of the pool, such as `us-east-1:12345678-1234-1234-1234-123456789012`. */
  readonly identityPoolId: string;
  /** The AWS partition that the pool is in. */
  readonly partition: Partition;
}
