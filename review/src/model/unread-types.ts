/** Resources that give roles policies, or pools roles, and that the review does not read: those of the provider for AWS's Cloud
 *  Control API, whose types are CloudFormation's.
 *  https://registry.terraform.io/providers/hashicorp/awscc/latest/docs */
import type { NotEvaluated, NotEvaluatedSubject } from "../terraform-json/not-evaluated";
import { stringsOf, type TerraformResource } from "../terraform-json/resource";
import { hasSymbol } from "../terraform-json/symbol";
import type { Pool } from "./access-model";
import type { Links } from "./links";

/** The attribute that names the roles, by type. */
const POLICIES_OF_ROLES: readonly (readonly [type: string, attribute: string])[] = [
  ["awscc_iam_role_policy", "role_name"],
  ["awscc_iam_managed_policy", "roles"],
];

const PARTS_OF_POOLS: readonly (readonly [type: string, subject: NotEvaluatedSubject])[] = [
  ["awscc_cognito_identity_pool_role_attachment", "attached-roles"],
  ["awscc_cognito_identity_pool_principal_tag", "principal-tags"],
];

/** What of them is, or may be, about the roles of these pools, or about the pools. */
export function unreadTypes(links: Links, pools: readonly Pool[]): NotEvaluated[] {
  const roles = new Set(pools.flatMap((pool) => pool.roles.map(({ address }) => address)));
  const addresses = new Set(pools.map(({ address }) => address));
  const mayName = (value: string, named: readonly TerraformResource[], ours: ReadonlySet<string>): boolean =>
    named.some(({ address }) => ours.has(address)) || (named.length === 0 && hasSymbol(value));
  return [
    ...POLICIES_OF_ROLES.flatMap(([type, attribute]) =>
      links.snapshot
        .ofType(type)
        .filter(({ values }) =>
          stringsOf(values[attribute]).some((value) => mayName(value, links.rolesNamed(value).resources, roles)),
        )
        .map(({ address }): NotEvaluated => ({ address, subject: "policy", cause: "type-not-read" })),
    ),
    ...PARTS_OF_POOLS.flatMap(([type, subject]) =>
      links.snapshot
        .ofType(type)
        .filter(({ values }) =>
          stringsOf(values.identity_pool_id).some((value) =>
            mayName(value, links.poolsNamed(value).resources, addresses),
          ),
        )
        .map(({ address }): NotEvaluated => ({ address, subject, cause: "type-not-read" })),
    ),
  ];
}
