/** What is promised to users and guests: by the policies of a state, or what both sets of permissions of the stack give. */
import { PoolSimulator, UnreadableDocument, unknownWords, type PoolDecision } from "identity-pool-review";
import type { Access, Attempt } from "./attempts/attempt";
import type { DeployedPool } from "./deployed-pool";
import { CouldNotBeTried } from "./problem";
import type { Token } from "./sign-in/token";

/** A promise, or why nobody knows what it is. */
export type Promised =
  | { readonly promised: Access }
  | { readonly promised: "unknown"; readonly whyPromiseUnknown: string };

export interface Promises {
  /** Whether a user gets credentials.
   *  @param token none for a user whom the user pool gives none: what is promised then is that it does */
  user(token: Token | undefined): Promised;
  /** Whether guests get credentials. */
  guest(): Promised;
  access(attempt: Attempt): Promised;
  /** Whether they say more than what every pool promises: what some apps allow and others do not. */
  readonly areOfState: boolean;
}

/** @throws CouldNotBeTried for a state that cannot be read, or one of another pool */
export function promisesFor(pool: DeployedPool, state: object | undefined): Promises {
  return state === undefined ? ofPermissionSets(pool) : new PromisesOfState(state, pool.identityPoolId);
}

function ofPermissionSets({ allowUnauthenticatedIdentities }: DeployedPool): Promises {
  return {
    areOfState: false,
    user: () => ({ promised: "allowed" }),
    guest: () => ({ promised: allowUnauthenticatedIdentities === true ? "allowed" : "refused" }),
    access: ({ promised }) => ({ promised }),
  };
}

class PromisesOfState implements Promises {
  readonly areOfState = true;
  private readonly simulator: PoolSimulator;

  constructor(state: object, identityPoolId: string) {
    try {
      this.simulator = new PoolSimulator(state, identityPoolId);
    } catch (error) {
      if (error instanceof UnreadableDocument) throw new CouldNotBeTried(`the state cannot be used. ${error.message}`);
      throw error;
    }
  }

  user(token: Token | undefined): Promised {
    return token === undefined ? { promised: "allowed" } : promisedBy(this.simulator.credentials(token));
  }

  guest(): Promised {
    return promisedBy(this.simulator.credentials());
  }

  access({ caller: { token, identityId }, asks }: Attempt): Promised {
    const context = { "aws:SecureTransport": String(isOverTls(asks.action)), ...asks.context };
    return promisedBy(this.simulator.access(token, { identityId, ...asks, context }));
  }
}

/** The SDK calls a service by TLS, unless the environment names another endpoint.
 *  https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
function isOverTls(action: string): boolean {
  const [service = ""] = action.split(":");
  const name = service.replaceAll("-", "_").toUpperCase();
  const endpoint = process.env[`AWS_ENDPOINT_URL_${name}`] ?? process.env.AWS_ENDPOINT_URL ?? "https:";
  return !endpoint.toLowerCase().startsWith("http:");
}

function promisedBy(said: PoolDecision): Promised {
  if (said.decision === "unknown") return { promised: "unknown", whyPromiseUnknown: unknownWords(said.cause) };
  return { promised: said.decision === "allowed" ? "allowed" : "refused" };
}
