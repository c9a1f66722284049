export { acceptFindings, UnusableAcceptances, type Acceptance, type UnusedAcceptance } from "./acceptance";
export { reviewAccess, type AccessReview } from "./review";
export type { PoolAccess, RoleAccess } from "./pool-access";
export { renderReview, type ReviewFormat } from "./formats";
export type { AccessChange, AccessFact, FactAccess, FactTarget } from "./changes";
export type { Grant, GrantCause, Whose } from "./access/grants";
export type { GrantCondition, StatementReference } from "./access/placed-statement";
export type {
  OnOff,
  PoolMappingRule,
  PoolRoleMapping,
  PrincipalTag,
  Recipient,
  RuleMatch,
  SignIn,
} from "./model/access-model";
export type { Finding, Severity } from "./findings/finding";
export { UnreadableDocument } from "./terraform-json/unreadable-document";
export type { NotEvaluated, NotEvaluatedCause, NotEvaluatedSubject } from "./terraform-json/not-evaluated";
export {
  explain,
  explainTrust,
  simulate,
  simulateTrust,
  type DecidingStatement,
  type Decision,
  type Explanation,
} from "./iam/simulate";
export { NotModelled } from "./iam/not-modelled";
export type { PolicyDocument, IamStatement as IamPolicyStatement } from "./iam/policy-document";
export { ANY_VALUE, type AnyValue, type RequestContext } from "./iam/context";
export type { AccessRequest, TrustRequest } from "./iam/request";
