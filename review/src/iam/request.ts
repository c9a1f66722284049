/** A request for the simulator to answer. */
import type { RequestContext } from "./context";
import type { PolicyDocument } from "./policy-document";

/** A call that a session of a role makes. */
export interface AccessRequest {
  /** The whole name, "s3:GetObject". */
  readonly action: string;
  /** The ARN of the resource, taken literally: a `*` in it is the character.
   *  @default "*", as for the actions that know no resource */
  readonly resource?: string;
  /** @default none: every key is missing */
  readonly context?: RequestContext;
  /** What the session was capped with when it was made: an action must be allowed by one of these too. An empty list is
   *  refused: it could mean no cap, or that nothing is allowed.
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
