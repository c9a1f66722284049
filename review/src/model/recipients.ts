/** Who gets which role: by the pool's attachment, by rules and groups, or by asking for it. */
import { distinct } from "../iam/distinct";
import {
  blocks,
  isObject,
  stringMapOf,
  stringOf,
  unknownWhole,
  type TerraformResource,
} from "../terraform-json/resource";
import type { NotEvaluated, NotEvaluatedCause } from "../terraform-json/not-evaluated";
import { hasSymbol, isSensitive, referencesIn } from "../terraform-json/symbol";
import type { PoolRoleMapping, Recipient, Role, RolesByTrust } from "./access-model";
import type { Links } from "./links";
import { unreadRole, type RoleResource, type Roles } from "./roles";
import { cognitoClaims } from "./cognito-claims";
import { canAssume } from "./trust";
import type { TrustedPools } from "./trusted-pools";

/** A role that somebody gets. */
interface GivenRole {
  readonly resource: RoleResource;
  readonly recipient: Recipient;
}

/** A pool, and what of the file is about it. */
export interface PoolParts {
  readonly pool: TerraformResource;
  readonly attachments: readonly TerraformResource[];
  readonly roleMappings: readonly PoolRoleMapping[];
  /** Whether guests are surely off. */
  readonly areGuestsOff: boolean;
  /** Whether surely nobody can sign in. */
  readonly isForGuestsAlone: boolean;
}

type Kind = "signed-in" | "guests";

const KINDS: readonly (readonly [key: string, kind: Kind])[] = [
  ["authenticated", "signed-in"],
  ["unauthenticated", "guests"],
];

/** Finds the roles that a pool's users get. */
export class Recipients {
  readonly notEvaluated: NotEvaluated[] = [];
  private readonly byTrust = new Map<string, RolesByTrust>();

  constructor(
    private readonly links: Links,
    private readonly roles: Roles,
    private readonly trusted: TrustedPools,
  ) {}

  rolesOf(parts: PoolParts): Role[] {
    const given: GivenRole[] = [
      ...parts.attachments.flatMap((attachment) => this.attached(attachment, parts)),
      ...this.ruled(parts),
      ...this.grouped(parts),
    ];
    const named = new Set(given.map(({ resource }) => resource.address));
    const trusting = this.trusted
      .rolesTrusting(parts.pool)
      .filter(({ address }) => !named.has(address))
      .map((role): GivenRole => ({ resource: this.roles.of(role), recipient: { kind: "anyone-trusted" } }));
    return merged([...given, ...trusting]);
  }

  /** What is taken to be so at these attachments, since their keys are not in the plan. */
  rolesByTrust(attachments: readonly TerraformResource[]): RolesByTrust[] {
    return attachments.flatMap(({ address }) => this.byTrust.get(address) ?? []);
  }

  private attached(attachment: TerraformResource, parts: PoolParts): GivenRole[] {
    const { address, values } = attachment;
    if (attachment.planned === "deferred") this.doubt(address, "attached-roles", "deferred");
    if (isObject(values.roles)) {
      return Object.entries(stringMapOf(values.roles)).flatMap(([key, value]) =>
        this.underKey(key, value, address, parts),
      );
    }
    const whole = unknownWhole(values.roles);
    return whole === undefined ? [] : this.unknownRoles(whole, address, parts);
  }

  private underKey(key: string, value: string, address: string, parts: PoolParts): GivenRole[] {
    // A key that is neither of the two, or not known, could be either.
    const known = KINDS.filter(([name]) => name === key).map(([, kind]) => kind);
    const kinds = known.length > 0 ? known : KINDS.map(([, kind]) => kind);
    const candidates = this.candidates(value, address, parts);
    // A plan says of all attached roles together which references they come from. Which is which, their trust tells.
    const kindsAmong = kindsAmongRoles(candidates);
    const fitting = candidates.filter((resource) => kinds.some((kind) => kindsAmong(resource).includes(kind)));
    if (fitting.length < candidates.length) this.takeByTrust(candidates, address);
    return (fitting.length === 0 ? candidates : fitting).flatMap((resource) =>
      kinds.map((kind) => ({ resource, recipient: { kind } })),
    );
  }

