/** The user pool groups that an app makes. A user pool takes a group name once, and the second create fails at apply.
 *  https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
import type { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { isResourceOf } from "../../terraform/resources";
import { terraformText } from "../../terraform/terraform-text";

type Groups = ReadonlyMap<string, IConstruct>;

interface Noted {
  /** How many groups there were when the others were looked for. */
  count: number;
  groups?: Groups;
}

const groupsOfApps = new WeakMap<IConstruct, Noted>();

/** Notes that there is one more group, so that the groups are searched again: not for each pool, because an app may have ten
 *  thousand. */
export function noteGroup(group: IConstruct): void {
  const { count } = groupsOfApps.get(group.node.root) ?? { count: 0 };
  groupsOfApps.set(group.node.root, { count: count + 1 });
}

/** The group of the same name and user pool that comes before this one in the app, if there is one. */
export function earlierGroup(group: CognitoUserGroup): IConstruct | undefined {
  const noted = groupsOfApps.get(group.node.root) ?? { count: 0 };
  noted.groups ??= firstGroups(group.node.root);
  groupsOfApps.set(group.node.root, noted);
  const first = noted.groups.get(keyOf(group));
  return first === group ? undefined : first;
}

function firstGroups(root: IConstruct): Groups {
  const groups = new Map<string, IConstruct>();
  for (const construct of root.node.findAll()) {
    if (!isResourceOf(construct, "aws_cognito_user_group")) continue;
    const key = keyOf(construct);
    if (!groups.has(key)) groups.set(key, construct);
  }
  return groups;
}

/** A user pool's id is unique everywhere. An expression is unique only in its stack. */
function keyOf(group: CognitoUserGroup): string {
  const parts = [group.userPoolIdInput, group.nameInput].map((part) => terraformText(group, part));
  const isKnown = !parts.some((part) => part.includes("${"));
  return JSON.stringify(isKnown ? parts : [TerraformStack.of(group).node.path, ...parts]);
}
