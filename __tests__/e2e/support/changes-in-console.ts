/** Changes that people make by hand to a pool that the console made: to the pool, to its roles, to what follows from sign-ins. */
import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  SetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
  type IdentityPool,
  type RoleMapping,
} from "@aws-sdk/client-cognito-identity";
import {
  AttachRolePolicyCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { cognitoIdentity, iam } from "./clients";

/** The pool with some of its settings changed. */
export async function changePool(identityPoolId: string, settings: Partial<IdentityPool>): Promise<void> {
  const { $metadata, ...pool } = await cognitoIdentity().send(
    new DescribeIdentityPoolCommand({ IdentityPoolId: identityPoolId }),
  );
  if ($metadata.httpStatusCode !== 200) throw new Error(`the pool ${identityPoolId} is not there`);
  await cognitoIdentity().send(new UpdateIdentityPoolCommand({ ...pool, ...settings }));
}

export async function mapRoles(identityPoolId: string, mappings: Record<string, RoleMapping>): Promise<void> {
  const { Roles } = await cognitoIdentity().send(new GetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId }));
  await cognitoIdentity().send(
    new SetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId, Roles, RoleMappings: mappings }),
  );
}

export async function roleArn(roleName: string): Promise<string> {
  const { Role } = await iam().send(new GetRoleCommand({ RoleName: roleName }));
  return Role?.Arn ?? "";
}

export async function putPolicy(roleName: string, name: string, document: object): Promise<void> {
  const PolicyDocument = JSON.stringify(document);
  await iam().send(new PutRolePolicyCommand({ RoleName: roleName, PolicyName: name, PolicyDocument }));
}

export async function deletePolicies(roleName: string): Promise<void> {
  const { PolicyNames = [] } = await iam().send(new ListRolePoliciesCommand({ RoleName: roleName }));
  for (const PolicyName of PolicyNames)
    await iam().send(new DeleteRolePolicyCommand({ RoleName: roleName, PolicyName }));
}

export async function attachPolicy(roleName: string, policyArn: string): Promise<void> {
  await iam().send(new AttachRolePolicyCommand({ RoleName: roleName, PolicyArn: policyArn }));
}

export async function setTrust(roleName: string, document: object): Promise<void> {
  const PolicyDocument = JSON.stringify(document);
  await iam().send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }));
}

export async function tagRole(roleName: string, tags: Record<string, string>): Promise<void> {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  await iam().send(new TagRoleCommand({ RoleName: roleName, Tags }));
}

export async function describeRole(
  roleName: string,
  options: { description: string; maxSessionDuration: number; boundaryArn: string },
): Promise<void> {
  const { description: Description, maxSessionDuration: MaxSessionDuration, boundaryArn } = options;
  await iam().send(new UpdateRoleCommand({ RoleName: roleName, Description, MaxSessionDuration }));
  await iam().send(new PutRolePermissionsBoundaryCommand({ RoleName: roleName, PermissionsBoundary: boundaryArn }));
}
