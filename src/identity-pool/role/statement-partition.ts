/** Whether statements name the partition that their role is in. A grant for another partition matches nothing there, and users
 *  get AccessDenied without a hint. */
import type { Partition } from "../../aws/partition";
import type { PolicyStatement } from "../../permissions/policy-statement";

export function problemsWithPartitionOf(statements: readonly PolicyStatement[], partition: Partition): string[] {
  const text = JSON.stringify(statements);
  const variables = [...namesIn(text, /(&\{(cognito-identity[\w.-]*):[^}]*\})/g, partition.conditionKeyPrefix)];
  const misspelt = partition.isCustom ? [] : variables.filter((name) => !isOfAPartition(name));
  const foreign = [
    ...namesIn(text, /"(arn:([\w-]+):[^"]*)"/g, partition.name),
    ...variables.filter((name) => !misspelt.includes(name)),
  ];
  return misspelt
    .map(misspeltVariable(partition))
    .concat(
      foreign.map(
        (name) =>
          `a grant names ${JSON.stringify(name)}, which belongs to another partition than the pool's, ${partition.name} (${partition.conditionKeyPrefix}): ` +
          "give the permission the pool's `partition`. See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
      ),
    );
}

/** Whether a variable may be Cognito's in one of AWS's partitions that are public. */
function isOfAPartition(variable: string): boolean {
  return /^&\{cognito-identity(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?:/.test(variable);
}

function misspeltVariable({ conditionKeyPrefix }: Partition): (variable: string) => string {
  return (variable) =>
    `a grant names the variable ${JSON.stringify(variable.replace("&", "$"))}, which AWS does not have: ` +
    `did you mean ${JSON.stringify(variable.replace(/^&\{[^:]*/, `\${${conditionKeyPrefix}`))}? See https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html`;
}

/** What matches the pattern's first group, each once, where its second group is not as expected. */
function namesIn(text: string, pattern: RegExp, expected: string): Set<string> {
  const matches = [...text.matchAll(pattern)];
  return new Set(matches.flatMap(([, name = "", part]) => (part === expected ? [] : [name])));
}
