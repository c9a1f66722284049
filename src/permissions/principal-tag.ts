/** The tag of a session in a policy.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */

/** The policy variable that holds a principal tag of the caller, for the resources and conditions of a statement: rows or
 *  folders of the user's own team, say. The pool must map a claim to the tag (`IdentityPool.addPrincipalTags`); without the
 *  tag, a statement that names it matches nothing.
 *  @param key of the tag, such as `team`
 *  @returns `&{aws:PrincipalTag/team}`, which the policy that IAM reads has as `${aws:PrincipalTag/team}`
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#principaltag */
export function principalTag(key: string): string {
  return `&{aws:PrincipalTag/${key}}`;
}
