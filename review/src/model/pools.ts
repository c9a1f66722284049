/** Identity pools, put together from the resources that Terraform spreads them over. */
import type { NotEvaluated } from "../terraform-json/not-evaluated";
import {
  blocks,
  stringMapOf,
  stringOf,
  stringsOf,
  unknownWhole,
  type TerraformResource,
} from "../terraform-json/resource";
import type { Snapshot } from "../terraform-json/snapshot";
import { hasSymbol, isAfterApply, isSensitive, isSymbol, referencesOf, symbol } from "../terraform-json/symbol";
import type {
  AccessModel,
  AccessPoint,
  OnOff,
  Policy,
  Pool,
  PoolRoleMapping,
  PrincipalTag,
  Role,
  SignIn,
} from "./access-model";
import { accessPointsOf } from "./access-points";
import { appClientsOf } from "./app-clients";
import { Links, POOL } from "./links";
import { mappingBlocks, Recipients } from "./recipients";
import { policiesForEverybody } from "./policies-for-everybody";
import { resourcePoliciesForRoles } from "./resource-policies";
import { Roles } from "./roles";
import { idOfPool, TrustedPools, withIdsOfPools } from "./trusted-pools";
import { mayHavePattern, mayTrustMore } from "./unknown-parts";
import { unreadTypes } from "./unread-types";

const ATTACHMENT = "aws_cognito_identity_pool_roles_attachment";
const PRINCIPAL_TAG = "aws_cognito_identity_pool_provider_principal_tag";

/** Types whose resources give a role a policy, and the attribute that names the role. */
const POLICIES_OF_ROLES: readonly (readonly [type: string, attribute: string])[] = [
  ["aws_iam_role_policy", "role"],
  ["aws_iam_role_policy_attachment", "role"],
  ["aws_iam_policy_attachment", "roles"],
  ["aws_iam_role_policies_exclusive", "role_name"],
  ["aws_iam_role_policy_attachments_exclusive", "role_name"],
];

export function readPools(snapshot: Snapshot): AccessModel {
  return new PoolReader(snapshot).read();
}

class PoolReader {
  private readonly links: Links;
  private readonly trusted: TrustedPools;
  private readonly recipients: Recipients;
  private readonly policiesForEverybody: readonly Policy[];
  private readonly accessPoints: readonly AccessPoint[];
  private readonly notEvaluated: NotEvaluated[] = [];

  constructor(private readonly snapshot: Snapshot) {
    this.links = new Links(snapshot);
    const roles = new Roles(this.links);
    this.trusted = new TrustedPools(this.links, roles);
    this.recipients = new Recipients(this.links, roles, this.trusted);
    this.policiesForEverybody = policiesForEverybody(this.links);
    this.accessPoints = accessPointsOf(snapshot);
  }

  read(): AccessModel {
    const attachments = this.byPool(ATTACHMENT);
    const tags = this.byPool(PRINCIPAL_TAG);
    const inFile = new Set(this.snapshot.ofType(POOL));
    const outside = Array.from([...attachments.values(), ...tags.values()], ({ pool }) => pool).filter(
      (pool) => !inFile.has(pool),
    );
    const named = [...inFile, ...new Map(outside.map((pool) => [pool.address, pool])).values()].map((pool) =>
      this.pool(pool, attachments.get(pool.address)?.parts ?? [], tags.get(pool.address)?.parts ?? []),
    );
    const pools = [...named, ...this.poolsOfOtherRoles(named)];
    if (pools.length > 0) this.readPoliciesOfUnknownRoles();
    return {
      pools,
      notEvaluated: [
        ...this.snapshot.notEvaluated,
        ...this.notEvaluated,
        ...this.recipients.notEvaluated,
        ...unreadTypes(this.links, pools),
        ...resourcePoliciesForRoles(this.links, pools),
      ],
    };
  }

  /** Pools that are only named by the trust policies of roles: the file gives the roles, to a pool that exists. */
  private poolsOfOtherRoles(pools: readonly Pool[]): Pool[] {
    const given = new Set(pools.flatMap(({ roles }) => roles.map(({ address }) => address)));
    return this.trusted.idsOutsideTheFile(given).map((id) => this.pool(poolOutsideTheFile(id, id), [], []));
  }

  /** The resources of a type by the pool that they are for. */
  private byPool(type: string): Map<string, { pool: TerraformResource; parts: TerraformResource[] }> {
    const byAddress = new Map<string, { pool: TerraformResource; parts: TerraformResource[] }>();
    for (const resource of this.snapshot.ofType(type)) {
      for (const pool of this.poolsOf(resource)) {
        const known = byAddress.get(pool.address) ?? { pool, parts: [] };
        known.parts.push(resource);
        byAddress.set(pool.address, known);
      }
    }
    return byAddress;
  }

