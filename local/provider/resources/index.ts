/** Every resource type that the provider has. */
import { cognitoIdentityPool } from "./cognito-identity-pool";
import { cognitoIdentityPoolProviderPrincipalTag } from "./cognito-identity-pool-provider-principal-tag";
import { cognitoIdentityPoolRolesAttachment } from "./cognito-identity-pool-roles-attachment";
import { cognitoIdentityProvider } from "./cognito-identity-provider";
import { cognitoUserGroup } from "./cognito-user-group";
import { cognitoUserPool } from "./cognito-user-pool";
import { cognitoUserPoolClient } from "./cognito-user-pool-client";
import { cognitoUserPoolDomain } from "./cognito-user-pool-domain";
import { dynamodbTable } from "./dynamodb-table";
import { iamOpenIdConnectProvider } from "./iam-openid-connect-provider";
import { iamPolicy } from "./iam-policy";
import { iamPolicyAttachment } from "./iam-policy-attachment";
import { iamRole } from "./iam-role";
import { iamRolePoliciesExclusive } from "./iam-role-policies-exclusive";
import { iamRolePolicy } from "./iam-role-policy";
import { iamRolePolicyAttachment } from "./iam-role-policy-attachment";
import { iamRolePolicyAttachmentsExclusive } from "./iam-role-policy-attachments-exclusive";
import { iamSamlProvider } from "./iam-saml-provider";
import { kmsKey } from "./kms-key";
import { lambdaFunction } from "./lambda-function";
import type { Resource } from "./resource";
import { s3Bucket } from "./s3-bucket";
import { s3BucketCorsConfiguration } from "./s3-bucket-cors-configuration";
import { s3BucketPolicy } from "./s3-bucket-policy";
import { s3BucketPublicAccessBlock } from "./s3-bucket-public-access-block";

const RESOURCES: readonly Resource[] = [
  cognitoIdentityPool,
  cognitoIdentityPoolProviderPrincipalTag,
  cognitoIdentityPoolRolesAttachment,
  cognitoIdentityProvider,
  cognitoUserGroup,
  cognitoUserPool,
  cognitoUserPoolClient,
  cognitoUserPoolDomain,
  dynamodbTable,
  iamOpenIdConnectProvider,
  iamPolicy,
  iamPolicyAttachment,
  iamRole,
  iamRolePoliciesExclusive,
  iamRolePolicy,
  iamRolePolicyAttachment,
  iamRolePolicyAttachmentsExclusive,
  iamSamlProvider,
  kmsKey,
  lambdaFunction,
  s3Bucket,
  s3BucketCorsConfiguration,
  s3BucketPolicy,
  s3BucketPublicAccessBlock,
];

export function resourceNamed(type: string): Resource {
  const resource = RESOURCES.find((candidate) => candidate.type === type);
  if (!resource) throw new Error(`the local provider has no resource type "${type}"`);
  return resource;
}
