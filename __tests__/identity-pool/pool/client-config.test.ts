/** The app's file, as Amplify's own parser reads what Terraform writes. */
import { parseAmplifyConfig } from "aws-amplify/utils";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { TerraformOutput } from "cdktf";
import type { TerraformStack } from "cdktf";
import type { ClientConfig, ClientConfigOptions, IdentityPool } from "../../../src";
import { clientConfig } from "../../../src/identity-pool/pool/client-config";
import { CLIENT, OTHER_CLIENT, pool } from "../pools";
import { problems, synthesized } from "../../support/synth";

const props = {
  region: "us-east-1",
  userPoolId: "us-east-1_AbCdEfGhI",
  userPoolClientId: "1h57kf5cpq17m0eml12EXAMPLE",
  identityPoolId: "us-east-1:00000000-1111-2222-3333-444444444444",
  bucketName: "notes-app-uploads",
};

test.each([false, true])("Amplify finds in it the pools, the bucket, and whether guests get in: %s", (guests) => {
  // The version as Terraform writes it, of its expression.
  const outputs = { ...clientConfig({ ...props, allowUnauthenticatedIdentities: guests }), version: "1" };
  expect(parseAmplifyConfig(outputs)).toEqual({
    Auth: {
      Cognito: {
        userPoolId: props.userPoolId,
        userPoolClientId: props.userPoolClientId,
        identityPoolId: props.identityPoolId,
        ...(guests && { allowGuestAccess: true }),
      },
    },
    Storage: { S3: { bucket: props.bucketName, region: props.region } },
  });
});

/** The output of a stack with a pool, as Terraform reads it. */
function outputOf(options: ClientConfigOptions, ...given: Parameters<typeof pool>): ClientConfig {
  const [poolProps, build] = given;
  const { output } = synthesized(
    pool(poolProps, (each, stack) => {
      build?.(each, stack);
      new TerraformOutput(stack, "client_config", { value: each.clientConfig(options) });
    }),
  );
  return output.client_config?.value as ClientConfig;
}

const ID = "${local.Pool_IdentityPoolId_E7D0CA58}";
const REGION = `\${element(split(":", ${ID.slice(2, -1)}), 0)}`;

describe("clientConfig of a pool", () => {
  test("names the pool, its first client, and the region that the pool's id begins with", () => {
    expect(outputOf({}, { userPoolClients: [CLIENT, OTHER_CLIENT] })).toEqual({
      version: "${tostring(1)}",
      auth: {
        aws_region: REGION,
        user_pool_id: CLIENT.userPoolId,
        user_pool_client_id: CLIENT.clientId,
        identity_pool_id: ID,
        unauthenticated_identities_enabled: false,
      },
    });
  });

  test.each([true, false])("says to Amplify what the pool says of guests: %s", (allowUnauthenticatedIdentities) => {
    const { auth } = outputOf({}, { allowUnauthenticatedIdentities });
    expect(auth.unauthenticated_identities_enabled).toBe(allowUnauthenticatedIdentities);
  });

  test("names the bucket, in the pool's region unless it is in another", () => {
    expect(outputOf({ bucketName: "notes" }).storage).toEqual({ aws_region: REGION, bucket_name: "notes" });
    expect(outputOf({ bucketName: "notes", bucketRegion: "eu-west-1" }).storage?.aws_region).toBe("eu-west-1");
  });

  test("has the region that the pool says itself", () => {
    expect(outputOf({}, { region: "eu-west-1" }).auth.aws_region).toBe("eu-west-1");
  });

  test("takes another client of the pool, and CDKTF's own construct of it", () => {
    const build = (each: IdentityPool, stack: TerraformStack): void => {
      const users = new CognitoUserPool(stack, "users", { name: "users" });
      const userPoolClient = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users.id });
      each.addUserPoolClient(userPoolClient);
      new TerraformOutput(stack, "other", { value: each.clientConfig({ userPoolClient }).auth.user_pool_client_id });
    };
    expect(synthesized(pool({}, build)).output.other?.value).toBe("${aws_cognito_user_pool_client.web.id}");
  });

  test("of a pool for guests alone names no user pool, and Amplify takes it", () => {
    const outputs = outputOf({}, { userPoolClients: undefined, allowUnauthenticatedIdentities: true });
    expect(Object.keys(outputs.auth).sort()).toEqual([
      "aws_region",
      "identity_pool_id",
      "unauthenticated_identities_enabled",
    ]);
    expect(parseAmplifyConfig({ ...outputs, version: "1" }).Auth?.Cognito).toMatchObject({
      identityPoolId: ID,
      allowGuestAccess: true,
    });
  });

  test.each<[ClientConfigOptions, string]>([
    [{ userPoolClient: OTHER_CLIENT }, "which the pool does not have"],
    [{ bucketName: "Not A Bucket" }, "clientConfig: bucketName"],
    [{ bucketRegion: "Ireland" }, "clientConfig: bucketRegion"],
    [{ bucket: "notes" } as ClientConfigOptions, "did you mean bucketName"],
  ])("with %j is refused", (options, message) => {
    const build = pool({}, (each) => each.clientConfig(options));
    expect(problems(build)).toEqual([expect.stringContaining(message)]);
  });
});
