/** aws_cognito_user_pool. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
import {
  AddCustomAttributesCommand,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
  type GetUserPoolMfaConfigResponse,
  type SchemaAttributeType,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import { fromApi, rfc3339, toApi } from "../aws/api-shape";
import { isAwsError, type Aws } from "../aws/aws";
import { tagAttributes, tagsToWrite } from "../aws/tags";
import { checkUserPoolName } from "../aws/user-pools";
import { any, arn, between, length, oneOf, pattern } from "../checks";
import { Refused } from "../problem";
import { partOf, resourceSchema } from "../schema/schema";
import { blocks, flag, isEmpty, text, type ObjectValue } from "../values";
import { PartlyCreated, type Resource } from "./resource";

const TYPE = "aws_cognito_user_pool";

/** Names of the API that do not follow from Terraform's. */
export const NAMES = {
  recovery_mechanism: "RecoveryMechanisms",
  from_email_address: "From",
  "admin_create_user_config.invite_message_template.sms_message": "SMSMessage",
  "lambda_config.custom_sms_sender": "CustomSMSSender",
  "lambda_config.kms_key_id": "KMSKeyID",
};

/** Settings of the pool itself, which an update sends too. The others are fixed at the creation, or are set by calls of their own. */
const SETTINGS = [
  "account_recovery_setting",
  "admin_create_user_config",
  "auto_verified_attributes",
  "deletion_protection",
  "device_configuration",
  "email_configuration",
  "email_verification_message",
  "email_verification_subject",
  "lambda_config",
  "sms_authentication_message",
  "sms_configuration",
  "sms_verification_message",
  "user_attribute_update_settings",
  "user_pool_add_ons",
  "user_pool_tier",
  "verification_message_template",
];
const FIXED = ["alias_attributes", "username_attributes", "username_configuration"];

