/** aws_cognito_user_pool_clients: all app clients of a user pool. */
import { ListUserPoolClientsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { text } from "../values";
import type { DataSource } from "./data-source";

export const cognitoUserPoolClients: DataSource = {
  type: "aws_cognito_user_pool_clients",

  async read(config, aws) {
    const id = text(config.user_pool_id);
    const ids: string[] = [];
    const names: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await aws.clients.cognitoIdentityProvider.send(
        new ListUserPoolClientsCommand({ UserPoolId: id, MaxResults: 60, NextToken }),
      );
      for (const { ClientId = "", ClientName = "" } of page.UserPoolClients ?? []) {
        ids.push(ClientId);
        names.push(ClientName);
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return { id, client_ids: ids, client_names: names };
  },
};
