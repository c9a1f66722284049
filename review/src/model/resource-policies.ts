/** Policies that stand at a resource and let a pool's role in. Within an account they need no policy of the role beside them, and
 *  neither does the trust policy of another role.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
 *  https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
import { matches, wildcardPattern } from "../iam/pattern";
import { asList, statementsOf, type IamStatement } from "../iam/policy-document";
import type { NotEvaluated } from "../terraform-json/not-evaluated";
import { stringOf, type TerraformResource } from "../terraform-json/resource";
import { hasSymbol, referencesIn } from "../terraform-json/symbol";
import type { Pool } from "./access-model";
import { ROLE, type Links } from "./links";
import { readDocument } from "./policy-documents";

/** Where resources of AWS have their policy, whatever their type. */
const ATTRIBUTES: readonly string[] = [
  "policy",
  "access_policies",
  "access_policy",
  "policy_document",
  "resource_policy",
];

/** What has such an attribute and lets nobody in: policies of identities, and those that only limit. */
const NOT_OF_A_RESOURCE = /^aws_(?:iam|iot|organizations|ssoadmin|vpc_endpoint|verifiedpermissions)_?/;

/** The policies of resources that let in a role of these pools, or may. */
export function resourcePoliciesForRoles(links: Links, pools: readonly Pool[]): NotEvaluated[] {
  const addresses = new Set(pools.flatMap((pool) => pool.roles.map(({ address }) => address)));
  if (addresses.size === 0) return [];
  const roles = links.snapshot.ofType(ROLE).filter(({ address }) => addresses.has(address));
  return links.snapshot.resources
    .filter(({ isData }) => !isData)
    .flatMap((resource) => {
      const { address, type } = resource;
      const others = roles.filter((role) => role !== resource);
      const letsIn = unique(policiesOf(resource).flatMap((policy) => rolesLetIn(links, address, policy, others)));
      const subject = type === ROLE ? "trust-policy" : "resource-policy";
      return letsIn.length === 0 ? [] : [{ address, subject, cause: { letsIn } } as const];
    });
}

function policiesOf({ type, values }: TerraformResource): string[] {
  const attributes = type === ROLE ? ["assume_role_policy"] : NOT_OF_A_RESOURCE.test(type) ? [] : ATTRIBUTES;
  const policies = attributes.flatMap((attribute) => stringOf(values[attribute]) ?? []);
  // A permission of a function has one principal, and no text.
  const principal = type === "aws_lambda_permission" ? stringOf(values.principal) : undefined;
  return [
    ...policies.filter((policy) => policy !== ""),
    ...(principal === undefined
      ? []
      : [JSON.stringify({ Statement: { Effect: "Allow", Principal: { AWS: principal } } })]),
  ];
}

/** Addresses of the roles that a policy lets in; of a policy that could not be read, those that it refers to. */
function rolesLetIn(
  links: Links,
  address: string,
  policy: string,
  roles: readonly TerraformResource[],
): readonly string[] {
  const { document } = readDocument(links.snapshot, address, policy);
  const isNamed =
    document === undefined
      ? namedIn(links, policiesBehind(links, policy))
      : (role: TerraformResource): boolean =>
          statementsOf(document).some((statement) => statement.Effect === "Allow" && letsIn(links, statement, role));
  return roles.filter(isNamed).map(({ address: role }) => role);
}

/** The text, and the values of what it refers to: a document of which a part is not known. */
function policiesBehind({ snapshot }: Links, policy: string): string {
  const documents = referencesIn(policy)
    .flatMap((reference) => snapshot.at(reference))
    .filter(({ type }) => type === "aws_iam_policy_document");
  return [policy, ...documents.map(({ values }) => JSON.stringify(values))].join("");
}

function namedIn(links: Links, text: string): (role: TerraformResource) => boolean {
  const named = new Set(links.referenced(text, ROLE));
  return (role) => named.has(role) || [role.values.arn, role.values.unique_id].some((id) => isIn(text, id));
}

function isIn(text: string, value: unknown): boolean {
  const id = stringOf(value) ?? "";
  return id !== "" && !hasSymbol(id) && text.includes(id);
}

function letsIn(links: Links, statement: IamStatement, role: TerraformResource): boolean {
  const { Principal, Condition = {} } = statement;
  const principals = typeof Principal === "object" ? asList(Principal.AWS) : [];
  const compared = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys)
      .filter(([key]) => /^aws:(?:principalarn|userid)$/i.test(key))
      .flatMap(([, values]) => asList(values).map(String)),
  );
  return [...principals, ...compared].some((value) => names(links, value, role));
}

/** Whether a text names a role or its sessions: by ARN, by id, or by a pattern for either. */
function names(links: Links, value: string, role: TerraformResource): boolean {
  if (value === "*") return false;
  const session = /^arn:[^:]*:sts::[^:]*:assumed-role\/([^/]+)/.exec(value)?.[1];
  if (session !== undefined) return role.values.name === session;
  if (links.rolesNamed(value).resources.includes(role)) return true;
  const [arn, id] = [role.values.arn, role.values.unique_id].map((one) => stringOf(one) ?? "");
  const pattern = wildcardPattern(value);
  return [arn, id, `${id ?? ""}:☆`].some(
    (one) => one !== undefined && one !== "" && one !== ":☆" && !hasSymbol(one) && matches(pattern, one),
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
