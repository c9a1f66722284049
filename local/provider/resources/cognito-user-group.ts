/** aws_cognito_user_group: a group of a user pool, with the role that its members get by token.
 *  https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
import {
  AdminAddUserToGroupCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  GetGroupCommand,
  ListUsersInGroupCommand,
  UpdateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { isAwsError, type Aws } from "../aws/aws";
import { checkConstraint } from "../aws/constraints";
import { userPoolId } from "../aws/user-pools";
import { all, arn, bytes, form, length } from "../checks";
import { Refused } from "../problem";
import { number, optionalNumber, optionalText, text, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const cognitoUserGroup: Resource = {
  type: "aws_cognito_user_group",
  forceNew: ["name", "user_pool_id"],
  checks: {
    description: length(0, 2048),
    // Not at its ends: the provider takes any name with one such character in it, and the service refuses the others.
    name: all(
      bytes(1, 128),
      form(
        /[\p{L}\p{M}\p{S}\p{N}\p{P}]+/u,
        String.raw`must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`,
      ),
    ),
    role_arn: arn,
    user_pool_id: userPoolId,
  },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const id = text(state.id);
    const { userPoolId, name } = partsOf(id);
    try {
      const { Group } = await aws.clients.cognitoIdentityProvider.send(
        new GetGroupCommand({ UserPoolId: userPoolId, GroupName: name }),
      );
      return {
        id,
        user_pool_id: userPoolId,
        name,
        description: Group?.Description ?? "",
        precedence: Group?.Precedence ?? 0,
        role_arn: Group?.RoleArn ?? "",
      };
    } catch (error) {
      if (isAwsError(error, "ResourceNotFoundException")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    const settings = settingsOf(planned);
    const group = { UserPoolId: text(planned.user_pool_id), GroupName: text(planned.name) };
    checkConstraint(
      { value: group.GroupName, attribute: ["name"] },
      { member: "groupName", min: 1, max: 128, pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u },
      "InvalidParameterException",
    );
    await aws.clients.cognitoIdentityProvider.send(new CreateGroupCommand({ ...group, ...settings }));
    return { id: `${group.UserPoolId}/${group.GroupName}` };
  },

  async update(prior, planned, aws) {
    const { userPoolId, name } = partsOf(text(prior.id));
    const group = { UserPoolId: userPoolId, GroupName: name };
    const settings = settingsOf(planned);
    try {
      await aws.clients.cognitoIdentityProvider.send(new UpdateGroupCommand({ ...group, ...settings }));
    } catch (error) {
      if (!isAwsError(error, "InvalidAction")) throw error;
      await replaceGroup(group, settings, aws);
    }
  },

  async delete(prior, aws) {
    const { userPoolId, name } = partsOf(text(prior.id));
    try {
      await aws.clients.cognitoIdentityProvider.send(
        new DeleteGroupCommand({ UserPoolId: userPoolId, GroupName: name }),
      );
    } catch (error) {
      if (!isAwsError(error, "ResourceNotFoundException")) throw error;
    }
  },
};

type Settings = ReturnType<typeof settingsOf>;

function settingsOf(planned: ObjectValue) {
  const precedence = number(planned.precedence);
  if (precedence !== undefined && precedence < 0) {
    throw new Refused({
      summary: "InvalidParameterException",
      detail: `The precedence ${precedence} is below 0.`,
      attribute: ["precedence"],
    });
  }
  return {
    Description: optionalText(planned.description),
    Precedence: optionalNumber(precedence),
    RoleArn: optionalText(planned.role_arn),
  };
}

/** The emulator has no UpdateGroup: the same group once more, with the same members. */
async function replaceGroup(
  group: { UserPoolId: string; GroupName: string },
  settings: Settings,
  aws: Aws,
): Promise<void> {
  const client = aws.clients.cognitoIdentityProvider;
  const members: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListUsersInGroupCommand({ ...group, NextToken }));
    members.push(...(page.Users ?? []).map(({ Username = "" }) => Username));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  await client.send(new DeleteGroupCommand(group));
  await client.send(new CreateGroupCommand({ ...group, ...settings }));
  for (const Username of members) await client.send(new AdminAddUserToGroupCommand({ ...group, Username }));
}

function partsOf(id: string): { userPoolId: string; name: string } {
  const [, userPoolId, name] = /^([^/]+)\/(.+)$/.exec(id) ?? [];
  if (userPoolId === undefined || name === undefined) {
    throw new Refused({
      summary: "Unexpected format of ID",
      detail: `"${id}" should have the form USER_POOL_ID/GROUP_NAME.`,
    });
  }
  return { userPoolId, name };
}