  /** A map of which a plan knows nothing but the references: where a role's trust does not tell for whom it is, it is taken
   *  to be for both. */
  private unknownRoles(value: string, address: string, parts: PoolParts): GivenRole[] {
    const resources = this.candidates(value, address, parts);
    const isOneRole = new Set(resources.map((resource) => resource.address)).size === 1;
    const kindsAmong = kindsAmongRoles(resources, isOneRole && parts.areGuestsOff);
    const given = resources.flatMap((resource) =>
      kindsAmong(resource).map((kind): GivenRole => ({ resource, recipient: { kind } })),
    );
    // A role that is written as an ARN beside a reference stands nowhere in the plan. There are two keys at most.
    this.takeByTrust(resources, address);
    const covered = new Set(given.map(({ recipient }) => recipient.kind));
    const isNobody = (kind: Kind): boolean => (kind === "guests" ? parts.areGuestsOff : parts.isForGuestsAlone);
    const isComplete = KINDS.every(([, kind]) => isNobody(kind) || covered.has(kind));
    const isOneForBoth = isOneRole && KINDS.every(([, kind]) => !isNobody(kind));
    const isRead = resources.every(({ trust }) => trust.document !== undefined);
    if (isRead && (!isComplete || isOneForBoth)) {
      this.doubt(address, "attached-roles", isSensitive(value) ? "sensitive" : "more-than-the-plan-names");
    }
    return given;
  }

  /** A plan does not show under which key of the map a role stands; it names the roles in the order in which they are
   *  written. People write `authenticated` first: where the first one is for guests, the two may have been swapped. Where it
   *  is not, they look right, and may have been swapped as well if the guests' key is written first. */
  private takeByTrust(resources: readonly RoleResource[], address: string): void {
    const kinds = resources.map(kindsOf);
    const first = kinds.findIndex((those) => those.length === 1 && those[0] === "signed-in");
    const guestsFirst = kinds.findIndex((those) => those.includes("guests"));
    if (guestsFirst >= 0 && first > guestsFirst) {
      this.doubt(address, "attached-roles", "keys-of-the-map");
      return;
    }
    const only = (kind: Kind): string[] =>
      distinct(resources.filter((_, i) => kinds[i]?.join() === kind).map((role) => role.address));
    const [signedIn, guests] = [only("signed-in"), only("guests")];
    if (signedIn.length > 0 && guests.length > 0) this.byTrust.set(address, { address, signedIn, guests });
  }

  /** The roles that a value may name. */
  private candidates(value: string, address: string, { pool }: PoolParts): RoleResource[] {
    const { resources, isGuess } = this.links.rolesNamed(value);
    const roles = resources.map((role) => ({ role, trust: this.trusted.trust(role, pool) }));
    if (isGuess) {
      // What a local holds, a plan does not say: all that it may be are judged.
      const possible = roles.filter(({ trust }) => trust !== "other pools");
      const isSure = possible.length > 0 && possible.every(({ trust }) => trust === "this pool");
      if (!isSure)
        this.doubt(address, "attached-roles", possible.length === 0 ? "known-after-apply" : addressesOf(possible));
      return possible.length === 0 ? [unreadRole(address, value)] : possible.map(({ role }) => this.roles.of(role));
    }
    if (roles.length === 0) return [unreadRole(address, value)];
    // Of several that are named together, those of another pool are another attachment's.
    const trusting = roles.filter(({ trust }) => trust !== "other pools");
    return (trusting.length === 0 ? roles : trusting).map(({ role }) => this.roles.of(role));
  }

  private ruled(parts: PoolParts): GivenRole[] {
    return parts.roleMappings.flatMap(({ address, rules }) =>
      rules.flatMap(({ role, claim, matchType, value }) =>
        this.candidates(role, address, parts).map((resource) => ({
          resource,
          recipient: { kind: "rule", claim, matchType, value } as const,
        })),
      ),
    );
  }

  /** With a Token mapping, the role comes out of the user's token: that of a group of the user pool. */
  private grouped(parts: PoolParts): GivenRole[] {
    const providers = parts.roleMappings
      .filter(({ type }) => type === "Token" || hasSymbol(type))
      .map(({ identityProvider }) => identityProvider);
    if (providers.length === 0) return [];
    return this.links.snapshot.ofType("aws_cognito_user_group").flatMap(({ address, values }) => {
      const role = stringOf(values.role_arn);
      const userPool = stringOf(values.user_pool_id) ?? "";
      if (!role || !providers.some((provider) => this.isOfUserPool(provider, userPool))) return [];
      const recipient = { kind: "group", name: stringOf(values.name) ?? address } as const;
      return this.candidates(role, address, parts).map((resource) => ({ resource, recipient }));
    });
  }

