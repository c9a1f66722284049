/** Every data source that the provider has. */
import { callerIdentity } from "./caller-identity";
import { cognitoIdentityPoolByName } from "./cognito-identity-pool";
import { cognitoUserPoolById } from "./cognito-user-pool";
import { cognitoUserPoolClientById } from "./cognito-user-pool-client";
import { cognitoUserPoolClients } from "./cognito-user-pool-clients";
import { cognitoUserPools } from "./cognito-user-pools";
import type { DataSource } from "./data-source";
import { iamPolicyByArnOrName } from "./iam-policy";
import { iamPolicyDocument } from "./iam-policy-document";
import { iamRoleByName } from "./iam-role";
import { partition } from "./partition";
import { region } from "./region";

const DATA_SOURCES: readonly DataSource[] = [
  callerIdentity,
  cognitoIdentityPoolByName,
  cognitoUserPoolById,
  cognitoUserPoolClientById,
  cognitoUserPoolClients,
  cognitoUserPools,
  iamPolicyByArnOrName,
  iamPolicyDocument,
  iamRoleByName,
  partition,
  region,
];

export function dataSourceNamed(type: string): DataSource {
  const dataSource = DATA_SOURCES.find((candidate) => candidate.type === type);
  if (!dataSource) throw new Error(`the local provider has no data source "${type}"`);
  return dataSource;
}
