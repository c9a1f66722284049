/** What is asked of the simulator. */
import { NotModelled } from "./not-modelled";
import type { PolicyDocument } from "./policy-document";

/** Context keys and their values. Keys are compared without regard to case, as IAM does; a list is a multivalued key. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** A call that a session of a role makes. */
export interface AccessRequest {
  /** The whole name, "s3:GetObject". */
  readonly action: string;
  /** The ARN of the resource, taken literally: a `*` in it is the character.
   *  @default "*", as for the actions that know no resource */
  readonly resource?: string;
  /** @default none: every key is missing */
  readonly context?: RequestContext;
  /** What the session was capped with when it was made: an action must be allowed by one of these too.
   *  @default no cap
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session */
  readonly sessionPolicies?: readonly PolicyDocument[];
  /** The role's permissions boundary: an action must be allowed by it too.
   *  @default no boundary
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
  readonly permissionsBoundary?: PolicyDocument;
}

/** Somebody who wants to take a role. */
export interface TrustRequest {
  readonly action: string;
  /** type as in a policy: "Federated", "AWS", "Service" or "CanonicalUser". */
  readonly principal: { readonly type: string; readonly id: string };
  readonly context?: RequestContext;
}

/** The values of a context key; none if it is missing.
 *  @throws NotModelled if the context has the key twice, in different case */
export function contextValues(context: RequestContext | undefined, key: string): readonly string[] {
  const entries = Object.entries(context ?? {}).filter(([name]) => name.toLowerCase() === key.toLowerCase());
  if (entries.length > 1) throw new NotModelled(`a request that has the context key "${key}" more than once`);
  return entries.flatMap(([, values]) => values);
}
