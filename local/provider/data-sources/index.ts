/** Every data source that the provider has. */
import { callerIdentity } from "./caller-identity";
import type { DataSource } from "./data-source";
import { iamPolicyDocument } from "./iam-policy-document";
import { partition } from "./partition";
import { region } from "./region";

const DATA_SOURCES: readonly DataSource[] = [callerIdentity, iamPolicyDocument, partition, region];

export function dataSourceNamed(type: string): DataSource {
  const dataSource = DATA_SOURCES.find((candidate) => candidate.type === type);
  if (!dataSource) throw new Error(`the local provider has no data source "${type}"`);
  return dataSource;
}
