/** Who signs in to an adopted pool, and what follows from their tokens: logins, role mappings and principal tags. */
import type { MappingRule, RoleMapping } from "@aws-sdk/client-cognito-identity";
import { loginProviders } from "../../src/identity-pool/sign-in/social-logins";
import { CannotAdopt } from "./cannot-adopt";
import { code, type Draft } from "./draft";

/** The user pool clients: one by its variables, several by their ids. A pool without a role for signed-in users has none. */
export function draftUserPoolClients(draft: Draft): void {
  if (draft.pool.authenticatedRole === undefined) return;
  const clients = draft.pool.userPoolClients.map(
    ({ ProviderName = "", ClientId = "", ServerSideTokenCheck = false }) => {
      const { region, userPoolId } = userPoolIn(ProviderName);
      const isReplica = region !== userPoolId.split("_")[0];
      const client = { userPoolId, clientId: ClientId, serverSideTokenCheck: ServerSideTokenCheck };
      return isReplica ? { ...client, region } : client;
    },
  );
  const [only, ...others] = clients;
  if (only === undefined || others.length > 0 || "region" in only) {
    draft.props.userPoolClients = clients;
    return;
  }
  draft.variables.user_pool_id = only.userPoolId;
  draft.variables.user_pool_client_id = only.clientId;
  if (!only.serverSideTokenCheck) draft.props.serverSideTokenCheck = false;
}

function userPoolIn(providerName: string): { region: string; userPoolId: string } {
  const [, region, userPoolId] = /^cognito-idp\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(.+)$/.exec(providerName) ?? [];
  if (region === undefined || userPoolId === undefined)
    throw new CannotAdopt([
      `the pool has the login provider ${providerName}, and the stack cannot write a name of this form`,
    ]);
  return { region, userPoolId };
}

/** Social logins, companies' logins and the developer provider. */
export function draftLogins(draft: Draft): void {
  const { logins, openIdConnectProviderArns, samlProviderArns, developerProviderName } = draft.pool;
  const socialLogins = Object.entries(logins).map(([provider, appId]): [string, unknown] => {
    const [login] = Object.entries(loginProviders).find(([, each]) => each === provider) ?? [];
    if (login === undefined)
      throw new CannotAdopt([`the pool has the login provider ${provider}, which the stack does not support`]);
    return [login, login === "twitter" ? twitter(draft, appId) : appId];
  });
  if (socialLogins.length > 0) draft.props.socialLogins = Object.fromEntries(socialLogins);
  if (openIdConnectProviderArns.length > 0) draft.props.openIdConnectProviderArns = openIdConnectProviderArns;
  if (samlProviderArns.length > 0) draft.props.samlProviderArns = samlProviderArns;
  if (developerProviderName !== undefined) draft.props.developerProviderName = developerProviderName;
}

/** The secret comes from the environment, and never stands in a file. */
function twitter(draft: Draft, appId: string): unknown {
  const [consumerKey = ""] = appId.split(";");
  const secret = "twitter_consumer_secret";
  draft.secrets.push(secret);
  draft.classes.set("TerraformVariable", "cdktf");
  draft.calls.push(`new TerraformVariable(stack, ${code(secret)}, { type: "string", sensitive: true });`);
  draft.notes.push(
    `Twitter's secret is not repeated here: give it as TF_VAR_${secret}. The plan shows an update of the pool, because the ` +
      "logins become sensitive; nothing else about the pool changes.",
  );
  return { consumerKey, consumerSecret: `\${var.${secret}}` };
}

/** Role mappings. The roles of rules stay outside the stack, by their ARNs, unless they are the pool's own two. */
export function draftRoleMappings(draft: Draft): void {
  for (const [provider, mapping] of draft.pool.roleMappings) {
    draft.calls.push(`stack.identityPool.addRoleMapping(${mappingCode(draft, provider, mapping)});`);
  }
  noteRolesOutside(draft);
}

/** What users get by a mapping beside the pool's own two roles. */
function noteRolesOutside({ pool, notes }: Draft): void {
  const mappings = pool.roleMappings.map(([, mapping]) => mapping);
  const own = [pool.authenticatedRole?.arn, pool.unauthenticatedRole?.arn];
  const named = mappings.flatMap(({ RulesConfiguration }) => RulesConfiguration?.Rules ?? []);
  const roles = [...new Set(named.map(({ RoleARN = "" }) => RoleARN))].filter((arn) => !own.includes(arn));
  if (roles.length > 0)
    notes.push(
      `The roles that rules give stay outside this stack, and only their ARNs are in it: ${roles.join(", ")}.`,
    );
  if (mappings.some(({ Type }) => Type === "Token"))
    notes.push("The roles of the user pool's groups, which tokens name, stay outside this stack.");
}

function mappingCode(draft: Draft, provider: string, mapping: RoleMapping): string {
  const { Type: type, AmbiguousRoleResolution, RulesConfiguration } = mapping;
  if (AmbiguousRoleResolution === undefined) {
    throw new CannotAdopt([
      `the role mapping of ${provider} does not say what happens to ambiguous roles, and Terraform requires it: set it first (in the console, under User access)`,
    ]);
  }
  const rules = (RulesConfiguration?.Rules ?? []).map((rule) => ruleCode(draft, rule));
  return `{
    identityProvider: ${code(providerReference(draft, provider))},
    type: ${code(type)},
    ambiguousRoleResolution: ${code(AmbiguousRoleResolution)},
    ${type === "Rules" ? `rules: [${rules.join(", ")}],` : ""}
  }`;
}

function ruleCode({ pool }: Draft, { Claim, MatchType, Value, RoleARN }: MappingRule): string {
  const isOwn = RoleARN === pool.authenticatedRole?.arn;
  const role = isOwn ? "stack.identityPool.authenticatedRole" : code(RoleARN);
  return `{ claim: ${code(Claim)}, matchType: ${code(MatchType)}, value: ${code(Value)}, role: ${role} }`;
}

/** A provider's name, with the ids of the user pool as the stack has them. */
function providerReference({ variables }: Draft, provider: string): string {
  const { user_pool_id: userPoolId, user_pool_client_id: clientId } = variables;
  if (userPoolId === undefined || clientId === undefined) return provider;
  return provider
    .replace(`/${userPoolId}`, "/${var.user_pool_id}")
    .replace(`:${clientId}`, ":${var.user_pool_client_id}");
}

/** Tags of the session, by provider. */
export function draftPrincipalTags(draft: Draft): void {
  const { pool } = draft;
  for (const { identityProvider, tags, useDefaults } of pool.principalTags) {
    const provider = providerReference(draft, identityProvider);
    const id = `${draft.reference("identity_pool_id", pool.id)}:${provider}`;
    const given = { identityProvider: provider, tags, ...(useDefaults && { useDefaults }) };
    draft.calls.push(`stack.identityPool.addPrincipalTags(${code(given)}).importFrom(${code(id)});`);
  }
}
