/** The tags of a session: claims of the token that a user signed in with.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */

/** A tag that one provider of a pool gives to the sessions of its users. */
export interface SessionTag {
  /** Key of the tag, as in `aws:PrincipalTag/KEY`.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
  readonly key: string;
  /** The claim of the token that fills it.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
  readonly claim: string;
  /** The provider whose tokens these are.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
  readonly identityProvider: string;
}

/** Standard claims that say something about a user. A user pool lets an app client write each of them, and every custom
 *  attribute, unless its settings say otherwise; other providers let users edit them as well.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 *  https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims */
const STANDARD_ATTRIBUTES = [
  ...["address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "locale"],
  ...["middle_name", "name", "nickname", "phone_number", "phone_number_verified", "picture", "preferred_username"],
  ...["profile", "updated_at", "website", "zoneinfo"],
];

/** Whether users may be able to choose what the claim says. */
export function isWrittenByUsers(claim: string): boolean {
  return claim.startsWith("custom:") || STANDARD_ATTRIBUTES.includes(claim);
}
