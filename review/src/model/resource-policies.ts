/** Policies that stand at a resource and let a pool's role in. Within an account they need no policy of the role beside them, and
 *  neither does the trust policy of another role.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
 *  https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
import { matches, overlap, wildcardPattern } from "../iam/pattern";
import { asList, statementsOf, type IamStatement } from "../iam/policy-document";
import { principalsOf } from "../iam/principal";
import type { NotEvaluated } from "../terraform-json/not-evaluated";
import { stringOf, stringsOf, type TerraformResource } from "../terraform-json/resource";
import { afterApply, hasSymbol, isAfterApply, isSymbol, referencesIn } from "../terraform-json/symbol";
import type { Pool } from "./access-model";
import { isCognito } from "./cognito-claims";
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
const NOT_OF_A_RESOURCE = /^aws_(?:iam|iot|organizations|ssoadmin|vpc_endpoint|verifiedpermissions)/;

/** Permissions that are resources of their own, with the attribute that names whose they are, and no text. */
const PRINCIPALS = new Map([
  ["aws_eks_access_entry", "principal_arn"],
  ["aws_eks_access_policy_association", "principal_arn"],
  ["aws_kms_grant", "grantee_principal"],
  ["aws_lakeformation_permissions", "principal"],
  ["aws_lambda_permission", "principal"],
]);

/** The policies of resources that let in a role of these pools, or may. */
export function resourcePoliciesForRoles(links: Links, pools: readonly Pool[]): NotEvaluated[] {
  const ours = new Set(pools.flatMap((pool) => pool.roles.map(({ address }) => address)));
  return links.snapshot.resources
    .filter(({ isData }) => !isData)
    .flatMap((resource) => {
      const { address, type } = resource;
      const named = policiesOf(resource).flatMap((policy) => rolesLetIn(links, resource, policy));
      const letsIn = [...new Set(named.map((role) => role.address))].filter(
        (role) => ours.has(role) && role !== address,
      );
      const subject = type === ROLE ? "trust-policy" : "resource-policy";
      if (letsIn.length === 0 || isShownElsewhere(links, resource)) return [];
      return [{ address, subject, cause: { letsIn } } as const];
    });
}

/** Whether a resource stands beside one for its policy: the provider shows the policy in both. What is called the policy of a
 *  role is another one than its trust policy. */
export function isShownElsewhere({ snapshot }: Links, { type, values: { id, arn } }: TerraformResource): boolean {
  if (type === ROLE) return false;
  // Two values that a plan does not know look alike, and may be of two resources.
  const known = [id, arn].filter((one) => typeof one === "string" && !hasSymbol(one));
  return snapshot
    .ofType(`${type}_policy`)
    .some(({ values }) => Object.values(values).some((value) => typeof value === "string" && known.includes(value)));
}

/** The policies of a resource, as its attributes have them. */
export function policiesOf({ type, values }: TerraformResource): string[] {
  const attributes = type === ROLE ? ["assume_role_policy"] : NOT_OF_A_RESOURCE.test(type) ? [] : ATTRIBUTES;
  const policies = attributes.flatMap((attribute) => stringOf(values[attribute]) ?? []);
  const principals = stringsOf(values[PRINCIPALS.get(type) ?? ""]);
  return [
    ...policies.filter((policy) => policy !== ""),
    ...principals.map((AWS) => JSON.stringify({ Statement: { Effect: "Allow", Principal: { AWS } } })),
  ];
}

/** The roles that a policy lets in; of a policy that could not be read, those that it refers to. */
function rolesLetIn(links: Links, { address, type }: TerraformResource, policy: string): readonly TerraformResource[] {
  const { document } = readDocument(links.snapshot, address, policy);
  if (document === undefined) return links.referenced(withDocumentsBehind(links, policy), ROLE);
  return statementsOf(document)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) =>
      type !== ROLE && isForCognito(statement)
        ? links.everyRole
        : namesIn(statement).flatMap((name) => rolesNamed(links, name)),
    );
}

