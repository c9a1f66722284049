/** A pool as it is configured, from wherever that can be read. */
import type { PolicyDocument } from "identity-pool-review";

export interface ConfiguredPool {
  /** Where this was read, for people. */
  readonly source: string;
  readonly clients: readonly ConfiguredClient[];
  /** The role of signed-in users, and that of guests. */
  readonly authenticated: ConfiguredRole | undefined;
  readonly unauthenticated: ConfiguredRole | undefined;
  /** Roles by the ARNs that tokens name. */
  readonly others: Readonly<Record<string, ConfiguredRole>>;
  /** How the pool chooses the role of users of the token's provider; undefined without a mapping, and for guests. */
  readonly roleMapping: "Token" | "Rules" | undefined;
  readonly hasPrincipalTags: boolean;
}

export interface ConfiguredClient {
  /** Name of the provider: `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
  readonly provider: string;
  readonly clientId: string;
  readonly serverSideTokenCheck: boolean;
}

export interface ConfiguredRole {
  readonly name: string;
  /** "missing" if there is no such role, undefined if it could not be read. */
  readonly trust: PolicyDocument | "missing" | undefined;
}
