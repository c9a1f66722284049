/** Resources that give roles policies, or pools roles, and that the review does not read: those of AWS's Cloud Control
 *  API, whose types are CloudFormation's.
 *  https://registry.terraform.io/providers/hashicorp/awscc/latest/docs
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudcontrolapi_resource */
import type { NotEvaluated, NotEvaluatedSubject } from "../terraform-json/not-evaluated";
import { stringOf, stringsOf } from "../terraform-json/resource";
import { hasSymbol } from "../terraform-json/symbol";
import type { Pool } from "./access-model";
import { POOL, ROLE, type Links, type Named } from "./links";

/** The attribute that names the roles, by type. */
const POLICIES_OF_ROLES: readonly (readonly [type: string, attribute: string])[] = [
  ["awscc_iam_role_policy", "role_name"],
  ["awscc_iam_managed_policy", "roles"],
];

const PARTS_OF_POOLS: readonly (readonly [type: string, subject: NotEvaluatedSubject])[] = [
  ["awscc_cognito_identity_pool_role_attachment", "attached-roles"],
  ["awscc_cognito_identity_pool_principal_tag", "principal-tags"],
];

/** Roles, with the attribute that tells which pool they trust. */
const TRUST_POLICIES: readonly (readonly [type: string, attribute: string])[] = [
  ["awscc_iam_role", "assume_role_policy_document"],
];

/** One resource type for all types of CloudFormation, whose properties are one JSON text. */
const CLOUD_CONTROL = "aws_cloudcontrolapi_resource";

/** What of them is, or may be, about the roles of these pools, or about the pools. */
export function unreadTypes(links: Links, pools: readonly Pool[]): NotEvaluated[] {
  const roles = new Set(pools.flatMap((pool) => pool.roles.map(({ address }) => address)));
  const addresses = new Set(pools.map(({ address }) => address));
  const mayName = (attribute: unknown, named: (value: string) => Named, ours: ReadonlySet<string>): boolean =>
    stringsOf(attribute).some((value) => {
      const { resources } = named(value);
      return resources.some(({ address }) => ours.has(address)) || (resources.length === 0 && hasSymbol(value));
    });
  return [
    ...POLICIES_OF_ROLES.flatMap(([type, attribute]) =>
      links.snapshot
        .ofType(type)
        .filter(({ values }) => mayName(values[attribute], (value) => links.rolesNamed(value), roles))
        .map(({ address }): NotEvaluated => ({ address, subject: "policy", cause: "type-not-read" })),
    ),
    ...PARTS_OF_POOLS.flatMap(([type, subject]) =>
      links.snapshot
        .ofType(type)
        .filter(({ values }) => mayName(values.identity_pool_id, (value) => links.poolsNamed(value), addresses))
        .map(({ address }): NotEvaluated => ({ address, subject, cause: "type-not-read" })),
    ),
    ...TRUST_POLICIES.flatMap(([type, attribute]) =>
      links.snapshot
        .ofType(type)
        .filter(({ values }) => namesAPool(links, stringOf(values[attribute]) ?? "", pools))
        .map(({ address }): NotEvaluated => ({ address, subject: "role", cause: "type-not-read" })),
    ),
    ...links.snapshot.ofType(CLOUD_CONTROL).flatMap(({ address, values }): NotEvaluated[] => {
      const [type, properties] = [values.type_name, values.desired_state].map((value) => stringOf(value) ?? "");
      const isOurs =
        namesARole(links, properties ?? "", pools) ||
        (MAY_NAME_POOLS.test(type ?? "") && namesAPool(links, properties ?? "", pools));
      return isOurs ? [{ address, subject: subjectOf(type ?? ""), cause: "type-not-read" }] : [];
    }),
  ];
}

/** Types that give roles to a pool, or roles that trust it. Others may hold its id for an app to read. */
const MAY_NAME_POOLS = /^(?:AWS::IAM::|AWS::Cognito::IdentityPool|⟨)/;

function subjectOf(type: string): NotEvaluatedSubject {
  if (type === "AWS::IAM::Role") return "role";
  if (type === "AWS::Cognito::IdentityPoolRoleAttachment") return "attached-roles";
  return type === "AWS::Cognito::IdentityPoolPrincipalTag" ? "principal-tags" : "policy";
}

function namesARole(links: Links, text: string, pools: readonly Pool[]): boolean {
  const roles = pools.flatMap((pool) => pool.roles);
  const addresses = new Set(roles.map(({ address }) => address));
  return (
    links.referenced(text, ROLE).some(({ address }) => addresses.has(address)) ||
    roles.some(({ name }) => text.includes(`"${name}"`) || text.includes(`/${name}"`))
  );
}

function namesAPool(links: Links, text: string, pools: readonly Pool[]): boolean {
  const addresses = new Set(pools.map(({ address }) => address));
  return (
    links.referenced(text, POOL).some(({ address }) => addresses.has(address)) ||
    pools.some(({ id }) => !hasSymbol(id) && text.includes(id))
  );
}
