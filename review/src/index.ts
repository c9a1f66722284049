export {
  acceptFindings,
  UnusableAcceptances,
  type Acceptance,
  type UnusedAcceptance,
  type WithFindings,
  type WithUnusedAcceptances,
} from "./acceptance";
export { reviewAccess, type AccessReview } from "./review";
export type { PoolAccess, RoleAccess } from "./pool-access";
export { PoolSimulator, type PoolDecision, type PoolRequest, type UnknownCause } from "./pool-simulator";
export type { RoleNotKnown } from "./access/chosen-role";
export type { UserToken } from "./access/known-user";
export { unknownWords } from "./formats/unknown-words";
export { renderReview, type RenderOptions, type ReviewFormat } from "./formats";
export type { SarifOptions } from "./formats/sarif";
export type { AccessChange, AccessFact, FactAccess, FactTarget } from "./changes";
export type { Grant, GrantCause, Whose } from "./access/grants";
export type { GrantCondition, StatementReference } from "./access/placed-statement";
export type {
  AccessPoint as ReviewedAccessPoint,
  AppClient,
  AppClients,
  OnOff,
  Policy as ReviewedPolicy,
  Pool as ReviewedPool,
  PoolMappingRule,
  PoolRoleMapping,
  PrincipalTag,
  Recipient,
  Role as ReviewedRole,
  RolesByTrust,
  RuleMatch,
  SignIn,
} from "./model/access-model";
export type { RoleTags } from "./model/role-tags";
export type { FindingId } from "./findings/rules";
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
export type {
  Conditions,
  ConditionValue,
  IamStatement as IamPolicyStatement,
  OneOrMore,
  PolicyDocument,
  Principals,
} from "./iam/policy-document";
export { ANY_VALUE, type AnyValue, type RequestContext } from "./iam/context";
export type { AccessRequest, TrustRequest } from "./iam/request";
export type { StatementSource } from "./iam/compiled";
