/** What a check finds. One finding is one file beside this one: its check, its words and its remedy together. */
import type { Grant } from "../access/grants";
import type { Session } from "../access/session";
import type { Pool, Role } from "../model/access-model";
import type { FindingId } from "./rules";
import type { Severity } from "./severity";

export { SEVERITIES, type Severity } from "./severity";

export interface Finding {
  /** Name of the check, the same in every release: "guests-on". */
  readonly id: FindingId;
  readonly severity: Severity;
  readonly title: string;
  /** What can happen. */
  readonly reason: string;
  /** What to do about it. */
  readonly fix: string;
  /** Address of the resource to change. */
  readonly address: string;
  /** Why a team accepts it, and until when: such a finding does not count.
   *  @default it counts */
  readonly accepted?: { readonly reason: string; readonly until?: string };
}

/** The findings that count. */
export function openFindings(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ accepted }) => accepted === undefined);
}

export type AcceptedFinding = Finding & { readonly accepted: NonNullable<Finding["accepted"]> };

export function acceptedFindings(findings: readonly Finding[]): AcceptedFinding[] {
  return findings.filter((finding): finding is AcceptedFinding => finding.accepted !== undefined);
}

/** A pool, with the roles that its users get. */
export interface ReviewedPool {
  readonly pool: Pool;
  readonly roles: readonly ReviewedRole[];
}

export interface ReviewedRole {
  readonly role: Role;
  readonly grants: readonly Grant[];
  /** To ask the simulator on the role's behalf. */
  readonly session: Session;
}

/** A check: what it has to say about one pool. Nothing, if it complies or if the question does not arise. */
export type FindingCheck = (reviewed: ReviewedPool) => Finding[];
