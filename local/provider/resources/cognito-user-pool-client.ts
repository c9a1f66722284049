/** aws_cognito_user_pool_client.
 *  https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
import {
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
  type UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider";
import { toApi } from "../aws/api-shape";
import { isAwsError } from "../aws/aws";
import { checkUserPoolName, userPoolId } from "../aws/user-pools";
import { all, between, length, oneOf, pattern } from "../checks";
import { Refused } from "../problem";
import { resourceSchema, type Block } from "../schema/schema";
import { blocks, flag, text, type ObjectValue } from "../values";
import type { Resource } from "./resource";

const TYPE = "aws_cognito_user_pool_client";

const NAMES = {
  name: "ClientName",
  allowed_oauth_flows: "AllowedOAuthFlows",
  allowed_oauth_flows_user_pool_client: "AllowedOAuthFlowsUserPoolClient",
  allowed_oauth_scopes: "AllowedOAuthScopes",
  callback_urls: "CallbackURLs",
  default_redirect_uri: "DefaultRedirectURI",
  logout_urls: "LogoutURLs",
};

export const cognitoUserPoolClient: Resource = {
  type: TYPE,
  forceNew: ["user_pool_id", "generate_secret"],
  checks: {
    name: all(
      length(1, 128),
      pattern(/[\w\s+=,.@-]+/, `can include any letter, number, space, tab, or one of "+=,.@-"`),
    ),
    user_pool_id: userPoolId,
    access_token_validity: between(0, 86400),
    allowed_oauth_flows: oneOf("code", "implicit", "client_credentials"),
    auth_session_validity: between(3, 15),
    explicit_auth_flows: oneOf(
      "ADMIN_NO_SRP_AUTH",
      "CUSTOM_AUTH_FLOW_ONLY",
      "USER_PASSWORD_AUTH",
      "ALLOW_ADMIN_USER_PASSWORD_AUTH",
      "ALLOW_CUSTOM_AUTH",
      "ALLOW_USER_PASSWORD_AUTH",
      "ALLOW_USER_SRP_AUTH",
      "ALLOW_REFRESH_TOKEN_AUTH",
      "ALLOW_USER_AUTH",
    ),
    id_token_validity: between(0, 86400),
    prevent_user_existence_errors: oneOf("LEGACY", "ENABLED"),
    refresh_token_validity: between(0, 315360000),
    "token_validity_units.access_token": oneOf("seconds", "minutes", "hours", "days"),
    "token_validity_units.id_token": oneOf("seconds", "minutes", "hours", "days"),
    "token_validity_units.refresh_token": oneOf("seconds", "minutes", "hours", "days"),
  },
  isWrittenWithFramework: true,
  supported: [...Object.keys(resourceSchema(TYPE).attributes), "token_validity_units"],

  importState(id) {
    const [, poolId, clientId] = /^([^/]+)\/(.+)$/.exec(id) ?? [];
    if (poolId === undefined || clientId === undefined) {
      throw new Refused({
        summary: "Unexpected format of ID",
        detail: `"${id}" should have the form USER_POOL_ID/CLIENT_ID.`,
      });
    }
    return { id: clientId, user_pool_id: poolId };
  },

  async read(state, aws) {
    try {
      const { UserPoolClient } = await aws.clients.cognitoIdentityProvider.send(
        new DescribeUserPoolClientCommand({ UserPoolId: text(state.user_pool_id), ClientId: text(state.id) }),
      );
      return UserPoolClient ? { ...stateOf(UserPoolClient), generate_secret: state.generate_secret ?? null } : null;
    } catch (error) {
      if (isAwsError(error, "ResourceNotFoundException")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    checkUserPoolName(text(planned.name), "clientName");
    const { UserPoolClient } = await aws.clients.cognitoIdentityProvider.send(
      new CreateUserPoolClientCommand({
        ...settingsOf(planned),
        ClientName: text(planned.name),
        UserPoolId: text(planned.user_pool_id),
        ...(flag(planned.generate_secret) && { GenerateSecret: true }),
      }),
    );
    return { id: UserPoolClient?.ClientId ?? "" };
  },

  async update(prior, planned, aws) {
    checkUserPoolName(text(planned.name), "clientName");
    await aws.clients.cognitoIdentityProvider.send(
      new UpdateUserPoolClientCommand({
        ...settingsOf(planned),
        UserPoolId: text(prior.user_pool_id),
        ClientId: text(prior.id),
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

/** Not settings: who it is, and what only a creation says. */
const NO_SETTINGS = ["id", "region", "client_secret", "generate_secret", "user_pool_id"];

function settingsOf(planned: ObjectValue): object {
  const { attributes } = resourceSchema(TYPE);
  const settings: Block = {
    attributes: Object.fromEntries(Object.entries(attributes).filter(([name]) => !NO_SETTINGS.includes(name))),
    blocks: {},
  };
  const [units] = blocks(planned.token_validity_units);
  return {
    ...toApi(settings, planned, NAMES),
    ...(units && {
      TokenValidityUnits: {
        AccessToken: units.access_token ?? undefined,
        IdToken: units.id_token ?? undefined,
        RefreshToken: units.refresh_token ?? undefined,
      },
    }),
  };
}

export function stateOf(client: UserPoolClientType): ObjectValue {
  const units = Object.keys(client.TokenValidityUnits ?? {}).length > 0 ? client.TokenValidityUnits : undefined;
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
    token_validity_units: units
      ? [
          {
            access_token: units.AccessToken ?? "hours",
            id_token: units.IdToken ?? "hours",
            refresh_token: units.RefreshToken ?? "days",
          },
        ]
      : [],
    write_attributes: client.WriteAttributes ?? [],
  };
}
