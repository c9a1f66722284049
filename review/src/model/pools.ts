/** Identity pools, put together from the resources that Terraform spreads them over. */
import {
  blocks,
  ofType,
  referenced,
  stringOf,
  stringMapOf,
  stringsOf,
  type Snapshot,
  type TerraformResource,
  type Values,
} from "../terraform-json/resource";
import { hasSymbol, referencesOf, symbol } from "../terraform-json/symbol";
import type {
  AccessModel,
  OnOff,
  Policy,
  Pool,
  PoolRoleMapping,
  PrincipalTag,
  Recipient,
  Role,
  SignIn,
} from "./access-model";
import { candidateRoles, findRole, readRole, unreadRole, type RoleResource } from "./roles";
import { trustClaims } from "./trust-claims";

export function readPools(snapshot: Snapshot): AccessModel {
  return {
    pools: ofType(snapshot, "aws_cognito_identity_pool").map((pool) => readPool(snapshot, pool)),
    notEvaluated: snapshot.notEvaluated,
  };
}

function readPool(snapshot: Snapshot, pool: TerraformResource): Pool {
  const { address, values } = pool;
  const attachments = ofPool(snapshot, "aws_cognito_identity_pool_roles_attachment", pool);
  const roleMappings = attachments.flatMap(readRoleMappings);
  const arn = stringOf(values.arn);
  return {
    address,
    name: stringOf(values.identity_pool_name) ?? address,
    id: poolId(pool),
    ...(arn !== undefined && !hasSymbol(arn) && { arn }),
    allowUnauthenticatedIdentities: setting(values.allow_unauthenticated_identities),
    allowClassicFlow: setting(values.allow_classic_flow),
    signIns: readSignIns(values),
    roles: readRoles(snapshot, pool, attachments, roleMappings),
    roleMappings,
    principalTags: ofPool(snapshot, "aws_cognito_identity_pool_provider_principal_tag", pool).flatMap(
      readPrincipalTags,
    ),
  };
}

function poolId({ address, values }: TerraformResource): string {
  const id = stringOf(values.id);
  return id === undefined || hasSymbol(id) ? symbol(`${address}.id`) : id;
}

/** The resources that belong to a pool by their identity_pool_id. */
function ofPool(snapshot: Snapshot, type: string, pool: TerraformResource): TerraformResource[] {
  return ofType(snapshot, type).filter(({ values }) => {
    const id = stringOf(values.identity_pool_id);
    if (id === undefined) return false;
    if (referenced(snapshot, id)?.address === pool.address) return true;
    if (id === poolId(pool)) return true;
    // A plan does not say what a local holds. Where there is one pool only, an id that is not known yet can be no other:
    // the id of a pool that exists would be known.
    return referencesOf(id).some((one) => one.includes("local.")) && ofType(snapshot, pool.type).length === 1;
  });
}

/** Off, unless the configuration says otherwise: the provider's default for every setting that is read here. */
function setting(value: unknown): OnOff {
  if (value === undefined || value === null || value === false || value === "false") return false;
  return value === true || value === "true" ? true : "unknown";
}

function readSignIns(values: Values): SignIn[] {
  const developer = stringOf(values.developer_provider_name);
  return [
    ...blocks(values.cognito_identity_providers).map((client): SignIn => ({
      kind: "user-pool-client",
      provider: `${stringOf(client.provider_name) ?? "?"}:${stringOf(client.client_id) ?? "?"}`,
      serverSideTokenCheck: setting(client.server_side_token_check),
    })),
    ...Object.entries(stringMapOf(values.supported_login_providers)).map(socialLogin),
    ...stringsOf(values.openid_connect_provider_arns).map((provider): SignIn => ({ kind: "oidc-provider", provider })),
    ...stringsOf(values.saml_provider_arns).map((provider): SignIn => ({ kind: "saml-provider", provider })),
    ...(developer ? [{ kind: "developer-provider", provider: developer } as const] : []),
  ];
}

/** Twitter's entry is KEY;SECRET. The secret goes no further than here. */
function socialLogin([provider, value]: [string, string]): SignIn {
  const [appId = "", secret] = value.split(";");
  if (secret === undefined) return { kind: "social-login", provider, appId };
  return { kind: "social-login", provider, appId, secret: hasSymbol(secret) ? "reference" : "plain-text" };
}

function readRoleMappings({ address, values }: TerraformResource): PoolRoleMapping[] {
  return blocks(values.role_mapping).map((mapping) => ({
    address,
    identityProvider: stringOf(mapping.identity_provider) ?? "?",
    type: stringOf(mapping.type) ?? "?",
    ambiguousRoleResolution: stringOf(mapping.ambiguous_role_resolution),
    rules: blocks(mapping.mapping_rule).map((rule) => ({
      claim: stringOf(rule.claim) ?? "?",
      matchType: stringOf(rule.match_type) ?? "?",
      value: stringOf(rule.value) ?? "?",
      role: stringOf(rule.role_arn) ?? "?",
    })),
  }));
}

/** Cognito's own mapping, used where a provider has use_defaults. */
const DEFAULT_TAGS = { username: "sub", client: "aud" };

