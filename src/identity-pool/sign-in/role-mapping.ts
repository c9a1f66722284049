/** Role mappings: which role a user gets, by the token that they signed in with.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
import type {
  CognitoIdentityPoolRolesAttachmentRoleMapping,
  CognitoIdentityPoolRolesAttachmentRoleMappingMappingRule,
} from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { problemsWith } from "../../checks/check-limit";
import { problemsWithIamArn } from "../../checks/iam-arn";
import type { FederatedRole } from "../role/federated-role";
import { providerNameOfClient } from "./user-pool-client";
import type { UserPoolClient } from "./user-pool-client";

const RULES_PAGE = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html";

/** The role comes from the token's `cognito:preferred_role` and `cognito:roles` claims, or from rules. */
export type RoleMapping = TokenMapping | RulesMapping;

interface Mapping {
  /** Whose tokens are mapped: a user pool client, or the name of a social login (`accounts.google.com`), or the ARN of an
   *  OpenID Connect or SAML provider. One mapping a provider, at most 10. */
  readonly identityProvider: UserPoolClient | string;
  /** What a user gets for whom no role, or more than one, is found: nothing, or the pool's authenticated role.
   *  @default "Deny"
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html */
  readonly ambiguousRoleResolution?: "AuthenticatedRole" | "Deny";
}

/** The user pool's groups name the role: `IdentityPool.addGroup` makes a group and this mapping. */
export interface TokenMapping extends Mapping {
  readonly type: "Token";
}

export interface RulesMapping extends Mapping {
  readonly type: "Rules";
  /** 1 to 25 rules. The first that matches wins, so their order is kept. */
  readonly rules: readonly RoleMappingRule[];
}

/** One rule: a claim, a comparison, a role.
 *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html */
export interface RoleMappingRule {
  /** Name of the claim in the token, such as `custom:department`: 1 to 64 characters. */
  readonly claim: string;
  /** How the claim is compared. `Contains` looks for a part of the text: "admin" is contained in "not-admin". */
  readonly matchType: "Equals" | "Contains" | "StartsWith" | "NotEqual";
  /** What the claim is compared with: 1 to 128 characters. */
  readonly value: string;
  /** The role, or the ARN of one. */
  readonly role: FederatedRole | string;
}

/** The mapping's provider as Cognito names it. */
export function identityProviderOf({ identityProvider }: RoleMapping, partition: Partition): string {
  return typeof identityProvider === "string" ? identityProvider : providerNameOfClient(identityProvider, partition);
}

/** The mapping as Terraform takes it. */
export function roleMappingBlock(
  mapping: RoleMapping,
  partition: Partition,
): CognitoIdentityPoolRolesAttachmentRoleMapping {
  const { type, ambiguousRoleResolution = "Deny" } = mapping;
  return {
    identityProvider: identityProviderOf(mapping, partition),
    type,
    ambiguousRoleResolution,
    ...(type === "Rules" ? { mappingRule: rulesOf(mapping).map(mappingRuleBlock) } : {}),
  };
}

/** Plain JavaScript can leave out what the type asks for: the check says so then. */
function rulesOf(mapping: Partial<RulesMapping>): readonly RoleMappingRule[] {
  return mapping.rules ?? [];
}

function mappingRuleBlock(rule: RoleMappingRule): CognitoIdentityPoolRolesAttachmentRoleMappingMappingRule {
  const { claim, matchType, value, role } = rule;
  return { claim, matchType, value, roleArn: typeof role === "string" ? role : role.roleArn };
}

/** What is wrong with one mapping. The types rule most of it out; plain JavaScript and values read from a file do not
 *  have them.
 *  @param setting the mapping's name in messages, such as `roleMappings[1]` */
export function problemsWithRoleMapping(setting: string, mapping: RoleMapping, partition: Partition): string[] {
  const { type, ambiguousRoleResolution } = mapping;
  return [
    ...problemsWithChoice(`${setting}.type`, type, ["Token", "Rules"]),
    ...problemsWithChoice(`${setting}.ambiguousRoleResolution`, ambiguousRoleResolution, ["AuthenticatedRole", "Deny"]),
    ...problemsWithRules(setting, mapping, partition),
  ];
}

function problemsWithRules(setting: string, mapping: RoleMapping, partition: Partition): string[] {
  const rules = rulesOf(mapping as Partial<RulesMapping>);
  if (mapping.type !== "Rules") {
    if (rules.length === 0) return [];
    return [
      `${setting} has type ${JSON.stringify(mapping.type)} and rules: leave the rules out, or use type "Rules". See ${RULES_PAGE}`,
    ];
  }
  if (rules.length === 0) {
    return [
      `${setting} has type "Rules" and no rules: give 1 to ${limits.mappingRules.max} rules, or use type "Token". See ${RULES_PAGE}`,
    ];
  }
  return [
    ...problemsWith(`${setting}.rules`, rules, limits.mappingRules),
    ...rules.flatMap(({ claim, matchType, value, role }, index) => [
      ...problemsWith(`${setting}.rules[${index}].claim`, claim, limits.mappingClaim),
      ...problemsWith(`${setting}.rules[${index}].value`, value, limits.mappingValue),
      ...problemsWithChoice(`${setting}.rules[${index}].matchType`, matchType, [
        "Equals",
        "Contains",
        "StartsWith",
        "NotEqual",
      ]),
      ...(typeof role === "string"
        ? problemsWithIamArn(`${setting}.rules[${index}].role`, role, "role", partition)
        : []),
    ]),
  ];
}

function problemsWithChoice<T extends string>(setting: string, value: T | undefined, choices: readonly T[]): string[] {
  if (value === undefined || choices.includes(value)) return [];
  return [
    `${setting} is ${JSON.stringify(value)}: give ${choices.map((choice) => JSON.stringify(choice)).join(" or ")}. See ${RULES_PAGE}`,
  ];
}
