/** What policies need to know about a pool. */
import { limits } from "../aws/limits";
import type { Partition } from "../aws/partition";
import { inWords } from "../checks/in-words";
import { nameRule, placeRules } from "../checks/option-rules";
import type { PolicyStatement } from "./policy-statement";
import { checked, refused } from "./statement-problems";

/** What policies need to know about a pool, which may be made here or elsewhere. */
export interface PoolReference {
  /** Id of the pool, such as `us-east-1:12345678-1234-1234-1234-123456789012`.
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly identityPoolId: string;
  /** The AWS partition that the pool is in.
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition: Partition;
}

const RULES = {
  identityPoolId: nameRule(limits.identityPoolId, "the pool's id"),
  partition: { ...placeRules.partition, presence: "required" },
} as const;

/** Statements about a pool, or what is wrong with the reference to it. */
export function aboutPool(
  functionName: string,
  pool: PoolReference,
  statements: () => PolicyStatement[],
): PolicyStatement[] {
  if (!isObject(pool)) {
    return [
      refused([
        `${functionName}: the pool is ${inWords(pool)}: give an IdentityPool, or an object with identityPoolId and partition. See ${limits.identityPoolId.see}`,
      ]),
    ];
  }
  // A pool has more members than these two. They are not options.
  const reference = { identityPoolId: pool.identityPoolId, partition: pool.partition };
  return checked(functionName, reference, RULES, statements);
}

/** Plain JavaScript may give anything. */
function isObject(pool: unknown): boolean {
  return typeof pool === "object" && pool !== null;
}
