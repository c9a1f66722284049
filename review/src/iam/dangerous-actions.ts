/** Actions with which a caller gets more than he was given. None of them is for the users of an app.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 *  https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-permissions.html */

/** With one of these actions users can get other permissions than their own: write policies, take or lend roles, make
 *  credentials of others, lend keys, call an agent as whoever they say they are, or run code in a role that something else has. */
export const ESCALATING_ACTIONS: readonly string[] = [
  ...[
    ...["AddClientIDToOpenIDConnectProvider", "AddRoleToInstanceProfile", "AddUserToGroup"],
    ...["AttachGroupPolicy", "AttachRolePolicy", "AttachUserPolicy"],
    ...["CreateAccessKey", "CreateLoginProfile", "CreateOpenIDConnectProvider", "CreatePolicyVersion", "CreateRole"],
    ...["CreateSAMLProvider", "CreateServiceSpecificCredential", "CreateUser", "CreateVirtualMFADevice"],
    ...["DeactivateMFADevice", "DeleteGroupPolicy", "DeleteRolePermissionsBoundary", "DeleteRolePolicy"],
    ...["DeleteUserPermissionsBoundary", "DeleteUserPolicy", "DetachGroupPolicy", "DetachRolePolicy"],
    ...["DetachUserPolicy", "EnableMFADevice", "PassRole", "PutGroupPolicy", "PutRolePermissionsBoundary"],
    ...["PutRolePolicy", "PutUserPermissionsBoundary", "PutUserPolicy", "ResetServiceSpecificCredential"],
    ...["ResyncMFADevice", "SetDefaultPolicyVersion", "UpdateAccessKey", "UpdateAssumeRolePolicy"],
    ...["UpdateLoginProfile", "UpdateOpenIDConnectProviderThumbprint", "UpdateSAMLProvider"],
    ...["UploadSigningCertificate", "UploadSSHPublicKey"],
  ].map((name) => `iam:${name}`),
  ...["AssumeRole", "AssumeRoot", "GetFederationToken"].map((name) => `sts:${name}`),
  ...["AddPermission", "UpdateFunctionCode", "UpdateFunctionConfiguration"].map((name) => `lambda:${name}`),
  ...["AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation"].map((name) => `ec2:${name}`),
  ...["SendCommand", "StartAutomationExecution", "StartSession"].map((name) => `ssm:${name}`),
  ...["CreateGrant", "PutKeyPolicy"].map((name) => `kms:${name}`),
  ...[
    ...["GetWorkloadAccessTokenForUserId", "InvokeAgentRuntimeForUser"],
    "InvokeAgentRuntimeWithWebSocketStreamForUser",
  ].map((name) => `bedrock-agentcore:${name}`),
  "cloudformation:SetStackPolicy",
  "cloudformation:UpdateStack",
  "codebuild:StartBuild",
  "codebuild:UpdateProject",
  "ecs:ExecuteCommand",
  "glue:UpdateDevEndpoint",
  "glue:UpdateJob",
  "sagemaker:CreatePresignedNotebookInstanceUrl",
  "sso:AttachManagedPolicyToPermissionSet",
  "sso:PutInlinePolicyToPermissionSet",
  "states:UpdateStateMachine",
];

/** Actions that read or make secrets: with a secret users can act as somebody else. */
export const SECRET_READING_ACTIONS: readonly string[] = [
  "appconfig:GetConfiguration",
  "apigateway:GET",
  "codeartifact:GetAuthorizationToken",
  "cognito-idp:DescribeUserPoolClient",
  "ec2:GetPasswordData",
  "ecr:GetAuthorizationToken",
  "gamelift:GetComputeAuthToken",
  "kms:Decrypt",
  "lambda:GetFunction",
  "lambda:GetFunctionConfiguration",
  "lightsail:DownloadDefaultKeyPair",
  "lightsail:GetInstanceAccessDetails",
  "lightsail:GetRelationalDatabaseMasterUserPassword",
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "redshift:GetClusterCredentialsWithIAM",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameterHistory",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
];