  private poolsOf({ address, values }: TerraformResource): readonly TerraformResource[] {
    const id = stringOf(values.identity_pool_id) ?? "";
    const { resources } = this.links.poolsNamed(id);
    if (resources.length === 0) {
      this.notEvaluated.push({
        address,
        subject: "pool",
        cause: isSensitive(id) ? "sensitive" : "pool-outside-the-file",
      });
      return [poolOutsideTheFile(address, id)];
    }
    if (resources.length > 1) {
      const oneOf = resources.map((pool) => pool.address);
      this.notEvaluated.push({ address, subject: "pool", cause: { oneOf } });
    }
    return resources;
  }

  private pool(
    pool: TerraformResource,
    attachments: readonly TerraformResource[],
    tags: readonly TerraformResource[],
  ): Pool {
    const { address, values, planned } = pool;
    const isOutside = this.snapshot.at(address)[0] !== pool;
    const roleMappings = attachments.flatMap((attachment) => this.roleMappings(attachment));
    const guests = isOutside ? "unknown" : setting(values.allow_unauthenticated_identities);
    const arn = stringOf(values.arn);
    const name = stringOf(values.identity_pool_name);
    const signIns = this.signIns(pool);
    const principalTags = tags.flatMap((tag) => this.principalTags(tag));
    const roles = this.recipients.rolesOf({
      pool,
      attachments,
      roleMappings,
      areGuestsOff: guests === false,
      isForGuestsAlone: !isOutside && signIns.length === 0 && !areSignInsUnknown(pool),
    });
    return {
      address,
      name: name ?? address,
      id: idOfPool(pool),
      ...(arn !== undefined && !hasSymbol(arn) && { arn }),
      allowUnauthenticatedIdentities: guests,
      allowClassicFlow: isOutside ? "unknown" : setting(values.allow_classic_flow),
      signIns,
      roles: roles.map((role) => this.forPool(role, pool)),
      roleMappings,
      principalTags,
      appClients: Array.from(
        new Set([...roleMappings, ...principalTags].map(({ identityProvider }) => identityProvider)),
        (provider) => appClientsOf(this.links, provider, signIns),
      ),
      policiesForEverybody: this.policiesForEverybody,
      accessPoints: this.accessPoints,
      rolesByTrust: this.recipients.rolesByTrust(attachments),
      ...(planned === "replaced" && { isReplaced: true as const }),
      ...((planned === "replaced" || planned === "created") && { isNew: true as const }),
      ...(isOutside && { isOutsideTheFile: true as const }),
    };
  }

  /** The role with the pool's id written in one way. */
  private forPool(role: Role, pool: TerraformResource): Role {
    const isThePool = (value: string): boolean => this.trusted.isThePool(value, pool);
    const withId = (policy: Policy): Policy => policyFor(policy, idOfPool(pool), isThePool);
    const { trust, policies, permissionsBoundary: boundary } = role;
    return {
      ...role,
      trust: this.trustFor(trust, pool),
      policies: policies.map(withId),
      ...(boundary && { permissionsBoundary: withId(boundary) }),
    };
  }

  private trustFor(trust: Policy, pool: TerraformResource): Policy {
    if (trust.document === undefined) return trust;
    // A plan says of all values of a list together which references they come from.
    const document = withIdsOfPools(trust.document, (value, count) =>
      this.trusted.idsNamedBy(value, pool, count === 1),
    );
    // Two ids that a plan does not know look alike.
    const isThePool = (value: string): boolean => value === idOfPool(pool) && !isAfterApply(value);
    const isOpen = mayTrustMore(document, (value) => isThePool(value) || this.trusted.comesFromAPool(value));
    if (isOpen) return { ...trust, document, notEvaluated: "values-known-after-apply" };
    return { ...trust, document, ...(mayHavePattern(trust.document) && { notEvaluated: "may-be-a-pattern" as const }) };
  }

  private roleMappings(attachment: TerraformResource): PoolRoleMapping[] {
    const { address } = attachment;
    const mappings = mappingBlocks(attachment);
    if (mappings === undefined) this.doubt(address, "role-mappings");
    return (mappings ?? []).map((mapping) => {
      if (unknownWhole(mapping.mapping_rule) !== undefined) this.doubt(address, "role-mappings");
      return {
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
      };
    });
  }

