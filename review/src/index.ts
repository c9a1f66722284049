export { reviewAccess, type AccessReview } from "./review";
export type { PoolAccess, RoleAccess } from "./pool-access";
export { renderReview, type ReviewFormat } from "./formats";
export type { Change } from "./changes";
export type { Grant, Whose } from "./access/grants";
export type { Finding, Severity } from "./findings/finding";
export { UnreadableDocument } from "./terraform-json/unreadable-document";
export type { NotEvaluated } from "./terraform-json/resource";
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
export type { PolicyDocument, PolicyStatement as IamPolicyStatement } from "./iam/policy-document";
export type { AccessRequest, RequestContext, TrustRequest } from "./iam/request";
