/** What a review knows before it judges anything: pools, who signs in to them, the roles they get, the policies of the
 *  roles. Values that only Terraform's run will know are symbols (see terraform-json/symbol.ts). */
import type { PolicyDocument } from "../iam/policy-document";
import type { NotEvaluated } from "../terraform-json/resource";

/** A setting that is on, off, or not known yet. */
export type Setting = boolean | "unknown";

export interface Pool {
  readonly address: string;
  readonly name: string;
  /** The pool's id, or the symbol of it. */
  readonly id: string;
  readonly arn?: string;
  readonly allowUnauthenticatedIdentities: Setting;
  readonly allowClassicFlow: Setting;
  readonly signIns: readonly SignIn[];
  readonly roles: readonly Role[];
  readonly roleMappings: readonly RoleMapping[];
  readonly principalTags: readonly PrincipalTag[];
}

/** A way to sign in. */
export interface SignIn {
  readonly kind: "user pool client" | "social login" | "OIDC provider" | "SAML provider" | "developer provider";
  /** The provider's name, domain or ARN; of a user pool client, PROVIDER:CLIENT_ID. */
  readonly provider: string;
  /** The app's id at a social login. Never its secret. */
  readonly appId?: string;
  readonly serverSideTokenCheck?: Setting;
  /** How a secret that belongs to this login is written. */
  readonly secret?: "in plain text" | "by reference";
}

export interface RoleMapping {
  readonly address: string;
  readonly identityProvider: string;
  readonly type: string;
  readonly ambiguousRoleResolution: string;
  readonly rules: readonly {
    readonly claim: string;
    readonly matchType: string;
    readonly value: string;
    readonly role: string;
  }[];
}

export interface PrincipalTag {
  readonly address: string;
  readonly identityProvider: string;
  readonly tag: string;
  readonly claim: string;
}

export interface Role {
  /** Address of the role, or of what names it where the role itself is not in the file. */
  readonly address: string;
  readonly name: string;
  /** Who gets it, for people: "signed-in users", "guests", "rule ...", "group ...". */
  readonly givenTo: readonly string[];
  /** Whether nobody but guests gets it. */
  readonly guestsOnly: boolean;
  readonly trust: Policy | undefined;
  readonly policies: readonly Policy[];
  readonly permissionsBoundary?: Policy;
}

/** A policy that was read, or why it was not. */
export interface Policy {
  readonly address: string;
  readonly document?: PolicyDocument;
  readonly notEvaluated?: string;
}

export interface AccessModel {
  readonly pools: readonly Pool[];
  readonly notEvaluated: readonly NotEvaluated[];
}
