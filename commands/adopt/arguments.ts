/** What `npm run adopt` was asked for. */
import { limits } from "../../src/aws/limits";
import { Problem } from "../problem";

export const usage = `npm run -s adopt -- POOL_ID               print the main.ts that adopts the identity pool
npm run -s adopt -- POOL_ID --variables   print the values of its variables, for -var-file
npm run -s adopt -- POOL_ID --literals    with ids and names in main.ts, as Terraform 1.5 needs them in imports
It reads with the usual AWS credentials (AWS_PROFILE, AWS_ACCESS_KEY_ID, ...), in the region that the id names.`;

const options = ["--variables", "--literals"];

export type Arguments =
  | { readonly kind: "help" }
  | { readonly kind: "adopt"; readonly poolId: string; readonly variables: boolean; readonly literals: boolean };

/** @throws Problem for anything that the usage does not have */
export function readArguments(args: readonly string[]): Arguments {
  if (args.includes("--help") || args.includes("-h")) return { kind: "help" };
  const unknown = args.find((arg) => arg.startsWith("-") && !options.includes(arg));
  if (unknown !== undefined)
    throw new Problem(`there is no option ${JSON.stringify(unknown)}: the options are ${options.join(" and ")}.`);
  const ids = args.filter((arg) => !options.includes(arg));
  const [poolId] = ids;
  const example = "us-east-1:12345678-1234-1234-1234-123456789012";
  if (poolId === undefined) throw new Problem(`no pool is given: give the id of an identity pool, such as ${example}.`);
  if (ids.length > 1) throw new Problem(`${ids.length} pools are given: give the id of one identity pool.`);
  const { pattern, max } = limits.identityPoolId;
  if (poolId.length > max || !pattern.test(poolId))
    throw new Problem(`${JSON.stringify(poolId)} is not the id of an identity pool: give one such as ${example}.`);
  return { kind: "adopt", poolId, variables: args.includes("--variables"), literals: args.includes("--literals") };
}
