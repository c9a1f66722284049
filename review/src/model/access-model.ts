/** What a review knows before it judges anything: pools, who signs in to them, the roles they get, the policies of the
 *  roles. Values that only Terraform's run will know are symbols (see terraform-json/symbol.ts). */
import type { PolicyDocument } from "../iam/policy-document";
import type { NotEvaluated, NotEvaluatedCause } from "../terraform-json/not-evaluated";
import type { RoleTags } from "./role-tags";

/** A setting that is on, off, or not known yet. */
export type OnOff = boolean | "unknown";

export interface Pool {
  readonly address: string;
  readonly name: string;
  /** The pool's id, or the symbol of it. */
  readonly id: string;
  readonly arn?: string;
  readonly allowUnauthenticatedIdentities: OnOff;
  readonly allowClassicFlow: OnOff;
  readonly signIns: readonly SignIn[];
  readonly roles: readonly Role[];
  readonly roleMappings: readonly PoolRoleMapping[];
  readonly principalTags: readonly PrincipalTag[];
  /** Of the providers that a role mapping or a mapping of tags is for. */
  readonly appClients: readonly AppClients[];
  /** Of resources, whosever they are. Without a principal, in the form of a role's policies. */
  readonly policiesForEverybody: readonly Policy[];
  /** Of the file. */
  readonly accessPoints: readonly AccessPoint[];
  /** Where the plan shows no keys of attached roles. */
  readonly rolesByTrust: readonly RolesByTrust[];
  /** The plan destroys it and makes another one: every identity is lost, and with it what belongs to its id. */
  readonly isReplaced?: true;
  /** The plan makes it, for the first time or anew: its id is one that nobody can have written down. */
  readonly isNew?: true;
  /** The file holds what is attached to it, and not the pool itself. */
  readonly isOutsideTheFile?: true;
}

/** A way to sign in. */
export interface SignIn {
  readonly kind: "user-pool-client" | "social-login" | "oidc-provider" | "saml-provider" | "developer-provider";
  /** The provider's name, domain or ARN; of a user pool client, PROVIDER:CLIENT_ID. */
  readonly provider: string;
  /** The app's id at a social login. Never its secret. */
  readonly appId?: string;
  readonly serverSideTokenCheck?: OnOff;
  /** How a secret that belongs to this login is written. */
  readonly secret?: "plain-text" | "reference";
}

export interface PoolRoleMapping {
  readonly address: string;
  readonly identityProvider: string;
  readonly type: string;
  /** What users without a role of their own get; undefined if the configuration does not say. */
  readonly ambiguousRoleResolution: string | undefined;
  readonly rules: readonly PoolMappingRule[];
}

export interface PoolMappingRule extends RuleMatch {
  /** The ARN of the role, or the symbol of it. */
  readonly role: string;
}

/** Whom a rule is about. */
export interface RuleMatch {
  readonly claim: string;
  readonly matchType: string;
  readonly value: string;
}

export interface PrincipalTag {
  readonly address: string;
  readonly identityProvider: string;
  readonly tag: string;
  readonly claim: string;
}

/** Through which app clients the users of a provider may write their attributes, as far as the file has them. */
export interface AppClients {
  readonly identityProvider: string;
  readonly clients: readonly AppClient[];
  /** Whether each client is there with which users of the pool sign in. */
  readonly isInTheFile: boolean;
}

export interface AppClient {
  readonly address: string;
  /** The attributes that users may write, or Cognito's default: all of them. */
  readonly writeAttributes: readonly string[] | "default" | "unknown";
}

/** An access point of S3. */
export interface AccessPoint {
  /** The name of its bucket. */
  readonly bucket: string;
  /** Its ARN, in each spelling that a policy may have. */
  readonly arns: readonly string[];
}

/** For whom attached roles are taken to be, by whom their trust policies let in. */
export interface RolesByTrust {
  /** Of the attachment. */
  readonly address: string;
  /** Addresses of roles. */
  readonly signedIn: readonly string[];
  readonly guests: readonly string[];
}

/** Who gets a role. */
export type Recipient =
  | { readonly kind: "signed-in" }
  | { readonly kind: "guests" }
  /** Signed-in users whom a rule of a role mapping matches. */
  | ({ readonly kind: "rule" } & RuleMatch)
  /** Signed-in users whose token names the role of their group. */
  | { readonly kind: "group"; readonly name: string }
  /** The pool does not give the role to anybody, but its trust policy names the pool. */
  | { readonly kind: "anyone-trusted" };

export interface Role {
  /** Address of the role, or of what names it where the role itself is not in the file. */
  readonly address: string;
  readonly name: string;
  readonly recipients: readonly Recipient[];
  /** Whether only guests get it, or, of a role that the pool does not give to anybody, can take it. */
  readonly guestsOnly: boolean;
  /** @default it has none */
  readonly tags?: RoleTags;
  readonly trust: Policy;
  readonly policies: readonly Policy[];
  readonly permissionsBoundary?: Policy;
}

/** A policy that was read, or why it was not. */
export interface Policy {
  readonly address: string;
  /** What stands behind `policy/` in the ARN, if it is one of AWS's own. */
  readonly awsManagedPolicy?: string;
  readonly document?: PolicyDocument;
  readonly notEvaluated?: NotEvaluatedCause;
}

export interface AccessModel {
  readonly pools: readonly Pool[];
  readonly notEvaluated: readonly NotEvaluated[];
}
