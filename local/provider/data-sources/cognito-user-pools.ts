/** aws_cognito_user_pools: all user pools of a name, of which there may be several or none. */
import { ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { text } from "../values";
import type { DataSource } from "./data-source";

export const cognitoUserPools: DataSource = {
  type: "aws_cognito_user_pools",

  async read(config, aws) {
    const name = text(config.name);
    const ids: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await aws.clients.cognitoIdentityProvider.send(
        new ListUserPoolsCommand({ MaxResults: 60, NextToken }),
      );
      ids.push(...(page.UserPools ?? []).filter(({ Name }) => Name === name).map(({ Id = "" }) => Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return { id: name, ids, arns: await Promise.all(ids.map((id) => aws.arn("cognito-idp", `userpool/${id}`))) };
  },
};
