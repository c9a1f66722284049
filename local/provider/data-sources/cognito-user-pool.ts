/** aws_cognito_user_pool: a user pool that is there, by its id. */
import { DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { fromApi } from "../aws/api-shape";
import { userPoolId } from "../aws/user-pools";
import { NAMES } from "../resources/cognito-user-pool";
import { dataSourceSchema } from "../schema/schema";
import { text } from "../values";
import type { DataSource } from "./data-source";

const TYPE = "aws_cognito_user_pool";

export const cognitoUserPoolById: DataSource = {
  type: TYPE,
  checks: { user_pool_id: userPoolId },

  async read(config, aws) {
    const id = text(config.user_pool_id);
    const { UserPool = {} } = await aws.clients.cognitoIdentityProvider.send(
      new DescribeUserPoolCommand({ UserPoolId: id }),
    );
    const tags = UserPool.UserPoolTags ?? {};
    return {
      ...fromApi(dataSourceSchema(TYPE), UserPool, NAMES),
      id,
      region: aws.region,
      tags,
      user_pool_id: id,
      user_pool_tags: tags,
    };
  },
};