/** The text, and the values of the documents that it refers to, of which a part is not known. */
function withDocumentsBehind({ snapshot }: Links, policy: string): string {
  const documents = referencesIn(policy)
    .flatMap((reference) => snapshot.at(reference))
    .filter(({ type }) => type === "aws_iam_policy_document");
  return [policy, ...documents.map(({ values }) => JSON.stringify(values))].join("");
}

/** Whether a statement names Cognito, as a trust policy does: then it is about sessions of whichever role. */
function isForCognito(statement: IamStatement): boolean {
  return principalsOf(statement, "Federated").some(isCognito);
}

/** What a statement names as principals, or asks of the principal. */
function namesIn(statement: IamStatement): string[] {
  const compared = Object.values(statement.Condition ?? {}).flatMap((keys) =>
    Object.entries(keys)
      .filter(([key]) => isKeyOfPrincipal(key))
      .flatMap(([, values]) => asList(values).map(String)),
  );
  return [...principalsOf(statement, "AWS"), ...compared].filter((name) => name !== "*");
}

/** Whether a condition key names the principal, and with it the role. */
export function isKeyOfPrincipal(key: string): boolean {
  return /^aws:(?:principalarn|userid)$/i.test(key);
}

/** The roles that a text names, or whose sessions it does: by ARN, by id, or by a pattern for either.
 *  @param isSure whether a role whose name is not known as a whole counts only if a pattern stands for all that it may be */
export function rolesNamed(links: Links, name: string, isSure = false): readonly TerraformResource[] {
  const { snapshot } = links;
  const session = /^arn:[^:]*:sts::[^:]*:assumed-role\/([^/]+)/.exec(name)?.[1];
  if (session !== undefined) return [...links.rolesNamed(session).resources, ...snapshot.with(ROLE, "name", session)];
  if (!/[*?]/.test(name)) {
    return [...links.rolesNamed(name).resources, ...snapshot.with(ROLE, "unique_id", name.split(":", 1)[0] ?? "")];
  }
  const pattern = wildcardPattern(name);
  const isNamed = (role: TerraformResource): boolean => {
    const arn = arnOf(role, name);
    if (isSure ? matches(pattern, arn) : overlap(pattern, wildcardPattern(arn.replaceAll(UNKNOWN, "*")))) return true;
    // The id of a role stands before the name of the session.
    const { unique_id: id } = role.values;
    return id !== undefined && matches(pattern, `${stringOf(id) ?? ""}:☆`);
  };
  return [...links.referenced(name, ROLE), ...snapshot.ofType(ROLE).filter(isNamed)];
}

/** What is in the place of a part of a name that is not known. */
const UNKNOWN = "☆";

/** The ARN of a role; while Terraform has yet to make it, as it will be in the account and partition that a pattern names.
 *  A role without a name gets one that begins with "terraform-".
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
function arnOf({ values }: TerraformResource, pattern: string): string {
  const textOf = (attribute: string, otherwise: string): string => {
    const text = stringOf(values[attribute]) ?? "";
    return text === "" ? otherwise : text;
  };
  const arn = textOf("arn", UNKNOWN);
  if (arn !== UNKNOWN && !hasSymbol(arn)) return arn;
  const [, partition = "", , , account = ""] = pattern.split(":");
  const name = textOf("name", AFTER_APPLY);
  const isGenerated = isSymbol(name) && isAfterApply(name) && referencesIn(name).length === 0;
  const known = isGenerated ? `${textOf("name_prefix", "terraform-")}${UNKNOWN}` : name;
  const pathAndName = `${textOf("path", "/")}${known}`.replaceAll(/⟨[^⟨⟩]*⟩/g, UNKNOWN);
  // An account that is not known stays as the pattern has it: it is the same one.
  return `arn:${partition}:iam::${account}:role${pathAndName}`;
}

/** A name that the configuration does not give. */
const AFTER_APPLY = afterApply([]);
