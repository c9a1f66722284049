/** Attributes of other resources: the wrong one is found at synth, though only Terraform knows its value. */
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { DataAwsCognitoUserPoolClient } from "@cdktf/provider-aws/lib/data-aws-cognito-user-pool-client";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamSamlProvider } from "@cdktf/provider-aws/lib/iam-saml-provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformVariable } from "cdktf";
import type { TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "../../../src";
import type { FederatedRole, IdentityPoolProps } from "../../../src";
import { problems } from "../../support/synth";
import { CLIENT } from "../pools";

/** What else is in the stack. */
function resources(stack: TerraformStack) {
  const users = new CognitoUserPool(stack, "users", { name: "users" });
  return {
    users,
    client: new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users.id }),
    read: new DataAwsCognitoUserPoolClient(stack, "read", { userPoolId: "us-east-1_AbCdEfGhI", clientId: "abc" }),
    role: new IamRole(stack, "role", { assumeRolePolicy: "{}" }),
    policy: new IamPolicy(stack, "policy", { policy: "{}" }),
    saml: new IamSamlProvider(stack, "saml", { name: "company", samlMetadataDocument: "<a/>" }),
    login: new IamOpenidConnectProvider(stack, "login", { url: "https://login.example.com", clientIdList: ["a"] }),
    bucket: new S3Bucket(stack, "bucket", { bucketPrefix: "notes-" }),
    table: new DynamodbTable(stack, "table", { name: "notes" }),
    anything: new TerraformVariable(stack, "anything", { type: "string" }).stringValue,
  };
}

type Resources = ReturnType<typeof resources>;

function problemsOfProps(props: (all: Resources) => Partial<IdentityPoolProps>): string[] {
  return problems((stack) => {
    const given = { identityPoolName: "notes", userPoolClients: [CLIENT], ...props(resources(stack)) };
    new IdentityPool(stack, "Pool", given);
  });
}

const ofClient = (ids: (all: Resources) => object) => (all: Resources) => ({
  userPoolClients: [{ ...CLIENT, ...ids(all) }],
});

test.each<[string, (all: Resources) => Partial<IdentityPoolProps>, string]>([
  ["the ARN of a user pool", ofClient(({ users }) => ({ userPoolId: users.arn })), "aws_cognito_user_pool.users.arn"],
  [
    "the name of a user pool",
    ofClient(({ users }) => ({ userPoolId: users.name })),
    "aws_cognito_user_pool.users.name",
  ],
  [
    "the endpoint of a user pool",
    ofClient(({ users }) => ({ userPoolId: users.endpoint })),
    "aws_cognito_user_pool.users.endpoint",
  ],
  [
    "the id of a client as the user pool's",
    ofClient(({ client }) => ({ userPoolId: client.id })),
    "aws_cognito_user_pool_client.web.id",
  ],
  [
    "the name of a client",
    ofClient(({ client }) => ({ clientId: client.name })),
    "aws_cognito_user_pool_client.web.name",
  ],
  [
    "the id of a user pool as the client's",
    ofClient(({ users }) => ({ clientId: users.id })),
    "aws_cognito_user_pool.users.id",
  ],
  ["the name of a role", ({ role }) => ({ authenticatedRole: { roleArn: role.name } }), "aws_iam_role.role.name"],
  [
    "the id of a role, which is its name",
    ({ role }) => ({ unauthenticatedRole: { roleArn: role.id } }),
    "aws_iam_role.role.id",
  ],
  [
    "the name of a policy",
    ({ policy }) => ({ authenticatedRole: { managedPolicyArns: [policy.name] } }),
    "aws_iam_policy.policy.name",
  ],
  [
    "the name of a policy as a boundary",
    ({ policy }) => ({ authenticatedRole: { permissionsBoundaryArn: policy.name } }),
    "aws_iam_policy.policy.name",
  ],
  ["the name of a SAML provider", ({ saml }) => ({ samlProviderArns: [saml.name] }), "aws_iam_saml_provider.saml.name"],
  [
    "the address of an OpenID Connect provider",
    ({ login }) => ({ openIdConnectProviderArns: [login.url] }),
    "aws_iam_openid_connect_provider.login.url",
  ],
  [
    "the name of a role in a rule",
    ({ role }) => ({
      roleMappings: [
        {
          identityProvider: CLIENT,
          type: "Rules",
          rules: [{ claim: "sub", matchType: "Equals", value: "a", role: role.name }],
        },
      ],
    }),
    "aws_iam_role.role.name",
  ],
])("%s is refused where it does not belong", (_, props, reference) => {
  expect(problemsOfProps(props)).toEqual([expect.stringContaining(`is "\${${reference}}"`)]);
});

test("attributes that belong where they are, and values that may, are taken", () => {
  expect(
    problemsOfProps(({ users, client, read, role, policy, saml, login, anything }) => ({
      userPoolClients: [
        { userPoolId: users.id, clientId: client.id },
        { userPoolId: client.userPoolId, clientId: read.clientId },
        { userPoolId: anything, clientId: anything },
      ],
      authenticatedRole: { permissionsBoundaryArn: policy.arn, managedPolicyArns: [policy.id, policy.arn] },
      unauthenticatedRole: { roleArn: role.arn },
      samlProviderArns: [saml.id],
      openIdConnectProviderArns: [login.arn],
      roleMappings: [
        {
          identityProvider: saml.id,
          type: "Rules",
          rules: [{ claim: "sub", matchType: "Equals", value: "a", role: anything }],
        },
      ],
    })),
  ).toEqual([]);
});

function problemsOfCall(call: (pool: IdentityPool, role: FederatedRole, all: Resources) => void): string[] {
  return problems((stack) => {
    const pool = new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients: [CLIENT] });
    call(pool, pool.authenticatedRole, resources(stack));
  });
}

test("a statement takes ARNs, and no name or id of a resource in their place", () => {
  const granted = (resource: (all: Resources) => string) =>
    problemsOfCall((_, role, all) => {
      role.grant({ actions: ["s3:GetObject"], resources: [resource(all)] });
    });
  expect(granted(({ bucket }) => `${bucket.id}/*`)).toEqual([
    expect.stringContaining('resources[0] is "${aws_s3_bucket.bucket.id}/*", which is no ARN'),
  ]);
  expect(granted(({ table }) => table.name)).toEqual([
    expect.stringContaining('"${aws_dynamodb_table.table.name}", which is no ARN'),
  ]);
  expect(granted(({ bucket }) => `${bucket.arn}/*`)).toEqual([]);
  expect(granted(({ bucket }) => `arn:aws:s3:::${bucket.id}/*`)).toEqual([]);
});

test("the id of a table is not its ARN, but a name", () => {
  expect(
    problemsOfCall((_, role, { table }) => {
      role.grant(...permissions.ownRows({ tableArn: table.id }));
    }),
  ).toEqual(expect.arrayContaining([expect.stringContaining('tableArn is "${aws_dynamodb_table.table.id}"')]));
});

test("the app's file gets the name of the bucket, not its ARN", () => {
  expect(problemsOfCall((pool, _, { bucket }) => void pool.clientConfig({ bucketName: bucket.arn }))).toEqual([
    expect.stringContaining('clientConfig: bucketName is "${aws_s3_bucket.bucket.arn}", an ARN'),
  ]);
  expect(problemsOfCall((pool, _, { bucket }) => void pool.clientConfig({ bucketName: bucket.id }))).toEqual([]);
});
