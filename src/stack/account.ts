/** The account that the stack is made in. The credentials with which Terraform runs choose it, and they may be those of
 *  another environment. So the AWS provider is told which accounts it may work in, and asks STS before it plans anything.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids-1 */
import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { Fn, TerraformIterator } from "cdktf";
import type { Construct } from "constructs";
import { limits } from "../aws/limits";
import { problemsWith } from "../checks/check-limit";
import type { Reading } from "../checks/kinds";
import { known, unusable } from "../terraform/tokens";
import { valueOrOptionalVariable, valuesOrOptionalVariable } from "./settings";
import type { Setting } from "./settings";

/** Settings of the stack. */
export interface Account {
  readonly allowedAccountIds?: string[];
  readonly assumeRoleArn?: string;
}

/** The variables that stand for what is not given. Only the provider block reads them. */
export const accountVariables = {
  allowedAccountIds: {
    name: "allowed_account_ids",
    description:
      "Ids of the AWS accounts that the stack may be in. Left out, the account is the one of the credentials, whichever that is.",
    limit: limits.accountId,
  },
  assumeRoleArn: {
    name: "assume_role_arn",
    description:
      "ARN of the role that Terraform assumes to make the stack. Left out, Terraform uses the credentials as they are.",
    limit: limits.assumedRoleArn,
  },
} as const satisfies Record<keyof Account, Setting>;

/** What is wrong with the settings. */
export function readAccount({ allowedAccountIds, assumeRoleArn }: Account): Reading<Account> {
  const ofIds = problemsWithIds(allowedAccountIds);
  const ofRole = problemsWith("assumeRoleArn", assumeRoleArn, limits.assumedRoleArn);
  return {
    problems: [...ofIds, ...ofRole],
    usable: {
      allowedAccountIds: ofIds.length > 0 ? [unusable()] : allowedAccountIds,
      assumeRoleArn: ofRole.length > 0 ? unusable() : assumeRoleArn,
    },
  };
}

function problemsWithIds(ids: readonly string[] | undefined): string[] {
  if (ids === undefined || !known(ids)) return [];
  if (ids.length === 0) {
    return [
      "allowedAccountIds is an empty list, with which the provider would accept any account: give at least one id, or leave it out for " +
        "a Terraform variable. See https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids-1",
    ];
  }
  return ids.flatMap((id, index) => problemsWith(`allowedAccountIds[${index}]`, id, limits.accountId));
}

/** What the provider block says of the account. */
export function accountSettings(
  scope: Construct,
  { allowedAccountIds, assumeRoleArn }: Account,
): Pick<AwsProviderConfig, "allowedAccountIds" | "assumeRole"> {
  return {
    allowedAccountIds: valuesOrOptionalVariable(scope, allowedAccountIds, accountVariables.allowedAccountIds),
    assumeRole: assumedRole(scope, assumeRoleArn),
  };
}

function assumedRole(scope: Construct, given: string | undefined): AwsProviderConfig["assumeRole"] {
  const roleArn = valueOrOptionalVariable(scope, given, accountVariables.assumeRoleArn);
  if (given !== undefined) return [{ roleArn }];
  // No block at all without a role: what the provider makes of an empty one differs from version to version.
  const roles = TerraformIterator.fromList(Fn.compact([roleArn]));
  return roles.dynamic({ role_arn: roles.value as string });
}