export const cognitoUserPool: Resource = {
  type: TYPE,
  forceNew: FIXED,
  defaults: {
    deletion_protection: "INACTIVE",
    mfa_configuration: "OFF",
    "email_configuration.email_sending_account": "COGNITO_DEFAULT",
    "verification_message_template.default_email_option": "CONFIRM_WITH_CODE",
  },
  checks: {
    // The provider takes a name that either is short enough or has one such character.
    name: any(
      length(1, 128),
      pattern(/[\w\s+=,.@-]+/, String.raw`must satisfy regular expression pattern: [\w\s+=,.@-]+`),
    ),
    alias_attributes: oneOf("phone_number", "email", "preferred_username"),
    auto_verified_attributes: oneOf("phone_number", "email"),
    deletion_protection: oneOf("ACTIVE", "INACTIVE"),
    mfa_configuration: oneOf("OFF", "ON", "OPTIONAL"),
    user_pool_tier: oneOf("LITE", "ESSENTIALS", "PLUS"),
    username_attributes: oneOf("phone_number", "email"),
    "account_recovery_setting.recovery_mechanism.name": oneOf("verified_email", "verified_phone_number", "admin_only"),
    "email_configuration.email_sending_account": oneOf("COGNITO_DEFAULT", "DEVELOPER"),
    "email_configuration.source_arn": arn,
    "lambda_config.custom_message": arn,
    "lambda_config.post_authentication": arn,
    "lambda_config.post_confirmation": arn,
    "lambda_config.pre_authentication": arn,
    "lambda_config.pre_sign_up": arn,
    "lambda_config.pre_token_generation": arn,
    "lambda_config.user_migration": arn,
    "password_policy.minimum_length": between(6, 99),
    "password_policy.password_history_size": between(0, 24),
    "password_policy.temporary_password_validity_days": between(0, 365),
    "schema.attribute_data_type": oneOf("String", "Number", "DateTime", "Boolean"),
    "sms_configuration.sns_caller_arn": arn,
    "user_pool_add_ons.advanced_security_mode": oneOf("OFF", "AUDIT", "ENFORCED"),
    "verification_message_template.default_email_option": oneOf("CONFIRM_WITH_LINK", "CONFIRM_WITH_CODE"),
  },
  computedBlocks: [
    "admin_create_user_config",
    "password_policy",
    "sign_in_policy",
    "sms_configuration",
    "verification_message_template",
  ],
  keptBlocks: ["account_recovery_setting", "email_configuration"],
  conflicts: [["alias_attributes", "username_attributes"]],

  importState: (id) => ({ id }),

  async read(state, aws) {
    const pool = await described(text(state.id), aws);
    if (!pool) return null;
    const mfa = await aws.clients.cognitoIdentityProvider.send(
      new GetUserPoolMfaConfigCommand({ UserPoolId: pool.Id ?? "" }),
    );
    return { ...stateOf(pool, mfa, state, aws), ...tagAttributes(pool.UserPoolTags ?? {}, state, aws.tagRules) };
  },

  async create(planned, aws) {
    checkUserPoolName(text(planned.name), "poolName");
    const { UserPool } = await aws.clients.cognitoIdentityProvider.send(
      new CreateUserPoolCommand({
        ...settingsOf(planned, [...SETTINGS, ...FIXED]),
        PoolName: text(planned.name),
        Schema: blocks(planned.schema).map(attributeOf),
        UserPoolTags: tagsToWrite(planned, aws.tagRules),
      }),
    );
    const id = UserPool?.Id ?? "";
    try {
      await setMfa(id, planned, null, aws);
    } catch (error) {
      throw new PartlyCreated({ id }, error);
    }
    return { id };
  },

  async update(prior, planned, aws) {
    const UserPoolId = text(prior.id);
    const PoolName = text(planned.name);
    checkUserPoolName(PoolName, "poolName");
    await addAttributes(UserPoolId, prior, planned, aws);
    await setMfa(UserPoolId, planned, prior, aws);
    await aws.clients.cognitoIdentityProvider.send(
      new UpdateUserPoolCommand({
        ...settingsOf(planned, SETTINGS),
        UserPoolId,
        PoolName,
        // Sent with every update: what is left out AWS sets to its default.
        MfaConfiguration: text(planned.mfa_configuration) as "OFF",
        UserPoolTags: tagsToWrite(planned, aws.tagRules),
      }),
    );
    const pool = await described(UserPoolId, aws);
    if (pool && pool.Name !== PoolName) {
      throw new Refused({
        summary: "User pool not renamed",
        detail: `AWS renames a user pool in place, the emulator does not: it is still "${pool.Name ?? ""}".`,
        attribute: ["name"],
      });
    }
  },

  async delete(prior, aws) {
    if (text(prior.deletion_protection) === "ACTIVE") {
      throw new Refused({
        summary: "InvalidParameterException",
        detail: "The user pool cannot be deleted because deletion protection is activated.",
        attribute: ["deletion_protection"],
      });
    }
    try {
      await aws.clients.cognitoIdentityProvider.send(new DeleteUserPoolCommand({ UserPoolId: text(prior.id) }));
    } catch (error) {
      if (!isAwsError(error, "ResourceNotFoundException")) throw error;
    }
  },
};

async function described(id: string, aws: Aws): Promise<UserPoolType | null> {
  try {
    const { UserPool } = await aws.clients.cognitoIdentityProvider.send(
      new DescribeUserPoolCommand({ UserPoolId: id }),
    );
    return UserPool ?? null;
  } catch (error) {
    if (isAwsError(error, "ResourceNotFoundException")) return null;
    throw error;
  }
}

const part = (names: readonly string[]) => partOf(resourceSchema(TYPE), names);

function settingsOf(planned: ObjectValue, names: readonly string[]): object {
  const policies = toApi(part(["password_policy", "sign_in_policy"]), planned);
  return {
    ...toApi(part(names), planned, NAMES),
    ...(Object.keys(policies).length > 0 && { Policies: policies }),
  };
}

const MFA = ["email_mfa_configuration", "software_token_mfa_configuration", "web_authn_configuration"];

