/** aws_cognito_identity_pool. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
import {
  CreateIdentityPoolCommand,
  DeleteIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  UpdateIdentityPoolCommand,
  type IdentityPool,
} from "@aws-sdk/client-cognito-identity";
import { isAwsError, type Aws } from "../aws/aws";
import { identityPoolName } from "../aws/identity-pools";
import { tagAttributes, tagsToWrite } from "../aws/tags";
import { checkConstraint } from "../aws/constraints";
import { all, arn, bytes, form } from "../checks";
import { Refused, type AttributePath } from "../problem";
import { blocks, flag, optionalText, text, textMap, texts, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const cognitoIdentityPool: Resource = {
  type: "aws_cognito_identity_pool",
  forceNew: ["identity_pool_name", "developer_provider_name"],
  defaults: {
    allow_unauthenticated_identities: false,
    allow_classic_flow: false,
    "cognito_identity_providers.server_side_token_check": false,
  },
  checks: {
    identity_pool_name: identityPoolName,
    developer_provider_name: all(
      bytes(0, 100),
      form(/^[\w._-]+$/, "must contain only alphanumeric characters, dots, underscores and hyphens"),
    ),
    "cognito_identity_providers.client_id": all(
      bytes(1, 128),
      form(/^\w+$/, "must contain only alphanumeric characters and underscores"),
    ),
    "cognito_identity_providers.provider_name": all(
      bytes(1, 128),
      form(/^[\w._:/-]+$/, "must contain only alphanumeric characters, dots, underscores, colons, slashes and hyphens"),
    ),
    openid_connect_provider_arns: arn,
    saml_provider_arns: arn,
  },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const pool = await described(text(state.id), aws);
    return (
      pool && {
        ...stateOf(pool),
        ...tagAttributes(pool.IdentityPoolTags ?? {}, state, aws.tagRules),
        arn: await arnOf(pool, aws),
      }
    );
  },

  async create(planned, aws) {
    const settings = settingsOf(planned);
    checkSettings(settings);
    const pool = await aws.clients.cognitoIdentity.send(
      new CreateIdentityPoolCommand({ ...settings, IdentityPoolTags: tagsToWrite(planned, aws.tagRules) }),
    );
    return { id: pool.IdentityPoolId ?? "" };
  },

  async update(prior, planned, aws) {
    const settings = settingsOf(planned);
    checkSettings(settings);
    // Every field, empty ones too: AWS resets what is left out, the emulator keeps it.
    await aws.clients.cognitoIdentity.send(
      new UpdateIdentityPoolCommand({
        ...settings,
        IdentityPoolId: text(prior.id),
        // With the pool rather than by TagResource: the emulator keeps the tags of that call in another place.
        IdentityPoolTags: tagsToWrite(planned, aws.tagRules),
      }),
    );
  },

  async delete(prior, aws) {
    try {
      await aws.clients.cognitoIdentity.send(new DeleteIdentityPoolCommand({ IdentityPoolId: text(prior.id) }));
    } catch (error) {
      if (!isAwsError(error, "ResourceNotFoundException")) throw error;
    }
  },
};

async function described(id: string, aws: Aws): Promise<IdentityPool | null> {
  try {
    return await aws.clients.cognitoIdentity.send(new DescribeIdentityPoolCommand({ IdentityPoolId: id }));
  } catch (error) {
    if (isAwsError(error, "ResourceNotFoundException")) return null;
    throw error;
  }
}

export function stateOf(pool: IdentityPool): ObjectValue {
  return {
    id: pool.IdentityPoolId ?? null,
    identity_pool_name: pool.IdentityPoolName ?? null,
    allow_unauthenticated_identities: pool.AllowUnauthenticatedIdentities ?? false,
    allow_classic_flow: pool.AllowClassicFlow ?? false,
    developer_provider_name: pool.DeveloperProviderName ?? "",
    openid_connect_provider_arns: pool.OpenIdConnectProviderARNs ?? [],
    saml_provider_arns: pool.SamlProviderARNs ?? [],
    supported_login_providers: pool.SupportedLoginProviders ?? {},
    cognito_identity_providers: (pool.CognitoIdentityProviders ?? []).map((provider) => ({
      client_id: provider.ClientId ?? null,
      provider_name: provider.ProviderName ?? null,
      server_side_token_check: provider.ServerSideTokenCheck ?? false,
    })),
  };
}

function arnOf(pool: IdentityPool, aws: Aws): Promise<string> {
  return aws.arn("cognito-identity", `identitypool/${pool.IdentityPoolId ?? ""}`);
}

type Settings = ReturnType<typeof settingsOf>;

function settingsOf(planned: ObjectValue) {
  return {
    IdentityPoolName: text(planned.identity_pool_name),
    AllowUnauthenticatedIdentities: flag(planned.allow_unauthenticated_identities),
    AllowClassicFlow: flag(planned.allow_classic_flow),
    DeveloperProviderName: optionalText(planned.developer_provider_name),
    OpenIdConnectProviderARNs: texts(planned.openid_connect_provider_arns),
    SamlProviderARNs: texts(planned.saml_provider_arns),
    SupportedLoginProviders: textMap(planned.supported_login_providers),
    CognitoIdentityProviders: blocks(planned.cognito_identity_providers).map((provider) => ({
      ClientId: optionalText(provider.client_id),
      ProviderName: optionalText(provider.provider_name),
      ServerSideTokenCheck: flag(provider.server_side_token_check),
    })),
  };
}

const LOGIN_PROVIDERS = [
  "accounts.google.com",
  "api.twitter.com",
  "appleid.apple.com",
  "graph.facebook.com",
  "www.amazon.com",
  "www.digits.com",
];

/** What the service refuses and the emulator takes. */
function checkSettings(settings: Settings): void {
  const refuse = (detail: string, ...attribute: AttributePath): never => {
    throw new Refused({ summary: "InvalidParameterException", detail, attribute });
  };
  if (settings.IdentityPoolName.length > 128) {
    refuse(
      `The name has ${settings.IdentityPoolName.length} characters: a pool's name has at most 128.`,
      "identity_pool_name",
    );
  }
  const clients = settings.CognitoIdentityProviders;
  if (clients.length > 50)
    refuse(`There are ${clients.length} user pool clients: a pool takes at most 50.`, "cognito_identity_providers");
  for (const { ProviderName = "", ClientId } of clients) {
    if (
      !/^cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/[\w-]+_[0-9a-zA-Z]+$/.test(ProviderName) ||
      ClientId === undefined
    ) {
      refuse(
        `Invalid Cognito Identity Provider: provider_name "${ProviderName}", client_id "${ClientId ?? ""}". Both are needed, the name in the form cognito-idp.REGION.amazonaws.com/USER_POOL_ID.`,
        "cognito_identity_providers",
      );
    }
  }
  const pairs = clients.map(({ ProviderName = "", ClientId = "" }) => `${ProviderName}:${ClientId}`);
  const twice = pairs.find((pair, index) => pairs.indexOf(pair) !== index);
  if (twice !== undefined) refuse(`The user pool client ${twice} is there twice.`, "cognito_identity_providers");
  const logins = Object.entries(settings.SupportedLoginProviders);
  if (logins.length > 10)
    refuse(`There are ${logins.length} login providers: a pool takes at most 10.`, "supported_login_providers");
  for (const [provider, appId] of logins) {
    const constraint = { member: "supportedLoginProviders", min: 1, max: 128, pattern: /^[\w.;_/-]+$/ };
    const attribute = ["supported_login_providers", { key: provider }];
    checkConstraint({ value: appId, key: provider, attribute }, constraint, "ValidationException");
    if (!LOGIN_PROVIDERS.includes(provider)) {
      refuse(
        `"${provider}" is not a supported login provider: those are ${LOGIN_PROVIDERS.join(", ")}.`,
        "supported_login_providers",
        { key: provider },
      );
    }
    if (provider === "api.twitter.com" && !/^[^;]+;[^;]+$/.test(appId)) {
      refuse(
        "For Twitter it takes the consumer key and the consumer secret, with a semicolon between.",
        "supported_login_providers",
        { key: provider },
      );
    }
  }
  for (const providerArn of settings.OpenIdConnectProviderARNs) {
    if (!providerArn.includes(":oidc-provider/"))
      refuse(`"${providerArn}" is not the ARN of an OpenID Connect provider.`, "openid_connect_provider_arns");
  }
  for (const [index, providerArn] of settings.SamlProviderARNs.entries()) {
    if (!providerArn.includes(":saml-provider/"))
      refuse(`"${providerArn}" is not the ARN of a SAML provider.`, "saml_provider_arns", index);
  }
}