  private isOfUserPool(provider: string, userPool: string): boolean {
    if (userPool === "") return false;
    if (provider.includes(userPool)) return true;
    if (!hasSymbol(provider)) return false;
    const ofProvider = this.userPoolsIn(provider);
    // A provider that comes from nothing in the file could be any user pool.
    if (ofProvider.length === 0) return true;
    const ofGroup = this.userPoolsIn(userPool);
    return ofProvider.some((one) => ofGroup.includes(one));
  }

  /** The user pools that a value refers to, also by their clients or domains. */
  private userPoolsIn(value: string): string[] {
    const found = referencesIn(value).flatMap((reference) => this.links.snapshot.at(reference));
    return found.flatMap(({ type, address, values }) =>
      type === "aws_cognito_user_pool" ? [address] : this.userPoolsIn(stringOf(values.user_pool_id) ?? ""),
    );
  }

  private doubt(address: string, subject: NotEvaluated["subject"], cause: NotEvaluatedCause): void {
    this.notEvaluated.push({ address, subject, cause });
  }
}

function addressesOf(roles: readonly { readonly role: TerraformResource }[]): NotEvaluatedCause {
  return { oneOf: roles.map(({ role }) => role.address) };
}

/** For whom a role is, by whom its trust policy lets in; for both, if that does not tell. */
function kindsOf(role: RoleResource): Kind[] {
  const both = KINDS.map(([, kind]) => kind);
  const { amr } = cognitoClaims(role.trust.document);
  if (amr.some(hasSymbol)) return both;
  const kinds = both.filter(
    (kind) => canAssume(role, { amr: kind === "guests" ? "unauthenticated" : "authenticated" }) !== false,
  );
  if (kinds.length > 0) return kinds;
  // Nobody can take it. What it asks for tells at least for whom it is meant.
  const meant = KINDS.filter(([key]) => amr.includes(key)).map(([, kind]) => kind);
  return meant.length === 0 ? both : meant;
}

/** Whether a role's trust policy lets in guests, and nobody else. */
function isForGuestsAlone(role: RoleResource): boolean {
  const [kind, ...more] = kindsOf(role);
  return kind === "guests" && more.length === 0;
}

/** For whom each of several roles is that are attached together. Where one of them is for guests alone, one that lets in
 *  both stands under the other key; of several that let in both, the first is taken to. Then it is a finding that guests
 *  can take it.
 *  @param areSignedIn whether a role that lets in both is for signed-in users anyway */
function kindsAmongRoles(resources: readonly RoleResource[], areSignedIn = false): (role: RoleResource) => Kind[] {
  const kinds = new Map(resources.map((resource) => [resource.address, kindsOf(resource)]));
  const unread = new Set(resources.filter(({ trust }) => !trust.document).map(({ address }) => address));
  const lettingInBoth = [...kinds]
    .filter(([address, those]) => those.length > 1 && (areSignedIn || !unread.has(address)))
    .map(([address]) => address);
  const isOneForGuests = [...kinds.values()].some((those) => those.length === 1 && those[0] === "guests");
  const forSignedIn = areSignedIn || isOneForGuests ? lettingInBoth : lettingInBoth.slice(0, 1);
  const isSignedIn = areSignedIn || isOneForGuests || lettingInBoth.length > 1;
  return (role) => {
    if (isSignedIn && forSignedIn.includes(role.address)) return ["signed-in"];
    return kinds.get(role.address) ?? [];
  };
}

function merged(given: readonly GivenRole[]): Role[] {
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
    guestsOnly: Array.from(recipients.values()).every(
      ({ kind }) => kind === "guests" || (kind === "anyone-trusted" && isForGuestsAlone(resource)),
    ),
  }));
}

/** Role mappings of an attachment.
 *  @returns undefined if it is not known how many there are */
export function mappingBlocks({ values }: TerraformResource): ReturnType<typeof blocks> | undefined {
  return unknownWhole(values.role_mapping) === undefined ? blocks(values.role_mapping) : undefined;
}
