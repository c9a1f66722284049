/** aws_cognito_identity_provider: a login of a user pool's users elsewhere, with Google or their company.
 *  https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html */
import {
  CreateIdentityProviderCommand,
  DeleteIdentityProviderCommand,
  DescribeIdentityProviderCommand,
  UpdateIdentityProviderCommand,
  type IdentityProviderTypeType,
} from "@aws-sdk/client-cognito-identity-provider";
import { isAwsError } from "../aws/aws";
import { form, length, oneOf } from "../checks";
import { Refused } from "../problem";
import { text, textMap, texts, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const cognitoIdentityProvider: Resource = {
  type: "aws_cognito_identity_provider",
  forceNew: ["provider_name", "provider_type", "user_pool_id"],
  checks: {
    idp_identifiers: length(1, 40),
    provider_name: form(/^.{1,32}$/su, "cannot be longer than 32 UTF-8 characters"),
    provider_type: oneOf("SAML", "Facebook", "Google", "LoginWithAmazon", "SignInWithApple", "OIDC"),
  },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const id = text(state.id);
    const key = keyOf(id);
    try {
      const { IdentityProvider: found } = await aws.clients.cognitoIdentityProvider.send(
        new DescribeIdentityProviderCommand(key),
      );
      return {
        id,
        user_pool_id: key.UserPoolId,
        provider_name: key.ProviderName,
        provider_type: found?.ProviderType ?? null,
        attribute_mapping: found?.AttributeMapping ?? {},
        idp_identifiers: found?.IdpIdentifiers ?? [],
        provider_details: found?.ProviderDetails ?? {},
      };
    } catch (error) {
      if (isAwsError(error, "ResourceNotFoundException")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    const key = { UserPoolId: text(planned.user_pool_id), ProviderName: text(planned.provider_name) };
    await aws.clients.cognitoIdentityProvider.send(
      new CreateIdentityProviderCommand({
        ...key,
        ...settingsOf(planned),
        ProviderType: text(planned.provider_type) as IdentityProviderTypeType,
      }),
    );
    return { id: `${key.UserPoolId}:${key.ProviderName}` };
  },

  async update(prior, planned, aws) {
    await aws.clients.cognitoIdentityProvider.send(
      new UpdateIdentityProviderCommand({ ...keyOf(text(prior.id)), ...settingsOf(planned) }),
    );
  },

  async delete(prior, aws) {
    try {
      await aws.clients.cognitoIdentityProvider.send(new DeleteIdentityProviderCommand(keyOf(text(prior.id))));
    } catch (error) {
      if (!isAwsError(error, "ResourceNotFoundException")) throw error;
    }
  },
};

function settingsOf(planned: ObjectValue) {
  return {
    AttributeMapping: textMap(planned.attribute_mapping),
    IdpIdentifiers: texts(planned.idp_identifiers),
    ProviderDetails: textMap(planned.provider_details),
  };
}

function keyOf(id: string): { UserPoolId: string; ProviderName: string } {
  const [, UserPoolId, ProviderName] = /^([^:]+):(.+)$/.exec(id) ?? [];
  if (UserPoolId === undefined || ProviderName === undefined) {
    throw new Refused({
      summary: "Unexpected format of ID",
      detail: `"${id}" should have the form USER_POOL_ID:PROVIDER_NAME.`,
    });
  }
  return { UserPoolId, ProviderName };
}
