/** aws_cognito_identity_pool_provider_principal_tag: which claims of a provider's tokens become tags on the session.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
import {
  DescribeIdentityPoolCommand,
  GetPrincipalTagAttributeMapCommand,
  SetPrincipalTagAttributeMapCommand,
} from "@aws-sdk/client-cognito-identity";
import { isAwsError, type Aws } from "../aws/aws";
import { principalTagProviders } from "../aws/identity-providers";
import { all, length, pattern } from "../checks";
import { Refused } from "../problem";
import { flag, text, textMap, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const cognitoIdentityPoolProviderPrincipalTag: Resource = {
  type: "aws_cognito_identity_pool_provider_principal_tag",
  forceNew: ["identity_pool_id", "identity_provider_name"],
  defaults: { use_defaults: true },
  checks: {
    identity_pool_id: all(
      length(1, 55),
      pattern(
        /^[\w-]+:[0-9a-f-]+$/,
        "see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html#API_SetPrincipalTagAttributeMap_ResponseSyntax",
      ),
    ),
    identity_provider_name: length(1, 128),
  },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const id = text(state.id);
    const { poolId, provider } = partsOf(id);
    try {
      const map = await aws.clients.cognitoIdentity.send(
        new GetPrincipalTagAttributeMapCommand({ IdentityPoolId: poolId, IdentityProviderName: provider }),
      );
      return {
        id,
        identity_pool_id: poolId,
        identity_provider_name: provider,
        principal_tags: map.PrincipalTags ?? {},
        use_defaults: map.UseDefaults ?? false,
      };
    } catch (error) {
      if (isAwsError(error, "ResourceNotFoundException")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    const poolId = text(planned.identity_pool_id);
    const provider = text(planned.identity_provider_name);
    await checkProvider(poolId, provider, aws);
    await aws.clients.cognitoIdentity.send(
      new SetPrincipalTagAttributeMapCommand({
        IdentityPoolId: poolId,
        IdentityProviderName: provider,
        PrincipalTags: principalTags(planned),
        // The AWS provider leaves false out of a creation; the service takes nothing for false.
        ...(flag(planned.use_defaults) && { UseDefaults: true }),
      }),
    );
    return { id: `${poolId}:${provider}` };
  },

  async update(prior, planned, aws) {
    const { poolId, provider } = partsOf(text(prior.id));
    await aws.clients.cognitoIdentity.send(
      new SetPrincipalTagAttributeMapCommand({
        IdentityPoolId: poolId,
        IdentityProviderName: provider,
        PrincipalTags: principalTags(planned),
        UseDefaults: flag(planned.use_defaults),
      }),
    );
  },

  /** The map cannot be removed: what is left is the one that a provider starts with. */
  async delete(prior, aws) {
    const { poolId, provider } = partsOf(text(prior.id));
    try {
      await aws.clients.cognitoIdentity.send(
        new SetPrincipalTagAttributeMapCommand({
          IdentityPoolId: poolId,
          IdentityProviderName: provider,
          PrincipalTags: {},
          UseDefaults: true,
        }),
      );
    } catch (error) {
      if (!isAwsError(error, "ResourceNotFoundException")) throw error;
    }
  },
};

/** POOL_ID:PROVIDER, where both may hold colons: a pool's id has one, a SAML provider's ARN has five. */
function partsOf(id: string): { poolId: string; provider: string } {
  const [, poolId, provider] = /^([\w-]+:[0-9a-f-]+):(.+)$/.exec(id) ?? [];
  if (poolId === undefined || provider === undefined) {
    throw new Refused({
      summary: "Unexpected format of ID",
      detail: `"${id}" should have the form IDENTITY_POOL_ID:PROVIDER_NAME.`,
    });
  }
  return { poolId, provider };
}

function principalTags(planned: ObjectValue): Record<string, string> {
  const tags = textMap(planned.principal_tags);
  const refuse = (detail: string): never => {
    throw new Refused({ summary: "InvalidParameterException", detail, attribute: ["principal_tags"] });
  };
  const entries = Object.entries(tags);
  if (entries.length > 50) refuse(`There are ${entries.length} principal tags: a provider takes at most 50.`);
  for (const [key, claim] of entries) {
    if (key.length < 1 || key.length > 128)
      refuse(`The tag key "${key}" has ${key.length} characters: 1 to 128 are allowed.`);
    if (claim.length < 1 || claim.length > 256)
      refuse(`The claim of "${key}" has ${claim.length} characters: 1 to 256 are allowed.`);
  }
  return tags;
}

async function checkProvider(poolId: string, provider: string, aws: Aws): Promise<void> {
  const pool = await aws.clients.cognitoIdentity.send(new DescribeIdentityPoolCommand({ IdentityPoolId: poolId }));
  if (principalTagProviders(pool).includes(provider)) return;
  throw new Refused({
    summary: "InvalidParameterException",
    detail: `"${provider}" is not a provider of the identity pool ${poolId}.`,
    attribute: ["identity_provider_name"],
  });
}
