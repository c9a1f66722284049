/** Principal tags: a claim in the user's token becomes a tag of the session, and policies read it as
 *  `&{aws:PrincipalTag/KEY}`.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
import type { CognitoIdentityPoolProviderPrincipalTagConfig } from "@cdktf/provider-aws/lib/cognito-identity-pool-provider-principal-tag";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { problemsWith, problemsWithKey } from "../../checks/check-limit";
import { flag, mandatory, mapOf, object, optional, text } from "../../checks/kinds";
import type { PoolReference } from "../../permissions/pool-reference";
import type { SessionTag } from "../../permissions/session-tag";
import { known } from "../../terraform/tokens";
import { identityProviderKind } from "./role-mapping";
import { providerNameOfUserPool } from "./user-pool-client";
import type { AnyUserPoolClient } from "./user-pool-client";

/** The tags that one provider's users bring along.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html
 *  @example { identityProvider: web, tags: { team: "custom:team" } } */
export interface PrincipalTags {
  /** Whose tokens the claims are read from: a user pool client (all clients of a user pool share their tags), or the name
   *  of a social login, or the ARN of an OpenID Connect or SAML provider, at most 128 characters.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
  readonly identityProvider: AnyUserPoolClient | string;
  /** Tag to claim, such as `{ team: "custom:team" }`: at most 50, tags of 1 to 128 and claims of 1 to 256 characters.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
  readonly tags: Record<string, string>;
  /** Whether Cognito's own mapping is used: the tag `username` from the claim `sub`, the tag `client` from `aud`.
   *  @default false: the tags are the ones given
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
  readonly useDefaults?: boolean;
}

/** Cognito's own mapping. */
const DEFAULT_TAGS = { username: "sub", client: "aud" };
/** Tags of one provider as they were given. */
export const principalTagsKind = object<PrincipalTags>({
  rule: "the tags of a provider ({ identityProvider, tags })",
  see: limits.principalTags.see,
  settings: {
    identityProvider: mandatory(identityProviderKind),
    tags: mandatory(mapOf(text(limits.principalTagClaim), 'the claim of each tag, such as { team: "custom:team" }')),
    useDefaults: optional(flag),
  },
});

/** The provider as Cognito names it here: a user pool without its client. */
export function identityProviderOfTags({ identityProvider }: PrincipalTags, partition: Partition): string {
  return typeof identityProvider === "string" ? identityProvider : providerNameOfUserPool(identityProvider, partition);
}

/** The tags of sessions that these are, one by one; undefined where only Terraform knows them. */
export function sessionTags(
  principalTags: readonly PrincipalTags[],
  partition: Partition,
): readonly SessionTag[] | undefined {
  if (!principalTags.every(({ tags }) => known(tags))) return undefined;
  return principalTags.flatMap((each) => {
    const identityProvider = identityProviderOfTags(each, partition);
    const tags: Record<string, string> = { ...(each.useDefaults === true ? DEFAULT_TAGS : {}), ...each.tags };
    return Object.entries(tags).map(([key, claim]) => ({ key, claim, identityProvider }));
  });
}

/** The tags as Terraform takes them. `use_defaults` is always written: Terraform's own default is true. */
export function principalTagConfig(
  principalTags: PrincipalTags,
  pool: PoolReference,
): CognitoIdentityPoolProviderPrincipalTagConfig {
  const { tags, useDefaults = false } = principalTags;
  return {
    identityPoolId: pool.identityPoolId,
    identityProviderName: identityProviderOfTags(principalTags, pool.partition),
    principalTags: tags,
    useDefaults,
  };
}

export function problemsWithPrincipalTags(setting: string, { tags }: PrincipalTags): string[] {
  if (!known(tags)) return [];
  return [
    ...problemsWith(`${setting}.tags`, Object.keys(tags), limits.principalTags),
    ...Object.entries(tags).flatMap(([key, claim]) => [
      ...problemsWithKey(`${setting}.tags`, key, limits.principalTagKey),
      ...problemsWith(`${setting}.tags[${JSON.stringify(key)}]`, claim, limits.principalTagClaim),
    ]),
  ];
}
