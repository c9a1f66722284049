/** aws_cognito_user_pool, in so far as an example of an identity pool needs one: a name and tags.
 *  https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
import {
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import { isAwsError, type Aws } from "../aws/aws";
import { checkUserPoolName } from "../aws/user-pools";
import { tagAttributes, tagsToWrite } from "../aws/tags";
import { any, length, pattern } from "../checks";
import { Refused } from "../problem";
import { text, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const cognitoUserPool: Resource = {
  type: "aws_cognito_user_pool",
  forceNew: [],
  defaults: { deletion_protection: "INACTIVE", mfa_configuration: "OFF" },
  checks: {
    // The provider takes a name that either is short enough or has one such character.
    name: any(
      length(1, 128),
      pattern(/[\w\s+=,.@-]+/, String.raw`must satisfy regular expression pattern: [\w\s+=,.@-]+`),
    ),
  },
  supported: ["name", "tags", "region"],

  importState: (id) => ({ id }),

  async read(state, aws) {
    const pool = await described(text(state.id), aws);
    return pool && { ...stateOf(pool, aws), ...tagAttributes(pool.UserPoolTags ?? {}, state, aws.tagRules) };
  },

  async create(planned, aws) {
    checkUserPoolName(text(planned.name), "poolName");
    const { UserPool } = await aws.clients.cognitoIdentityProvider.send(
      new CreateUserPoolCommand({ PoolName: text(planned.name), UserPoolTags: tagsToWrite(planned, aws.tagRules) }),
    );
    return { id: UserPool?.Id ?? "" };
  },

  async update(prior, planned, aws) {
    const UserPoolId = text(prior.id);
    const PoolName = text(planned.name);
    checkUserPoolName(PoolName, "poolName");
    await aws.clients.cognitoIdentityProvider.send(
      new UpdateUserPoolCommand({ UserPoolId, PoolName, UserPoolTags: tagsToWrite(planned, aws.tagRules) }),
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

function stateOf(pool: UserPoolType, aws: Aws): ObjectValue {
  return {
    id: pool.Id ?? null,
    name: pool.Name ?? null,
    arn: pool.Arn ?? null,
    endpoint: `cognito-idp.${aws.region}.${aws.partition.dnsSuffix}/${pool.Id ?? ""}`,
    creation_date: pool.CreationDate?.toISOString() ?? null,
    last_modified_date: pool.LastModifiedDate?.toISOString() ?? null,
    estimated_number_of_users: pool.EstimatedNumberOfUsers ?? 0,
    domain: pool.Domain ?? "",
    custom_domain: pool.CustomDomain ?? "",
    deletion_protection: pool.DeletionProtection ?? "INACTIVE",
    mfa_configuration: pool.MfaConfiguration ?? "OFF",
    email_verification_message: pool.EmailVerificationMessage ?? "",
    email_verification_subject: pool.EmailVerificationSubject ?? "",
    sms_verification_message: pool.SmsVerificationMessage ?? "",
    user_pool_tier: pool.UserPoolTier ?? "ESSENTIALS",
  };
}