function readPrincipalTags({ address, values }: TerraformResource): PrincipalTag[] {
  const identityProvider = stringOf(values.identity_provider_name) ?? "?";
  const tags = {
    ...(setting(values.use_defaults ?? true) === true && DEFAULT_TAGS),
    ...stringMapOf(values.principal_tags),
  };
  return Object.entries(tags).map(([tag, claim]) => ({ address, identityProvider, tag, claim }));
}

interface GivenRole {
  readonly resource: RoleResource;
  readonly recipient: Recipient;
}

function readRoles(
  snapshot: Snapshot,
  pool: TerraformResource,
  attachments: readonly TerraformResource[],
  mappings: readonly PoolRoleMapping[],
): Role[] {
  const given: GivenRole[] = [
    ...attachments.flatMap((attachment) => attachedRoles(snapshot, attachment)),
    ...mappings.flatMap(({ address, rules }) =>
      rules.map(({ role, claim, matchType, value }) => ({
        resource: roleNamed(snapshot, role, address),
        recipient: { kind: "rule", claim, matchType, value } as const,
      })),
    ),
    ...groupRoles(snapshot, mappings),
  ];
  const named = new Set(given.map(({ resource }) => resource.address));
  const trusting = ofType(snapshot, "aws_iam_role")
    .filter(({ address }) => !named.has(address))
    .map((role) => readRole(snapshot, role))
    .filter(({ trust }) => trust !== undefined && trusts(snapshot, trust, pool))
    .map((resource): GivenRole => ({ resource, recipient: { kind: "anyone-trusted" } }));
  return mergeRecipients([...given, ...trusting]);
}

const BY_KEY = new Map<string, Recipient["kind"] & ("signed-in" | "guests")>([
  ["authenticated", "signed-in"],
  ["unauthenticated", "guests"],
]);

function attachedRoles(snapshot: Snapshot, { address, values }: TerraformResource): GivenRole[] {
  return Object.entries(stringMapOf(values.roles)).flatMap(([key, named]) => {
    const resource = attachedRole(snapshot, key, named, address);
    const kind = BY_KEY.get(key);
    // A key that is not known could be either.
    const kinds = kind === undefined ? [...BY_KEY.values()] : [kind];
    return kinds.map((one) => ({ resource, recipient: { kind: one } }));
  });
}

/** A plan says of all attached roles together which references they come from. Which is which, their trust tells. */
function attachedRole(snapshot: Snapshot, key: string, named: string, address: string): RoleResource {
  const [only, ...more] = candidateRoles(snapshot, named)
    .map((role) => readRole(snapshot, role))
    .filter(({ trust }) => trustClaims(trust?.document).amr.includes(key));
  return referencesOf(named).length > 1 && only !== undefined && more.length === 0
    ? only
    : roleNamed(snapshot, named, address);
}

function roleNamed(snapshot: Snapshot, named: string, address: string): RoleResource {
  const role = findRole(snapshot, named);
  return role === undefined ? unreadRole(address, named) : readRole(snapshot, role);
}

/** With a Token mapping, the role comes out of the user's token: that of a group of the user pool. */
function groupRoles(snapshot: Snapshot, mappings: readonly PoolRoleMapping[]): GivenRole[] {
  const providers = mappings.filter(({ type }) => type === "Token").map(({ identityProvider }) => identityProvider);
  return ofType(snapshot, "aws_cognito_user_group").flatMap(({ address, values }) => {
    const role = stringOf(values.role_arn);
    const userPool = stringOf(values.user_pool_id) ?? "";
    if (!role || !providers.some((provider) => isOfUserPool(snapshot, provider, userPool))) return [];
    return [
      {
        resource: roleNamed(snapshot, role, address),
        recipient: { kind: "group", name: stringOf(values.name) ?? address } as const,
      },
    ];
  });
}

function isOfUserPool(snapshot: Snapshot, provider: string, userPool: string): boolean {
  if (userPool === "") return false;
  if (provider.includes(userPool)) return true;
  const address = referenced(snapshot, userPool)?.address;
  return address !== undefined && provider.includes(`${address}.`);
}

/** Whether a role that nothing hands out lets this pool's users in all the same. */
function trusts(snapshot: Snapshot, trust: Policy, pool: TerraformResource): boolean {
  return trustClaims(trust.document).aud.some(
    (aud) => aud === poolId(pool) || referenced(snapshot, aud)?.address === pool.address,
  );
}

function mergeRecipients(given: readonly GivenRole[]): Role[] {
  const roles = new Map<string, { resource: RoleResource; recipients: Map<string, Recipient> }>();
  for (const { resource, recipient } of given) {
    const key = `${resource.address} ${resource.name}`;
    const role = roles.get(key) ?? { resource, recipients: new Map<string, Recipient>() };
    role.recipients.set(JSON.stringify(recipient), recipient);
    roles.set(key, role);
  }
  return Array.from(roles.values(), ({ resource, recipients }) => ({
    ...resource,
    recipients: [...recipients.values()],
    guestsOnly: Array.from(recipients.values()).every(({ kind }) => kind === "guests"),
  }));
}
