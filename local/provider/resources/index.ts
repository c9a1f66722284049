/** Every resource type that the provider has. */
import { cognitoIdentityPool } from "./cognito-identity-pool";
import { cognitoIdentityPoolProviderPrincipalTag } from "./cognito-identity-pool-provider-principal-tag";
import { cognitoIdentityPoolRolesAttachment } from "./cognito-identity-pool-roles-attachment";
import { cognitoUserGroup } from "./cognito-user-group";
import { cognitoUserPool } from "./cognito-user-pool";
import { cognitoUserPoolClient } from "./cognito-user-pool-client";
import { iamRole } from "./iam-role";
import { iamRolePolicy } from "./iam-role-policy";
import { iamRolePolicyAttachment } from "./iam-role-policy-attachment";
import type { Resource } from "./resource";
import { s3Bucket } from "./s3-bucket";

const RESOURCES: readonly Resource[] = [
  cognitoIdentityPool,
  cognitoIdentityPoolProviderPrincipalTag,
  cognitoIdentityPoolRolesAttachment,
  cognitoUserGroup,
  cognitoUserPool,
  cognitoUserPoolClient,
  iamRole,
  iamRolePolicy,
  iamRolePolicyAttachment,
  s3Bucket,
];

export function resourceNamed(type: string): Resource {
  const resource = RESOURCES.find((candidate) => candidate.type === type);
  if (!resource) throw new Error(`the local provider has no resource type "${type}"`);
  return resource;
}
