/** aws_cognito_user_pool_client: an app client that is there, by its user pool and its id. */
import { DescribeUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import { userPoolId } from "../aws/user-pools";
import { stateOf } from "../resources/cognito-user-pool-client";
import { text } from "../values";
import type { DataSource } from "./data-source";

export const cognitoUserPoolClientById: DataSource = {
  type: "aws_cognito_user_pool_client",
  checks: { user_pool_id: userPoolId },

  async read(config, aws) {
    const { UserPoolClient = {} } = await aws.clients.cognitoIdentityProvider.send(
      new DescribeUserPoolClientCommand({ UserPoolId: text(config.user_pool_id), ClientId: text(config.client_id) }),
    );
    // Whether AWS made a secret, it does not say: there is one or not.
    return { ...stateOf(UserPoolClient), client_id: text(config.client_id), generate_secret: null };
  },
};