  private signIns(pool: TerraformResource): SignIn[] {
    const { address, values } = pool;
    const developer = stringOf(values.developer_provider_name);
    const logins = unknownWhole(values.supported_login_providers);
    if (areSignInsUnknown(pool)) {
      const cause = isSensitive(logins ?? "") ? "sensitive" : "known-when-terraform-runs";
      this.notEvaluated.push({ address, subject: "sign-ins", cause });
    }
    return [
      ...blocks(values.cognito_identity_providers).map((client): SignIn => ({
        kind: "user-pool-client",
        provider: `${stringOf(client.provider_name) ?? "?"}:${stringOf(client.client_id) ?? "?"}`,
        serverSideTokenCheck: setting(client.server_side_token_check),
      })),
      ...(logins === undefined ? [] : [{ kind: "social-login", provider: logins } as const]),
      ...Object.entries(stringMapOf(values.supported_login_providers)).map(socialLogin),
      ...this.providers(address, values.openid_connect_provider_arns).map((provider): SignIn => ({
        kind: "oidc-provider",
        provider,
      })),
      ...this.providers(address, values.saml_provider_arns).map((provider): SignIn => ({
        kind: "saml-provider",
        provider,
      })),
      ...(developer ? [{ kind: "developer-provider", provider: developer } as const] : []),
    ];
  }

  /** ARNs of providers. A list that is not known names all that it refers to together. */
  private providers(address: string, value: unknown): string[] {
    const whole = typeof value === "string" ? value : undefined;
    if (whole === undefined) return stringsOf(value);
    const references = referencesOf(whole).filter((reference) => this.snapshot.at(reference).length > 0);
    if (references.length > 0) return references.map((reference) => symbol(reference));
    this.doubt(address, "sign-ins");
    return [whole];
  }

  private principalTags({ address, values }: TerraformResource): PrincipalTag[] {
    const identityProvider = stringOf(values.identity_provider_name) ?? "?";
    if (unknownWhole(values.principal_tags) !== undefined) this.doubt(address, "principal-tags");
    const tags = {
      ...(setting(values.use_defaults ?? true) !== false && DEFAULT_TAGS),
      ...stringMapOf(values.principal_tags),
    };
    return Object.entries(tags).map(([tag, claim]) => ({ address, identityProvider, tag, claim }));
  }

  /** Policies of which it cannot be told whose they are may be those of a pool's role. */
  private readPoliciesOfUnknownRoles(): void {
    for (const [type, attribute] of POLICIES_OF_ROLES) {
      for (const { address, values } of this.snapshot.ofType(type)) {
        for (const value of stringsOf(values[attribute]).filter(hasSymbol)) {
          const { resources, isGuess } = this.links.rolesNamed(value);
          if (resources.length === 1 || (resources.length > 0 && !isGuess)) continue;
          const cause = resources.length === 0 ? "known-after-apply" : { oneOf: resources.map((role) => role.address) };
          this.notEvaluated.push({ address, subject: "role-of-policy", cause });
        }
      }
    }
  }

  private doubt(address: string, subject: NotEvaluated["subject"]): void {
    this.notEvaluated.push({ address, subject, cause: "known-when-terraform-runs" });
  }
}

/** Whether it is not known who can sign in. */
function areSignInsUnknown({ values }: TerraformResource): boolean {
  return [values.cognito_identity_providers, values.supported_login_providers].some(
    (one) => unknownWhole(one) !== undefined,
  );
}

/** A pool of which the file has no more than the id. */
function poolOutsideTheFile(address: string, id: string): TerraformResource {
  const name = id === "" ? address : id;
  return { address: name, type: POOL, isData: true, values: { id: name } };
}

/** The id of the pool stands in the ARNs of its identities' datasets. */
function policyFor(policy: Policy, id: string, isThePool: (value: string) => boolean): Policy {
  if (policy.document === undefined || !JSON.stringify(policy.document).includes("identitypool/⟨")) return policy;
  const replaced = JSON.stringify(policy.document).replaceAll(
    /(identitypool\/)(⟨[^⟨⟩]*⟩)/g,
    (whole: string, before: string, value: string) => (isThePool(value) ? `${before}${id}` : whole),
  );
  return { ...policy, document: JSON.parse(replaced) as NonNullable<Policy["document"]> };
}

/** Off, unless the configuration says otherwise: the provider's default for every setting that is read here. */
function setting(value: unknown): OnOff {
  if (value === undefined || value === null || value === false || value === "false") return false;
  return value === true || value === "true" ? true : "unknown";
}

/** The logins whose entry is KEY;SECRET. */
const WITH_SECRET = new Set(["api.twitter.com", "www.digits.com"]);

/** The secret goes no further than here. */
function socialLogin([provider, value]: [string, string]): SignIn {
  // Both parts come from one value, which is not known or must not be shown.
  if (isSymbol(value)) {
    return { kind: "social-login", provider, appId: value, ...(WITH_SECRET.has(provider) && { secret: "reference" }) };
  }
  const [appId = "", secret] = value.split(";");
  if (secret === undefined) return { kind: "social-login", provider, appId };
  return { kind: "social-login", provider, appId, secret: hasSymbol(secret) ? "reference" : "plain-text" };
}

/** Cognito's own mapping, used where a provider has use_defaults. */
const DEFAULT_TAGS = { username: "sub", client: "aud" };
