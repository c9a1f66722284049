/** What the shipped stack lets signed-in users do, by the name of the choice. */
import type { Partition } from "../aws/partition";
import { ownFiles } from "../permissions/own-files";
import type { PolicyStatement } from "../permissions/policy-statement";
import { hasInlinePolicy } from "./adoption";
import type { IdentityPoolStackProps } from "./identity-pool-stack";
import { serverlessStackGuide } from "../permissions/serverless-stack-guide";

export const choicesOfGrants = ["serverless-stack-guide", "least-privilege"] as const;

export type ChoiceOfGrants = (typeof choicesOfGrants)[number];

export const defaultGrants: ChoiceOfGrants = "serverless-stack-guide";

export interface GrantsOptions {
  readonly bucketName: string;
  readonly partition: Partition;
}

export function grantsOf(choice: ChoiceOfGrants, { bucketName, partition }: GrantsOptions): PolicyStatement[] {
  return choice === "least-privilege"
    ? // The guide's app keeps the list of its files in a table.
      ownFiles({ bucketName, keySeparator: "-", list: false, partition })
    : serverlessStackGuide({ bucketName, partition });
}

/** What signed-in users may do in a stack with these settings. A role that has a managed policy is adopted with that alone. */
export function permissionsOf({
  authenticatedRole,
  permissions,
  adopt,
}: IdentityPoolStackProps): ChoiceOfGrants | "none" {
  if (authenticatedRole === "none") return "none";
  return permissions ?? (adopt && !hasInlinePolicy(adopt, "authenticated") ? "none" : defaultGrants);
}

/** What guests may do in it: what the wizard granted them, where the role that is adopted has its inline policy. */
export function permissionsOfGuests({ unauthenticatedPermissions, adopt }: IdentityPoolStackProps): "console" | "none" {
  return unauthenticatedPermissions ?? (adopt && hasInlinePolicy(adopt, "unauthenticated") ? "console" : "none");
}
