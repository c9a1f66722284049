/** Role mappings: which role a user gets, by the token that they signed in with.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type {
  CognitoIdentityPoolRolesAttachmentRoleMapping,
  CognitoIdentityPoolRolesAttachmentRoleMappingMappingRule,
} from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import type { IConstruct } from "constructs";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { problemsWith } from "../../checks/check-limit";
import { problemsWithIamArn } from "../../checks/iam-arn";
import { choice, either, listOf, mandatory, object, optional, text, wrong } from "../../checks/kinds";
import type { Kind, ObjectKind } from "../../checks/kinds";
import { isResourceOf } from "../../terraform/resources";
import { asText, known, unusable } from "../../terraform/tokens";
import { FederatedRole } from "../role/federated-role";
import { mappingSettingElsewhere } from "./names-elsewhere";
import { providerNameOfClient, userPoolClientKind } from "./user-pool-client";
import type { AnyUserPoolClient } from "./user-pool-client";

const RULES_PAGE = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html";

/** Which role the users of one provider get: the one that the token's `cognito:preferred_role` and `cognito:roles` claims
 *  name ({@link TokenMapping}), or the one of the first rule that matches ({@link RulesMapping}).
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
export type RoleMapping = TokenMapping | RulesMapping;

/** What every mapping has. */
export interface RoleMappingBase {
  /** Whose tokens are mapped: a user pool client, or the name of a social login (`accounts.google.com`), or the ARN of an
   *  OpenID Connect or SAML provider, at most 128 characters. One mapping a provider, at most 10.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html */
  readonly identityProvider: AnyUserPoolClient | string;
  /** What a user gets for whom no role, or more than one, is found: nothing, or the pool's authenticated role.
   *  @default "Deny"
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html */
  readonly ambiguousRoleResolution?: "AuthenticatedRole" | "Deny";
}

/** The user pool's groups name the role: `IdentityPool.addGroup` makes a group and this mapping.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
export interface TokenMapping extends RoleMappingBase {
  /** By the token's claims.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html */
  readonly type: "Token";
}

/** Rules over a claim of the token name the role.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
export interface RulesMapping extends RoleMappingBase {
  /** By rules.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html */
  readonly type: "Rules";
  /** 1 to 25 rules. The first that matches wins, so their order is kept.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RulesConfigurationType.html */
  readonly rules: readonly RoleMappingRule[];
}

/** One rule: a claim, a comparison, a role.
 *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html */
export interface RoleMappingRule {
  /** Name of the claim in the token, such as `custom:department`: 1 to 64 characters without white space.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html */
  readonly claim: string;
  /** How the claim is compared. `Contains` looks for a part of the text: "admin" is contained in "not-admin".
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html */
  readonly matchType: "Equals" | "Contains" | "StartsWith" | "NotEqual";
  /** What the claim is compared with: 1 to 128 bytes.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html */
  readonly value: string;
  /** The role, one of this pool's for those who signed in, or the ARN or the construct of one that exists.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
  readonly role: FederatedRole | IamRole | string;
}

/** A provider by its client, or by the name that Cognito has for it. */
export const identityProviderKind = either(
  text("a provider's name or ARN, such as accounts.google.com"),
  userPoolClientKind,
);

const roleOfRule: Kind<FederatedRole | IamRole | string> = {
  rule: "a role of this pool (addRole), or the ARN or the IamRole of a role that exists",
  read(setting, given, see) {
    const value = asText(given);
    const isFine = typeof value === "string" || value instanceof FederatedRole || isResourceOf(value, "aws_iam_role");
    if (!isFine) return wrong(setting, value, roleOfRule.rule, see, unusable());
    return { problems: [], usable: value };
  },
};

const ruleKind = object<RoleMappingRule>({
  rule: "a rule ({ claim, matchType, value, role })",
  see: "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html",
  settings: {
    claim: mandatory(text(limits.mappingClaim)),
    matchType: mandatory(choice("Equals", "Contains", "StartsWith", "NotEqual")),
    value: mandatory(text(limits.mappingValue)),
    role: mandatory(roleOfRule),
  },
});

/** Both kinds of mapping. `problemsWithRoleMapping` checks the type and the rules together. */
const mapping: ObjectKind<
  Omit<RulesMapping, "rules" | "type"> & { type: RoleMapping["type"]; rules?: RulesMapping["rules"] }
> = {
  rule: "a mapping ({ identityProvider, type })",
  see: RULES_PAGE,
  settings: {
    identityProvider: mandatory(identityProviderKind),
    type: mandatory(choice("Token", "Rules")),
    ambiguousRoleResolution: optional(choice("AuthenticatedRole", "Deny")),
    rules: optional(listOf(ruleKind, "rules ({ claim, matchType, value, role })")),
  },
  advice: mappingSettingElsewhere,
};

/** A role mapping as it was given. */
export const roleMappingKind = object(mapping) as Kind<RoleMapping>;

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

/** The rules of a mapping. Plain JavaScript can leave them out, and the check reports it. */
export function rulesOf(mapping: Partial<RulesMapping>): readonly RoleMappingRule[] {
  return mapping.rules ?? [];
}

function mappingRuleBlock(rule: RoleMappingRule): CognitoIdentityPoolRolesAttachmentRoleMappingMappingRule {
  const { claim, matchType, value, role } = rule;
  return { claim, matchType, value, roleArn: roleArnOf(role) };
}

/** The ARN of a rule's role. */
export function roleArnOf(role: RoleMappingRule["role"]): string {
  if (typeof role === "string") return role;
  return role instanceof FederatedRole ? role.roleArn : role.arn;
}

/** What is wrong with one mapping. The types rule most of it out; plain JavaScript and values read from a file do not
 *  have them.
 *  @param scope a construct of the pool's stack
 *  @param setting the mapping's name in messages, such as `roleMappings[1]` */
export function problemsWithRoleMapping(
  scope: IConstruct,
  setting: string,
  mapping: RoleMapping,
  partition: Partition,
): string[] {
  // A type that could not be used is reported already.
  if (!known(mapping.type)) return [];
  const rules = rulesOf(mapping as Partial<RulesMapping>);
  if (mapping.type !== "Rules") {
    if (rules.length === 0) return [];
    return [
      `${setting} has type ${JSON.stringify(mapping.type)} and rules: leave out the rules, or use type "Rules". See ${RULES_PAGE}`,
    ];
  }
  if (rules.length === 0) {
    return [
      `${setting} has type "Rules" and no rules: give 1 to ${limits.mappingRules.max} rules, or use type "Token". See ${RULES_PAGE}`,
    ];
  }
  return [
    ...problemsWith(`${setting}.rules`, rules, limits.mappingRules),
    ...rules.flatMap(({ claim, value, role }, index) => [
      ...problemsWith(`${setting}.rules[${index}].claim`, claim, limits.mappingClaim),
      ...problemsWith(`${setting}.rules[${index}].value`, value, limits.mappingValue),
      ...(typeof role === "string"
        ? problemsWithIamArn(scope, `${setting}.rules[${index}].role`, role, "role", partition)
        : []),
    ]),
  ];
}
