export { Partition } from "./aws/partition";
export type { PartitionProps } from "./aws/partition";
export type { ExistingRole, IamRoleConstruct } from "./identity-pool/role/existing-role";
export { FederatedRole } from "./identity-pool/role/federated-role";
export type { FederatedRoleProps } from "./identity-pool/role/federated-role";
export type { FederatedRoleOptions, RoleOptionName } from "./identity-pool/role/federated-role-options";
export type { Authentication } from "./identity-pool/role/trust-policy";
export type { GroupOptions } from "./identity-pool/sign-in/group";
export type { ClientConfig, ClientConfigOptions } from "./identity-pool/pool/client-config";
export { IdentityPool } from "./identity-pool/pool/identity-pool";
export type { IdentityPoolProps } from "./identity-pool/pool/identity-pool-props";
export type { IIdentityPool } from "./identity-pool/pool/i-identity-pool";
export type { ImportedIdentityPoolOptions } from "./identity-pool/pool/imported-identity-pool";
export type { PrincipalTags } from "./identity-pool/sign-in/principal-tags";
export type {
  RoleMapping,
  RoleMappingBase,
  RoleMappingRule,
  RulesMapping,
  TokenMapping,
} from "./identity-pool/sign-in/role-mapping";
export type { SocialLogins, TwitterLogin } from "./identity-pool/sign-in/social-logins";
export type { AnyUserPoolClient, UserPoolClient } from "./identity-pool/sign-in/user-pool-client";
export * as permissions from "./permissions";
export type {
  AmplifyStorageOptions,
  AppSyncEventsOptions,
  ConverseWithBotOptions,
  Encrypted,
  GraphqlOptions,
  HttpMethod,
  InvokeApiOptions,
  InvokeFunctionOptions,
  InvokeModelOptions,
  InvokeWebSocketOptions,
  Location,
  LocationServiceOptions,
  MapsOptions,
  OneAppMonitor,
  OneMap,
  Owned,
  OwnFilesOptions,
  OwnRowsOptions,
  OwnTopicsOptions,
  PoolReference,
  PutLogEventsOptions,
  PutRecordsOptions,
  RumOptions,
  SendMessagesOptions,
  ServerlessStackGuideOptions,
  SessionTag,
  TranslateTextOptions,
} from "./permissions";
export type { PolicyStatement } from "./permissions/policy-statement";
export {
  acceptFindings,
  ANY_VALUE,
  explain,
  explainTrust,
  NotModelled,
  PoolSimulator,
  renderReview,
  reviewAccess,
  simulate,
  simulateTrust,
  unknownWords,
  UnreadableDocument,
  UnusableAcceptances,
} from "identity-pool-review";
export type {
  Acceptance,
  AccessChange,
  AccessFact,
  AccessRequest,
  AccessReview,
  AnyValue,
  AppClient,
  AppClients,
  Conditions,
  ConditionValue,
  DecidingStatement,
  Decision,
  Explanation,
  FactAccess,
  FactTarget,
  Finding,
  FindingId,
  Grant,
  GrantCause,
  GrantCondition,
  IamPolicyStatement,
  NotEvaluated,
  NotEvaluatedCause,
  NotEvaluatedSubject,
  OneOrMore,
  OnOff,
  PolicyDocument,
  PoolAccess,
  PoolDecision,
  PoolMappingRule,
  PoolRequest,
  PoolRoleMapping,
  Principals,
  PrincipalTag,
  Recipient,
  RenderOptions,
  RequestContext,
  ReviewedAccessPoint,
  ReviewedPolicy,
  ReviewedPool,
  ReviewedRole,
  RoleTags,
  ReviewFormat,
  RoleAccess,
  RoleNotKnown,
  RolesByTrust,
  RuleMatch,
  SarifOptions,
  Severity,
  SignIn,
  StatementReference,
  StatementSource,
  TrustRequest,
  UnknownCause,
  UnusedAcceptance,
  UserToken,
  Whose,
  WithFindings,
  WithUnusedAcceptances,
} from "identity-pool-review";
export type { ConsoleMadePool } from "./stack/adoption";
export { IdentityPoolStack } from "./stack/identity-pool-stack";
export type { IdentityPoolStackProps } from "./stack/identity-pool-stack-props";
export type { StackRoleOptions } from "./stack/stack-role-options";
export { useStateBackend } from "./stack/state-backend";
export type { StateBackend, StateBackendType } from "./stack/state-backend";
export { synthesizeApp } from "./stack/synthesize-app";
export type { AddStacks } from "./stack/synthesize-app";
export { writeTerraformModule } from "./stack/terraform-module";
