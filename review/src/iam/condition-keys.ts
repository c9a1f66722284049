/** Which requests have which condition keys. Keys are in lower case.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */

/** What stands before `:aud`, `:amr` and `:sub` in Cognito's keys: one or more for each partition. */
export const COGNITO_PREFIXES: readonly string[] = [
  "cognito-identity.amazonaws.com",
  "cognito-identity-us-gov.amazonaws.com",
  "cognito-identity.us-gov-east-1.amazonaws.com",
  "cognito-identity.cn-north-1.amazonaws.com.cn",
  "cognito-identity.cn-north-1.amazonaws.com",
];

const IN_EVERY_REQUEST: ReadonlySet<string> = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principaltype",
  "aws:requestedregion",
  "aws:securetransport",
  "aws:sourceip",
  "aws:tokenissuetime",
  "aws:useragent",
  "aws:userid",
  "aws:viaawsservice",
]);

/** Whether every request has a key, with a value that a policy's author does not know. */
export function isInEveryRequest(key: string): boolean {
  return IN_EVERY_REQUEST.has(key);
}

/** Whether a key is of some provider's token. Those of OpenID Connect providers begin with a host's name; the names of AWS's
 *  services have no dot. A request with a token of Cognito's has the keys of its own prefix, and no others. */
export function isOfAnotherToken(key: string): boolean {
  return /^(?:saml|cognito-identity[\w-]*|[\w%/-]*\.[\w%./-]*):/.test(key);
}
