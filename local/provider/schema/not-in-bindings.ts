/** What the AWS provider's schema says and its CDKTF bindings leave out. Paths are block and attribute names with dots between.
 *  Defaults, forced replacements and value checks are not part of a schema on the wire: each stands in its resource's file. */

export interface NotInBindings {
  readonly sensitive?: readonly string[];
  readonly maxItems?: Readonly<Record<string, number>>;
}

export const notInBindings: Readonly<Record<string, NotInBindings>> = {
  provider: { maxItems: { assume_role_with_web_identity: 1, default_tags: 1, ignore_tags: 1 } },
  aws_cognito_identity_pool_roles_attachment: { maxItems: { "role_mapping.mapping_rule": 25 } },
  aws_cognito_user_pool: { maxItems: { schema: 50 } },
  aws_cognito_user_pool_client: { sensitive: ["client_secret"] },
};