/** A second factor is set by a call of its own, which knows what it is sent by. */
async function setMfa(id: string, planned: ObjectValue, prior: ObjectValue | null, aws: Aws): Promise<void> {
  const names = ["mfa_configuration", ...MFA];
  const isAsked = text(planned.mfa_configuration) !== "OFF" || MFA.some((name) => !isEmpty(planned[name]));
  const isChanged = prior && names.some((name) => JSON.stringify(prior[name]) !== JSON.stringify(planned[name]));
  if (prior ? !isChanged : !isAsked) return;
  const sms = toApi(part(["sms_configuration", "sms_authentication_message"]), planned);
  await aws.clients.cognitoIdentityProvider.send(
    new SetUserPoolMfaConfigCommand({
      ...toApi(part(names), planned),
      UserPoolId: id,
      ...(Object.keys(sms).length > 0 && {
        SmsMfaConfiguration: { ...sms },
      }),
    }),
  );
}

function attributeOf(attribute: ObjectValue): SchemaAttributeType {
  const block = resourceSchema(TYPE).blocks.schema?.block ?? { attributes: {}, blocks: {} };
  return toApi(block, attribute);
}

/** Attributes can be added to a pool, and never taken away or changed. */
async function addAttributes(id: string, prior: ObjectValue, planned: ObjectValue, aws: Aws): Promise<void> {
  const before = blocks(prior.schema).map((attribute) => text(attribute.name));
  const after = blocks(planned.schema);
  if (before.some((name) => !after.some((attribute) => text(attribute.name) === name))) {
    throw new Refused({
      summary: "updating Cognito User Pool",
      detail: "cannot modify or remove schema items",
      attribute: ["schema"],
    });
  }
  const added = after.filter((attribute) => !before.includes(text(attribute.name)));
  if (added.length === 0) return;
  await aws.clients.cognitoIdentityProvider.send(
    new AddCustomAttributesCommand({ UserPoolId: id, CustomAttributes: added.map(attributeOf) }),
  );
}

function stateOf(pool: UserPoolType, mfa: GetUserPoolMfaConfigResponse, state: ObjectValue, aws: Aws): ObjectValue {
  return {
    ...fromApi(part([...SETTINGS, ...FIXED]), pool, NAMES),
    ...fromApi(part(["password_policy", "sign_in_policy"]), pool.Policies ?? {}),
    ...fromApi(part(["mfa_configuration", ...MFA]), mfa),
    id: pool.Id ?? null,
    name: pool.Name ?? null,
    arn: pool.Arn ?? null,
    endpoint: `cognito-idp.${aws.region}.${aws.partition.dnsSuffix}/${pool.Id ?? ""}`,
    creation_date: rfc3339(pool.CreationDate),
    last_modified_date: rfc3339(pool.LastModifiedDate),
    estimated_number_of_users: pool.EstimatedNumberOfUsers ?? 0,
    domain: pool.Domain ?? "",
    custom_domain: pool.CustomDomain ?? "",
    schema: schemaOf(pool.SchemaAttributes ?? [], blocks(state.schema)),
  };
}

/** AWS answers with every standard attribute, and fills in what the configuration leaves out: what was configured stays as it was,
 *  where AWS agrees, and of the others only those count that no pool has by itself. */
function schemaOf(attributes: readonly SchemaAttributeType[], configured: readonly ObjectValue[]): ObjectValue[] {
  const block = resourceSchema(TYPE).blocks.schema?.block ?? { attributes: {}, blocks: {} };
  return attributes.flatMap((attribute) => {
    const name = (attribute.Name ?? "").replace(/^(custom|dev):/, "");
    const isCustom = name !== attribute.Name;
    const known = configured.find((candidate) => text(candidate.name) === name);
    const found = { ...fromApi(block, attribute), name };
    if (known) return [agrees(known, found) ? known : found];
    const isChanged = attribute.Required === true || attribute.Mutable === false;
    return isCustom || (isChanged && name !== "sub") ? [found] : [];
  });
}

function agrees(known: ObjectValue, found: ObjectValue): boolean {
  return (
    known.attribute_data_type === found.attribute_data_type &&
    flag(known.required) === flag(found.required) &&
    flag(known.mutable) === flag(found.mutable)
  );
}
