/** What the command does: settings in, a check and an exit status out. */
import { checkAccess, type AccessCheck, type CheckOptions } from "../check";
import type { DeployedPool } from "../deployed-pool";
import { renderCheck } from "../formats";
import { CouldNotBeTried } from "../problem";
import { VERSION } from "../version";
import { readArguments, USAGE, type CheckArguments } from "./arguments";
import { readClientConfig, type ClientConfig } from "./config-file";
import { readJsonObject } from "./json-file";
import { usersOf } from "./users";

export const EXIT = { asPromised: 0, notAsPromised: 1, couldNotBeTried: 2 } as const;

export interface Result {
  readonly output: string;
  readonly status: number;
}

/** @throws CouldNotBeTried */
export async function runCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Result> {
  const read = readArguments(args);
  if (read.kind === "help") return { output: `${USAGE}\n`, status: EXIT.asPromised };
  if (read.kind === "version") return { output: `${VERSION}\n`, status: EXIT.asPromised };
  const check = await checkAccess({ ...(await optionsOf(read, env)), signal });
  return { output: renderCheck(check, read.format), status: statusOf(check) };
}

async function optionsOf(read: CheckArguments, env: NodeJS.ProcessEnv): Promise<CheckOptions> {
  const config = read.config === undefined ? { pool: {}, bucket: {} } : await readClientConfig(read.config);
  const { bucketName = config.bucket.bucketName, ...ofObjects } = read.bucket;
  return {
    pool: poolOf(read, config),
    users: usersOf(read.users, env),
    authFlow: read.authFlow,
    ...(bucketName !== undefined && { bucket: { region: config.bucket.region, ...ofObjects, bucketName } }),
    table: read.table,
    ...(read.state !== undefined && { state: await readJsonObject(read.state) }),
  };
}

function poolOf({ pool: flags }: CheckArguments, { pool }: ClientConfig): DeployedPool {
  const { region = pool.region, identityPoolId = pool.identityPoolId } = flags;
  if (identityPoolId === undefined)
    throw new CouldNotBeTried("no identity pool is given: give --config FILE or --identity-pool-id ID");
  if (!/^[\w-]+:[0-9a-f-]+$/.test(identityPoolId)) {
    throw new CouldNotBeTried(
      `the identity pool id is ${identityPoolId}: give one such as us-east-1:12345678-1234-1234-1234-123456789012`,
    );
  }
  const { userPoolId = pool.userPoolId } = flags;
  if (userPoolId !== undefined && !/^[\w-]+_[0-9a-zA-Z]+$/.test(userPoolId)) {
    throw new CouldNotBeTried(`the user pool id is ${userPoolId}: give one such as us-east-1_AbCdEfGhI`);
  }
  return {
    region: region ?? identityPoolId.replace(/:.*/, ""),
    identityPoolId,
    userPoolId,
    userPoolClientId: flags.userPoolClientId ?? pool.userPoolClientId,
    allowUnauthenticatedIdentities: flags.allowUnauthenticatedIdentities ?? pool.allowUnauthenticatedIdentities,
  };
}

function statusOf({ verdict }: AccessCheck): number {
  if (verdict === "as-promised") return EXIT.asPromised;
  return verdict === "incomplete" ? EXIT.couldNotBeTried : EXIT.notAsPromised;
}
