/** One user of a pool, one call: what the policies of a file say to it. The review asks for people of a small world; here the
 *  user's token and identity id are known. */
import { chosenRole, type RoleNotKnown } from "./access/chosen-role";
import { isForProvider, KnownUser, type UserToken } from "./access/known-user";
import { SessionContext } from "./access/session-context";
import { canAssume, type Caller } from "./model/trust";
import { requireWholeName } from "./iam/action";
import type { Answer } from "./iam/answer";
import { compilePolicy, speaksOfCall } from "./iam/compiled";
import { areKnown, type Context, type KeyValues } from "./iam/context";
import { isInDisputeForGuests, isWithinReachOfGuests } from "./iam/guest-services";
import { NotModelled } from "./iam/not-modelled";
import { decide, type Explanation } from "./iam/simulate";
import type { AccessModel, Policy, Pool, Role } from "./model/access-model";
import { ROLE } from "./model/links";
import { amrOfProvider } from "./model/amr";
import { readPools } from "./model/pools";
import { cognitoClaims } from "./model/cognito-claims";
import type { NotEvaluated, NotEvaluatedSubject } from "./terraform-json/not-evaluated";
import { readTerraformJson } from "./terraform-json/read";
import { stringOf } from "./terraform-json/resource";
import type { Snapshot } from "./terraform-json/snapshot";
import { hasSymbol } from "./terraform-json/symbol";
import { asUnreadable, UnreadableDocument } from "./terraform-json/unreadable-document";

/** Why the file does not say whether a call is allowed. */
export type UnknownCause =
  | RoleNotKnown
  /** A part that matters could not be read. */
  | { readonly kind: "not-evaluated"; readonly part: NotEvaluated }
  /** What the simulator does not model, as a noun. */
  | { readonly kind: "not-modelled"; readonly subject: string }
  /** Context keys that a policy compares, and whose values nobody here knows. */
  | { readonly kind: "open-values"; readonly keys: readonly string[] }
  /** The trust policy may let the user take the role, or may not. */
  | { readonly kind: "trust-not-known"; readonly role: string }
  | { readonly kind: "account-not-known" }
  /** AWS's pages disagree on whether guests can call it. */
  | { readonly kind: "guest-cap-in-dispute" };

/** What the file says: that it is allowed, that it is denied, or why it does not say. */
export type PoolDecision =
  | { readonly decision: "allowed" | "denied" }
  | { readonly decision: "unknown"; readonly cause: UnknownCause };

/** A call of somebody with credentials of the pool. */
export interface PoolRequest {
  /** Id of the caller's identity. */
  readonly identityId: string;
  /** The whole name, "s3:GetObject". */
  readonly action: string;
  /** The ARN of the resource, or "*" for the actions that know no resource. A `*` in the account's place of an ARN stands for
   *  the account of the file; elsewhere it is the character. */
  readonly resource: string;
  /** Condition keys that the service or the request brings, with their values; none where the request does not have the key.
   *  @default none: a decision that depends on a key which is not here is unknown */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Subjects that leave open who gets which role, or what it may do, wherever in the file they are. */
const OF_THE_WHOLE_FILE: readonly NotEvaluatedSubject[] = [
  "attached-roles",
  "role-mappings",
  "principal-tags",
  "pool",
  "role-of-policy",
  "module",
  "plan",
];

const DENIED: PoolDecision = { decision: "denied" };

/** Answers what one user of a pool may do, by the policies of a state or a plan: the role that the user gets, its policies, its
 *  permissions boundary and AWS's limit on guests, as on the enhanced flow. Resource policies and service control policies
 *  are not part of it.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
export class PoolSimulator {
  private readonly pool: Pool;
  private readonly account: string | undefined;
  private readonly unread: NotEvaluated | undefined;

  /** @param document the parsed output of `terraform show -json`
   *  @param identityPoolId such as `eu-west-1:12345678-1234-1234-1234-123456789012`
   *  @throws UnreadableDocument for another kind of file, or one without this pool; its message is one line */
  constructor(document: object, identityPoolId: string) {
    const { model, snapshot } = contentOf(document);
    const pool = model.pools.find(({ id }) => id === identityPoolId);
    if (pool === undefined) throw new UnreadableDocument(withoutPool(identityPoolId, model.pools));
    this.pool = pool;
    this.account = accountOf(pool, snapshot);
    this.unread = model.notEvaluated.find(
      ({ subject, cause }) => OF_THE_WHOLE_FILE.includes(subject) && cause !== "pool-outside-the-file",
    );
  }

  /** Whether the pool gives a user credentials: there is a role for the user, and its trust policy lets Cognito take it.
   *  @param token none for a guest */
  credentials(token?: UserToken): PoolDecision {
    const role = this.roleOf(token);
    if ("decision" in role) return role;
    const answer = this.isTrusting(role, token);
    if (answer === true) return { decision: "allowed" };
    return answer === false ? DENIED : unknown({ kind: "trust-not-known", role: role.address });
  }

  /** Whether a user of the pool may make a call.
   *  @param token none for a guest */
  access(token: UserToken | undefined, request: PoolRequest): PoolDecision {
    requireWholeName(request.action);
    const role = this.roleOf(token);
    if ("decision" in role) return role;
    if (this.isTrusting(role, token) === false) return DENIED;
    // The enhanced flow's limit, also where the pool allows the classic one.
    if (token === undefined && !isWithinReachOfGuests(request.action)) return DENIED;
    const decided = this.decisionFor(role, token, request);
    const isInDispute = token === undefined && isInDisputeForGuests(request.action);
    return isInDispute && decided.decision === "allowed" ? unknown({ kind: "guest-cap-in-dispute" }) : decided;
  }

