/** What the shipped stack lets signed-in users do, by the name of the choice. */
import type { Partition } from "../aws/partition";
import { ownFiles } from "../permissions/own-files";
import type { PolicyStatement } from "../permissions/policy-statement";
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
