/** Amazon Cognito's name in trust policies, also at the beginning of its condition keys. Some regions have their own.
 *  https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html */
export function cognitoIn(region: string): string {
  return OF_REGIONS[region] ?? "cognito-identity.amazonaws.com";
}

const OF_REGIONS: Readonly<Record<string, string>> = {
  "us-gov-west-1": "cognito-identity-us-gov.amazonaws.com",
  "us-gov-east-1": "cognito-identity.us-gov-east-1.amazonaws.com",
  "cn-north-1": "cognito-identity.cn-north-1.amazonaws.com.cn",
};
