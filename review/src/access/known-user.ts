/** A user whose token and identity id are known, in the place of the people of the small world. */
import { areKnown, type KeyValues } from "../iam/context";
import type { Pool } from "../model/access-model";
import { IDENTITY_ID, tagOf } from "./people";
import type { SessionUser } from "./session-context";
import { developerProviderOf } from "./tags-of-server";

/** What a user shows to the identity pool.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
export interface UserToken {
  /** Name of the provider as `Logins` has it, such as `cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI`. */
  readonly provider: string;
  /** The claims of the id token, as they stand in it. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Whether a mapping or a tag of the pool is for the provider of a token. A user pool may have the app client behind it, an
 *  OpenID Connect provider is named by its ARN.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html */
export function isForProvider(name: string, { provider, claims }: UserToken): boolean {
  return (
    name === provider ||
    name === `${provider}:${String(claims.aud)}` ||
    name.replace(/^arn:[^/]*:oidc-provider\//, "") === provider
  );
}

export class KnownUser implements SessionUser {
  private readonly tags = new Map<string, KeyValues>();
  /** What is known of a tag that no mapping has. */
  private readonly otherTags: KeyValues = [];

  /** @param token none for a guest */
  constructor(
    pool: Pool,
    token: UserToken | undefined,
    private readonly identityId: string,
  ) {
    if (token === undefined) return;
    if (token.provider === developerProviderOf(pool)) this.otherTags = "unknown";
    for (const { identityProvider, tag, claim } of pool.principalTags) {
      if (isForProvider(identityProvider, token)) this.tags.set(tag.toLowerCase(), valuesOfClaim(token.claims[claim]));
    }
  }

  valueOf(key: string): string | undefined {
    if (IDENTITY_ID.test(key)) return this.identityId;
    const values = this.tagValues(key);
    return areKnown(values) && values.length === 1 ? values[0] : undefined;
  }

  comparedValues(key: string): KeyValues | undefined {
    const value = this.valueOf(key);
    return value === undefined ? undefined : [value];
  }

  tagValues(key: string): KeyValues {
    return this.tags.get(tagOf(key) ?? "") ?? this.otherTags;
  }
}

/** AWS does not say what becomes of a list. */
function valuesOfClaim(claim: unknown): KeyValues {
  if (claim === undefined || claim === null) return [];
  if (typeof claim === "string") return [claim];
  return typeof claim === "number" || typeof claim === "boolean" ? [String(claim)] : "unknown";
}