  /** The role that a user gets, with what it depends on who takes it. */
  private roleOf(token: UserToken | undefined): Role | PoolDecision {
    if (this.unread !== undefined) return unknown({ kind: "not-evaluated", part: this.unread });
    const role = chosenRole(this.pool, token);
    if (role === "none") return DENIED;
    return "kind" in role ? unknown(role) : { ...role, guestsOnly: token === undefined };
  }

  /** Whether a role's trust policy lets the user in; undefined or "possible" if that cannot be told. */
  private isTrusting(role: Role, token: UserToken | undefined): Answer | undefined {
    const amr: Caller["amr"] = token === undefined ? "unauthenticated" : "authenticated";
    const provider = token && amrOfProvider(token.provider, cognitoClaims(role.trust.document).amr);
    const hasTags =
      token !== undefined &&
      this.pool.principalTags.some(({ identityProvider }) => isForProvider(identityProvider, token));
    const answers = ["sts:AssumeRoleWithWebIdentity", ...(hasTags ? ["sts:TagSession"] : [])].map((action) =>
      role.trust.notEvaluated === undefined
        ? canAssume(role, { action, aud: this.pool.id, amr, ...(provider !== undefined && { provider }) })
        : undefined,
    );
    if (answers.includes(false)) return false;
    return answers.every((answer) => answer === true) ? true : undefined;
  }

  private decisionFor(role: Role, token: UserToken | undefined, request: PoolRequest): PoolDecision {
    const { identityId, action, context = {} } = request;
    const resource = inAccount(request.resource, this.account);
    if (resource === undefined) return unknown({ kind: "account-not-known" });
    const stored = new Map(
      Object.entries(context).map(([key, value]) => [key.toLowerCase(), typeof value === "string" ? [value] : value]),
    );
    const user = new KnownUser(this.pool, token, identityId);
    const name = action.toLowerCase();
    const open = new OpenKeys(new SessionContext(this.pool, role, user).of(name, stored));
    try {
      return decisionOf(explanation(role, { action: name, resource, context: open }), role, open);
    } catch (error) {
      if (error instanceof NotModelled) return unknown({ kind: "not-modelled", subject: error.subject });
      throw error;
    }
  }
}

function contentOf(document: object): { readonly model: AccessModel; readonly snapshot: Snapshot } {
  try {
    const { after: snapshot } = readTerraformJson(document);
    return { model: readPools(snapshot), snapshot };
  } catch (error) {
    throw asUnreadable(error);
  }
}

function explanation(role: Role, call: Parameters<typeof speaksOfCall>[1]): Explanation {
  const layers = [role.policies, ...(role.permissionsBoundary === undefined ? [] : [[role.permissionsBoundary]])];
  return decide(
    layers.map((policies) =>
      policies.flatMap(({ document }) => (document === undefined ? [] : compilePolicy(document, "identity"))),
    ),
    (statement) => speaksOfCall(statement, call),
  );
}

/** A policy that could not be read may allow or deny anything, but for what another one denies. */
function decisionOf({ decision }: Explanation, role: Role, { keys }: OpenKeys): PoolDecision {
  if (decision === "explicitDeny") return DENIED;
  const part =
    unreadPolicy("policy", role.policies) ?? unreadPolicy("permissions-boundary", [role.permissionsBoundary]);
  if (part !== undefined) return unknown({ kind: "not-evaluated", part });
  if (decision === "possible") return unknown({ kind: "open-values", keys: [...keys] });
  return decision === "allowed" ? { decision } : DENIED;
}

function unreadPolicy(
  subject: NotEvaluatedSubject,
  policies: readonly (Policy | undefined)[],
): NotEvaluated | undefined {
  for (const policy of policies) {
    if (policy?.notEvaluated === undefined) continue;
    const { address, notEvaluated: cause } = policy;
    return { address, subject: cause === "role-outside-the-file" ? "role" : subject, cause };
  }
  return undefined;
}

/** A context that remembers the keys whose values it could not tell. */
class OpenKeys implements Context {
  readonly keys = new Set<string>();

  constructor(private readonly context: Context) {}

  valuesOf(key: string): KeyValues {
    return this.noted(key, this.context.valuesOf(key));
  }

  valuesOfVariable(key: string): KeyValues {
    return this.noted(key, this.context.valuesOfVariable?.(key) ?? this.context.valuesOf(key));
  }

  private noted(key: string, values: KeyValues): KeyValues {
    if (!areKnown(values)) this.keys.add(key);
    return values;
  }
}

function inAccount(resource: string, account: string | undefined): string | undefined {
  const parts = resource.split(":");
  if (parts[0] !== "arn" || parts[4] !== "*") return resource;
  return account === undefined ? undefined : parts.with(4, account).join(":");
}

/** The account that the pool is in. Of a pool outside the file, that of the roles which the file gives it. */
function accountOf({ arn }: Pool, snapshot: Snapshot): string | undefined {
  const arns = arn === undefined ? snapshot.ofType(ROLE).map(({ values }) => stringOf(values.arn)) : [arn];
  const accounts = new Set(arns.flatMap((one) => (one === undefined || hasSymbol(one) ? [] : [one.split(":")[4]])));
  const [account, ...more] = accounts;
  return more.length === 0 ? account : undefined;
}

function withoutPool(identityPoolId: string, pools: readonly Pool[]): string {
  const known = pools.map(({ id }) => id).filter((id) => !hasSymbol(id));
  const others = known.length === 0 ? "it has no pool whose id is known" : `it has ${known.join(", ")}`;
  return `There is no identity pool ${identityPoolId} in this file: ${others}`;
}

function unknown(cause: UnknownCause): PoolDecision {
  return { decision: "unknown", cause };
}
