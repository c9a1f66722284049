/** aws_cognito_identity_pool_roles_attachment. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html */
import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  SetIdentityPoolRolesCommand,
  type AmbiguousRoleResolutionType,
  type MappingRuleMatchType,
  type RoleMapping,
  type RoleMappingType,
} from "@aws-sdk/client-cognito-identity";
import { isAwsError, type Aws } from "../aws/aws";
import { roleMappingProviders } from "../aws/identity-providers";
import { checkConstraint } from "../aws/constraints";
import { arn, form, length, oneOf } from "../checks";
import { Refused, type Problem } from "../problem";
import { blocks, optionalText, text, textMap, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const cognitoIdentityPoolRolesAttachment: Resource = {
  type: "aws_cognito_identity_pool_roles_attachment",
  forceNew: ["identity_pool_id", "roles"],
  checks: {
    "role_mapping.type": oneOf("Token", "Rules"),
    "role_mapping.ambiguous_role_resolution": oneOf("AuthenticatedRole", "Deny"),
    "role_mapping.mapping_rule.claim": form(
      /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u,
      "must contain only alphanumeric characters, dots, underscores, colons, slashes and hyphens",
    ),
    "role_mapping.mapping_rule.match_type": oneOf("Equals", "Contains", "StartsWith", "NotEqual"),
    "role_mapping.mapping_rule.role_arn": arn,
    "role_mapping.mapping_rule.value": length(1, 128),
  },

  importState: (id) => ({ id }),

  async read(state, aws) {
    const id = text(state.id);
    try {
      const { Roles = {}, RoleMappings = {} } = await aws.clients.cognitoIdentity.send(
        new GetIdentityPoolRolesCommand({ IdentityPoolId: id }),
      );
      return { id, identity_pool_id: id, roles: Roles, role_mapping: Object.entries(RoleMappings).map(mappingState) };
    } catch (error) {
      if (isAwsError(error, "ResourceNotFoundException")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    const id = text(planned.identity_pool_id);
    await setRoles(id, planned, aws);
    return { id };
  },

  async update(prior, planned, aws) {
    await setRoles(text(prior.id), planned, aws);
  },

  /** A pool cannot be without this setting: what is left is an empty one. */
  async delete(prior, aws) {
    try {
      await aws.clients.cognitoIdentity.send(
        new SetIdentityPoolRolesCommand({ IdentityPoolId: text(prior.id), Roles: {}, RoleMappings: {} }),
      );
    } catch (error) {
      if (!isAwsError(error, "ResourceNotFoundException")) throw error;
    }
  },
};

function mappingState([identityProvider, mapping]: [string, RoleMapping]): ObjectValue {
  return {
    identity_provider: identityProvider,
    type: mapping.Type ?? null,
    ambiguous_role_resolution: mapping.AmbiguousRoleResolution ?? null,
    mapping_rule: (mapping.RulesConfiguration?.Rules ?? []).map((rule) => ({
      claim: rule.Claim ?? null,
      match_type: rule.MatchType ?? null,
      role_arn: rule.RoleARN ?? null,
      value: rule.Value ?? null,
    })),
  };
}

async function setRoles(id: string, planned: ObjectValue, aws: Aws): Promise<void> {
  const roles = textMap(planned.roles);
  const mappings = blocks(planned.role_mapping);
  const problems = [...roleProblems(roles), ...mappings.flatMap(mappingProblems)];
  if (problems.length > 0) throw new Refused(...problems);
  for (const [key, role] of Object.entries(roles)) checkRoleArn(key, role);
  await checkProviders(id, mappings, aws);
  await aws.clients.cognitoIdentity.send(
    new SetIdentityPoolRolesCommand({
      IdentityPoolId: id,
      Roles: roles,
      RoleMappings: Object.fromEntries(
        mappings.map((mapping) => [text(mapping.identity_provider), mappingOf(mapping)]),
      ),
    }),
  );
}

function mappingOf(mapping: ObjectValue): RoleMapping {
  const rules = blocks(mapping.mapping_rule).map((rule) => ({
    Claim: text(rule.claim),
    MatchType: text(rule.match_type) as MappingRuleMatchType,
    RoleARN: text(rule.role_arn),
    Value: text(rule.value),
  }));
  return {
    Type: text(mapping.type) as RoleMappingType,
    AmbiguousRoleResolution: optionalText(mapping.ambiguous_role_resolution) as AmbiguousRoleResolutionType | undefined,
    ...(rules.length > 0 && { RulesConfiguration: { Rules: rules } }),
  };
}

/** The first is the AWS provider's own check, the second the service's. */
function roleProblems(roles: Readonly<Record<string, string>>): Problem[] {
  const keys = Object.keys(roles);
  if (!("authenticated" in roles) && !("unauthenticated" in roles)) {
    return [
      {
        summary: "Error validating Roles",
        detail: `Either "authenticated" or "unauthenticated" must be defined.`,
        attribute: ["roles"],
      },
    ];
  }
  return keys
    .filter((key) => key !== "authenticated" && key !== "unauthenticated")
    .map((key) => ({
      summary: "InvalidParameterException",
      detail: `"${key}" is no kind of identity: roles has the keys "authenticated" and "unauthenticated".`,
      attribute: ["roles", { key }],
    }));
}

/** The AWS provider looks at no role's ARN: the service does. */
function checkRoleArn(key: string, role: string): void {
  const attribute = ["roles", { key }];
  checkConstraint({ value: role, key, attribute }, { member: "roles", min: 20, max: 2048 }, "ValidationException");
  if (/^arn:[\w-]+:iam::\d{12}:role\/./.test(role)) return;
  const detail = `"${role}" is not the ARN of a role.`;
  throw new Refused({ summary: "InvalidParameterException", detail, attribute });
}

/** The AWS provider makes these checks at apply, of values that it knew at plan. */
function mappingProblems(mapping: ObjectValue): Problem[] {
  const provider = text(mapping.identity_provider);
  const type = text(mapping.type);
  const rules = blocks(mapping.mapping_rule);
  const problems: string[] = [];
  if (!text(mapping.ambiguous_role_resolution))
    problems.push(`Ambiguous Role Resolution must be defined when "type" equals "Token" or "Rules"`);
  if (type === "Rules" && rules.length === 0) problems.push("mapping_rule is required for Rules");
  if (type === "Token" && rules.length > 0) problems.push("mapping_rule must not be set for Token based role mapping");
  for (const rule of rules) {
    const claim = text(rule.claim);
    if (claim.length > 64) problems.push(`The claim "${claim}" has ${claim.length} characters: 1 to 64 are allowed.`);
  }
  return problems.map((problem) => ({
    summary: "Error validating role mappings",
    detail: `Role mapping "${provider}": ${problem}`,
    attribute: ["role_mapping"],
  }));
}

async function checkProviders(id: string, mappings: readonly ObjectValue[], aws: Aws): Promise<void> {
  if (mappings.length === 0) return;
  const refuse = (detail: string): never => {
    throw new Refused({ summary: "InvalidParameterException", detail, attribute: ["role_mapping"] });
  };
  if (mappings.length > 10) refuse(`There are ${mappings.length} role mappings: a pool takes at most 10.`);
  const providers = mappings.map((mapping) => text(mapping.identity_provider));
  const long = providers.find((provider) => provider.length > 128);
  if (long !== undefined) refuse(`The provider "${long}" has ${long.length} characters: 1 to 128 are allowed.`);
  const pool = await aws.clients.cognitoIdentity.send(new DescribeIdentityPoolCommand({ IdentityPoolId: id }));
  const known = roleMappingProviders(pool);
  const unknownProvider = providers.find((provider) => !known.includes(provider));
  if (unknownProvider !== undefined)
    refuse(`(${unknownProvider}) is not a valid RoleMapping ProviderName or is not a configured provider.`);
}
