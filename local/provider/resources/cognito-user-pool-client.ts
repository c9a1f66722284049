/** aws_cognito_user_pool_client, in so far as an example of an identity pool needs one: a name in a user pool.
 *  https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
import {
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
  type UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider";
import { isAwsError } from "../aws/aws";
import { checkUserPoolName, userPoolId } from "../aws/user-pools";
import { all, length, pattern } from "../checks";
import { Refused } from "../problem";
import { text, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const cognitoUserPoolClient: Resource = {
  type: "aws_cognito_user_pool_client",
  forceNew: ["user_pool_id"],
  checks: {
    name: all(
      length(1, 128),
      pattern(/[\w\s+=,.@-]+/, `can include any letter, number, space, tab, or one of "+=,.@-"`),
    ),
    user_pool_id: userPoolId,
  },
  isWrittenWithFramework: true,
  supported: ["name", "user_pool_id", "region"],

  importState(id) {
    const [, userPoolId, clientId] = /^([^/]+)\/(.+)$/.exec(id) ?? [];
    if (userPoolId === undefined || clientId === undefined) {
      throw new Refused({
        summary: "Unexpected format of ID",
        detail: `"${id}" should have the form USER_POOL_ID/CLIENT_ID.`,
      });
    }
    return { id: clientId, user_pool_id: userPoolId };
  },

  async read(state, aws) {
    try {
      const { UserPoolClient } = await aws.clients.cognitoIdentityProvider.send(
        new DescribeUserPoolClientCommand({ UserPoolId: text(state.user_pool_id), ClientId: text(state.id) }),
      );
      return UserPoolClient ? stateOf(UserPoolClient) : null;
    } catch (error) {
      if (isAwsError(error, "ResourceNotFoundException")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    checkUserPoolName(text(planned.name), "clientName");
    const { UserPoolClient } = await aws.clients.cognitoIdentityProvider.send(
      new CreateUserPoolClientCommand({ UserPoolId: text(planned.user_pool_id), ClientName: text(planned.name) }),
    );
    return { id: UserPoolClient?.ClientId ?? "" };
  },

  async update(prior, planned, aws) {
    checkUserPoolName(text(planned.name), "clientName");
    await aws.clients.cognitoIdentityProvider.send(
      new UpdateUserPoolClientCommand({
        UserPoolId: text(prior.user_pool_id),
        ClientId: text(prior.id),
        ClientName: text(planned.name),
      }),
    );
  },

  async delete(prior, aws) {
    try {
      await aws.clients.cognitoIdentityProvider.send(
        new DeleteUserPoolClientCommand({ UserPoolId: text(prior.user_pool_id), ClientId: text(prior.id) }),
      );
    } catch (error) {
      if (!isAwsError(error, "ResourceNotFoundException")) throw error;
    }
  },
};

function stateOf(client: UserPoolClientType): ObjectValue {
  return {
    id: client.ClientId ?? null,
    name: client.ClientName ?? null,
    user_pool_id: client.UserPoolId ?? null,
    client_secret: client.ClientSecret ?? "",
    access_token_validity: client.AccessTokenValidity ?? 0,
    allowed_oauth_flows: client.AllowedOAuthFlows ?? [],
    allowed_oauth_flows_user_pool_client: client.AllowedOAuthFlowsUserPoolClient ?? false,
    allowed_oauth_scopes: client.AllowedOAuthScopes ?? [],
    auth_session_validity: client.AuthSessionValidity ?? 3,
    callback_urls: client.CallbackURLs ?? [],
    default_redirect_uri: client.DefaultRedirectURI ?? "",
    enable_propagate_additional_user_context_data: client.EnablePropagateAdditionalUserContextData ?? false,
    enable_token_revocation: client.EnableTokenRevocation ?? true,
    explicit_auth_flows: client.ExplicitAuthFlows ?? [],
    id_token_validity: client.IdTokenValidity ?? 0,
    logout_urls: client.LogoutURLs ?? [],
    prevent_user_existence_errors: client.PreventUserExistenceErrors ?? "",
    read_attributes: client.ReadAttributes ?? [],
    refresh_token_validity: client.RefreshTokenValidity ?? 30,
    supported_identity_providers: client.SupportedIdentityProviders ?? [],
    write_attributes: client.WriteAttributes ?? [],
  };
}
