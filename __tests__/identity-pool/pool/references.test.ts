/** Attributes of other resources: the wrong one is found at synth, though only Terraform knows its value. */
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { DataAwsCognitoUserPoolClient } from "@cdktf/provider-aws/lib/data-aws-cognito-user-pool-client";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamSamlProvider } from "@cdktf/provider-aws/lib/iam-saml-provider";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformVariable } from "cdktf";
import type { TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "../../../src";
import type { FederatedRole, IdentityPoolProps, PolicyStatement } from "../../../src";
import { problems } from "../../support/synth";
import { CLIENT, pool } from "../pools";

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

/** The user pools of a client that the stack makes, and of a pool that is given its id: the problems of the pair. */
function problemsOfPair(pair: (users: CognitoUserPool, others: CognitoUserPool) => [its: string, given: string]) {
  return problems((stack) => {
    const userPool = (name: string) => new CognitoUserPool(stack, name, { name });
    const [its, given] = pair(userPool("users"), userPool("others"));
    const client = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: its });
    const userPoolClients = [{ userPoolId: given, clientId: client.id }];
    new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients });
  });
}

test("the id of another user pool than the client's is refused", () => {
  expect(problemsOfPair((users, others) => [users.id, others.id])).toEqual([
    expect.stringContaining(
      'userPoolClients[0].userPoolId is "${aws_cognito_user_pool.others.id}", and clientId is that of a client of "${aws_cognito_user_pool.users.id}"',
    ),
  ]);
  expect(problemsOfPair(() => ["us-east-1_AbCdEfGhI", "us-east-1_Other"])).toHaveLength(1);
});

test("the id of the client's own user pool is taken, and one that may be it", () => {
  expect(problemsOfPair((users) => [users.id, users.id])).toEqual([]);
  expect(problemsOfPair(() => ["us-east-1_AbCdEfGhI", "us-east-1_AbCdEfGhI"])).toEqual([]);
  // An import may have given the user pool of the stack just this id.
  expect(problemsOfPair((users) => [users.id, "us-east-1_AbCdEfGhI"])).toEqual([]);
  expect(problemsOfPair((users) => ["us-east-1_AbCdEfGhI", users.id])).toEqual([]);
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

test.each<[string, (stack: TerraformStack) => PolicyStatement[], string]>([
  [
    "the domain name of a bucket",
    (stack) => permissions.ownFiles({ bucketName: new S3Bucket(stack, "b", {}).bucketDomainName }),
    'ownFiles: bucketName is "${aws_s3_bucket.b.bucket_domain_name}"',
  ],
  [
    "the root of a REST API",
    (stack) => permissions.invokeApi({ apiId: new ApiGatewayRestApi(stack, "a", { name: "a" }).rootResourceId }),
    'invokeApi: apiId is "${aws_api_gateway_rest_api.a.root_resource_id}"',
  ],
  [
    "the address of an HTTP API",
    (stack) => permissions.invokeApi({ apiId: httpApi(stack).apiEndpoint }),
    'invokeApi: apiId is "${aws_apigatewayv2_api.a.api_endpoint}"',
  ],
  [
    "the address of a stage",
    (stack) => {
      const { id: apiId } = httpApi(stack);
      const stage = new Apigatewayv2Stage(stack, "prod", { apiId, name: "prod" });
      return permissions.invokeApi({ apiId, stage: stage.invokeUrl });
    },
    'invokeApi: stage is "${aws_apigatewayv2_stage.prod.invoke_url}"',
  ],
  [
    "the stream of a table",
    (stack) => permissions.ownRows({ tableArn: new DynamodbTable(stack, "t", { name: "t" }).streamArn }),
    'ownRows: tableArn is "${aws_dynamodb_table.t.stream_arn}"',
  ],
  [
    "the id of a key",
    (stack) => permissions.ownFiles({ bucketName: "notes", kmsKeyArn: new KmsKey(stack, "k", {}).keyId }),
    'ownFiles: kmsKeyArn is "${aws_kms_key.k.key_id}"',
  ],
  [
    "the ARN of a key's alias",
    (stack) => permissions.ownFiles({ bucketName: "notes", kmsKeyArn: alias(stack).arn }),
    'ownFiles: kmsKeyArn is "${aws_kms_alias.k.arn}"',
  ],
])("%s is refused by a permission", (_, statements, message) => {
  const granted = (stack: TerraformStack) => {
    pool({}, ({ authenticatedRole }) => {
      authenticatedRole.grant(...statements(stack));
    })(stack);
  };
  expect(problems(granted)).toContainEqual(expect.stringContaining(message));
});

test("the ARN of a key is taken from its alias too, and the name of a stage from the stage", () => {
  expect(
    problems((stack) => {
      const stage = new Apigatewayv2Stage(stack, "prod", { apiId: "a1b2c3", name: "prod" });
      pool({}, ({ authenticatedRole }) => {
        authenticatedRole.grant(
          ...permissions.ownFiles({ bucketName: "notes", kmsKeyArn: alias(stack).targetKeyArn }),
          ...permissions.invokeApi({ apiId: stage.apiId, stage: stage.name }),
        );
      })(stack);
    }),
  ).toEqual([]);
});

function httpApi(stack: TerraformStack): Apigatewayv2Api {
  return new Apigatewayv2Api(stack, "a", { name: "a", protocolType: "HTTP" });
}

function alias(stack: TerraformStack): KmsAlias {
  return new KmsAlias(stack, "k", { targetKeyId: "1234abcd" });
}

test("the app's file gets the name of the bucket, not its ARN", () => {
  expect(problemsOfCall((pool, _, { bucket }) => void pool.clientConfig({ bucketName: bucket.arn }))).toEqual([
    expect.stringContaining('clientConfig: bucketName is "${aws_s3_bucket.bucket.arn}": give the name'),
  ]);
  expect(
    problemsOfCall((pool, _, { bucket }) => void pool.clientConfig({ bucketName: bucket.bucketDomainName })),
  ).toEqual([expect.stringContaining('clientConfig: bucketName is "${aws_s3_bucket.bucket.bucket_domain_name}"')]);
  expect(problemsOfCall((pool, _, { bucket }) => void pool.clientConfig({ bucketName: bucket.id }))).toEqual([]);
});
