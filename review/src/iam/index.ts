/** What IAM does: wildcards, policy documents, the simulators, and tables of Amazon Cognito's actions. */
export { ADMINISTRATIVE_ACTIONS, type AdministrativeAction } from "./cognito-actions";
export { GUEST_ACTIONS, isInDisputeForGuests, isWithinReachOfGuests } from "./guest-services";
export { NotModelled } from "./not-modelled";
export { literalPattern, matches, overlap, wildcardPattern, type Pattern, type PatternPart } from "./pattern";
export type {
  Conditions,
  ConditionValue,
  OneOrMore,
  PolicyDocument,
  IamStatement,
  Principals,
} from "./policy-document";
export { ANY_VALUE, type AnyValue, type RequestContext } from "./context";
export type { AccessRequest, TrustRequest } from "./request";
export {
  explain,
  explainTrust,
  simulate,
  simulateTrust,
  type DecidingStatement,
  type Decision,
  type Explanation,
} from "./simulate";
export type { StatementSource } from "./compiled";
