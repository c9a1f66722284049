/** Who signs in, which roles they get and what these reach, as a picture's parts: drawn by Mermaid and as SVG. */
import type { Grant, Whose } from "../access/grants";
import type { OnOff } from "../model/access-model";
import type { PoolAccess, RoleAccess } from "../pool-access";
import { onOff, recipientsOf, resourcesOf, signInKind, whoseData } from "./words";

export interface Picture {
  readonly signIns: readonly PictureSignIn[];
  readonly pool: string;
  readonly roles: readonly PictureRole[];
}

export interface PictureSignIn {
  readonly label: string;
  readonly isOff: boolean;
  readonly isGuests: boolean;
}

export interface PictureRole {
  readonly name: string;
  readonly recipients: string;
  /** Nobody gets it today: it is for guests alone, and guests are off. */
  readonly isOff: boolean;
  readonly reaches: readonly PictureTarget[];
}

export interface PictureTarget {
  readonly resource: string;
  readonly data: string;
  /** Whose data, the worst first. */
  readonly whose: readonly Whose[];
}

export function pictureOf(pool: PoolAccess): Picture {
  const guests = pool.allowUnauthenticatedIdentities;
  return {
    signIns: [
      ...pool.signIns.map((one) => ({
        label: `${signInKind(one)}: ${one.provider}`,
        isOff: false,
        isGuests: false,
      })),
      { label: guests === true ? "guests" : `guests: ${onOff(guests)}`, isOff: guests === false, isGuests: true },
    ],
    pool: pool.name,
    roles: pool.roles.map((role) => pictureRole(role, guests)),
  };
}

function pictureRole(role: RoleAccess, guests: OnOff): PictureRole {
  const isOff = role.guestsOnly && guests === false;
  return {
    name: role.name,
    recipients: isOff ? `${recipientsOf(role)}: off` : recipientsOf(role),
    isOff,
    reaches: [...targetsOf(role.grants), ...notEvaluated(role)],
  };
}

const WORST_FIRST: readonly Whose[] = ["others", "unknown", "shared", "own", "none"];

function targetsOf(grants: readonly Grant[]): PictureTarget[] {
  const byResource = new Map<string, Set<Whose>>();
  for (const grant of grants) {
    if (grant.effect === "denied") continue;
    const resource =
      grant.limitedTo?.join(", ") ??
      (grant.resources.includes("*") ? `${services(grant.actions)}: everything` : resourcesOf(grant));
    byResource.set(resource, (byResource.get(resource) ?? new Set<Whose>()).add(grant.whose));
  }
  return Array.from(byResource, ([resource, found]) => {
    const whose = WORST_FIRST.filter((one) => found.has(one));
    return { resource, whose, data: whose.map((one) => whoseData({ whose: one })).join(", ") };
  });
}

function notEvaluated({ policiesNotEvaluated: count }: RoleAccess): PictureTarget[] {
  if (count === 0) return [];
  const resource = `${count} ${count === 1 ? "policy" : "policies"} not evaluated`;
  return [{ resource, whose: ["unknown"], data: whoseData({ whose: "unknown" }) }];
}

function services(actions: readonly string[]): string {
  return [...new Set(actions.map((action) => action.split(":")[0] ?? action))].join(", ");
}
