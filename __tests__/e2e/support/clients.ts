/** The AWS SDK on the emulator: what the tests read from there, and change behind Terraform's back. */
import {
  CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  paginateListIdentityPools,
} from "@aws-sdk/client-cognito-identity";
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  paginateListRoles,
} from "@aws-sdk/client-iam";
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { emulatorCredentials } from "../../../local/local-aws";
import { localAws } from "./shared";

function settings() {
  const { endpoint, region } = localAws();
  return { endpoint, region, credentials: emulatorCredentials };
}

export function cognitoIdentity(): CognitoIdentityClient {
  return new CognitoIdentityClient(settings());
}

export function iam(): IAMClient {
  return new IAMClient(settings());
}

function s3(): S3Client {
  return new S3Client({ ...settings(), forcePathStyle: true });
}

export async function createBucket(bucket: string): Promise<void> {
  await s3().send(new CreateBucketCommand({ Bucket: bucket }));
}

export async function putObject(bucket: string, key: string, body: string): Promise<void> {
  await s3().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
}

export async function keysIn(bucket: string): Promise<(string | undefined)[]> {
  const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key }) => Key);
}

export async function identityPool(identityPoolId: string) {
  return cognitoIdentity().send(new DescribeIdentityPoolCommand({ IdentityPoolId: identityPoolId }));
}

export async function rolesOfPool(identityPoolId: string): Promise<Record<string, string>> {
  const { Roles = {} } = await cognitoIdentity().send(
    new GetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId }),
  );
  return Roles;
}

/** All identity pools whose names start with a text: name and id. */
export async function identityPoolsNamed(start: string): Promise<{ name: string; id: string }[]> {
  const pools: { name: string; id: string }[] = [];
  for await (const { IdentityPools = [] } of paginateListIdentityPools(
    { client: cognitoIdentity() },
    { MaxResults: 60 },
  )) {
    for (const { IdentityPoolName: name = "", IdentityPoolId: id = "" } of IdentityPools) pools.push({ name, id });
  }
  return pools.filter(({ name }) => name.startsWith(start));
}

/** Names of all identity pools that start with a text. */
export async function poolNames(start: string): Promise<string[]> {
  return (await identityPoolsNamed(start)).map(({ name }) => name);
}

/** Names of all roles that start with a text. */
export async function roleNames(start: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { Roles = [] } of paginateListRoles({ client: iam() }, {})) {
    names.push(...Roles.map(({ RoleName = "" }) => RoleName));
  }
  return names.filter((name) => name.startsWith(start));
}

export interface PolicyJson {
  readonly Version: string;
  readonly Statement: readonly Record<string, unknown>[];
}

export async function trustPolicy(roleName: string): Promise<PolicyJson> {
  const { Role } = await iam().send(new GetRoleCommand({ RoleName: roleName }));
  return decoded(Role?.AssumeRolePolicyDocument);
}

export async function inlinePolicyNames(roleName: string): Promise<string[]> {
  const { PolicyNames = [] } = await iam().send(new ListRolePoliciesCommand({ RoleName: roleName }));
  return PolicyNames;
}

export async function inlinePolicy(roleName: string, policyName: string): Promise<PolicyJson> {
  const { PolicyDocument } = await iam().send(new GetRolePolicyCommand({ RoleName: roleName, PolicyName: policyName }));
  return decoded(PolicyDocument);
}

/** IAM answers with percent-encoded JSON. */
function decoded(document = ""): PolicyJson {
  return JSON.parse(decodeURIComponent(document)) as PolicyJson;
}

/** A policy in one spelling: a list of one and its only element mean the same. */
export function normalized({ Version, Statement }: PolicyJson): PolicyJson {
  const inLists = (statement: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(statement).map(([name, value]) => [
        name,
        typeof value === "string" && name !== "Effect" ? [value] : value,
      ]),
    );
  return { Version, Statement: Statement.map(inLists) };
}
