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
} from "./simulator/simulate";
export { NotModelled } from "./simulator/not-modelled";
export type { PolicyDocument, PolicyStatement as IamPolicyStatement } from "./simulator/policy-document";
export type { AccessRequest, RequestContext, TrustRequest } from "./simulator/request";
