/** What the settings of an identity pool are called in AWS CDK and in the raw resource, for who comes from there, and what takes the
 *  place of the meta-arguments that a raw resource has.
 *  https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cognito_identitypool.IdentityPool.html */

const OF_POOL: Readonly<Record<string, string>> = {
  authenticationProviders:
    "give user pools as userPoolClients, social logins as socialLogins, and other providers as openIdConnectProviderArns, samlProviderArns and developerProviderName",
  cognitoIdentityProviders: "give userPoolClients, each { userPoolId, clientId }",
  cognito_identity_providers: "give userPoolClients, each { userPoolId, clientId }",
  supportedLoginProviders: 'give socialLogins, such as { google: "..." }',
  supported_login_providers: 'give socialLogins, such as { google: "..." }',
  provider:
    "the pool is made of several resources, so give `region` where the pool is in another region, or set `provider` of each of them in an Aspect",
  dependsOn: "set `dependsOn` of the pool's `resource`, to entries such as CDKTF's dependable(bucket)",
  lifecycle: "give preventDestroy, or set `lifecycle` of the pool's `resource`",
};

const OF_MAPPING: Readonly<Record<string, string>> = {
  providerUrl:
    "give the provider as identityProvider: the client of the user pool itself, or the name of another provider",
  useToken: 'give type: "Token"',
  mappingKey: "leave it out: a mapping is known by its identityProvider",
  resolveAmbiguousRoles: 'give ambiguousRoleResolution: "AuthenticatedRole" or "Deny"',
};

/** The advice for a setting of a pool that goes by another name here. */
export function poolSettingElsewhere(name: string): string | undefined {
  return Object.hasOwn(OF_POOL, name) ? OF_POOL[name] : undefined;
}

/** The advice for a setting of a role mapping that goes by another name here. */
export function mappingSettingElsewhere(name: string): string | undefined {
  return Object.hasOwn(OF_MAPPING, name) ? OF_MAPPING[name] : undefined;
}
