/** All checks, in the order in which findings of one severity are shown. */
import { POOL } from "../model/links";
import type { NotEvaluated } from "../terraform-json/not-evaluated";
import type { TerraformResource } from "../terraform-json/resource";
import { administrativeCognitoActions } from "./administrative-cognito-actions";
import { awsManagedAdministration } from "./aws-managed-administration";
import { destructiveActions } from "./destructive-actions";
import { credentialsExposure } from "./credentials-exposure";
import { guestsWrite } from "./guests-write";
import { mappingOnUserWritableClaim } from "./mapping-on-user-writable-claim";
import { mappingWithoutProvider } from "./mapping-without-provider";
import { privilegeEscalation } from "./privilege-escalation";
import { roleOutOfReach } from "./role-out-of-reach";
import { trustForEverybody } from "./trust-for-everybody";
import { unknownActions } from "./unknown-actions";
import { ambiguousRolesAllowed } from "./ambiguous-roles-allowed";
import { classicFlowOn } from "./classic-flow-on";
import { SEVERITIES, type FindingCheck, type Finding, type ReviewedPool } from "./finding";
import { guestServiceOutOfReach } from "./guest-service-out-of-reach";
import { guestsOn } from "./guests-on";
import { keyOfAnotherSignIn } from "./key-of-another-sign-in";
import { mistypedIdentityKey } from "./mistyped-identity-key";
import { missingTagSession } from "./missing-tag-session";
import { notEvaluated } from "./not-evaluated";
import { othersDataByResourcePolicy } from "./others-data-by-resource-policy";
import { othersDataWithinReach } from "./others-data-within-reach";
import { plainTextSecret } from "./plain-text-secret";
import { poolDestroyed } from "./pool-destroyed";
import { poolReplaced } from "./pool-replaced";
import { rolesByTrust } from "./roles-by-trust";
import { tokenCheckOff } from "./token-check-off";
import { trustForAnotherPool } from "./trust-for-another-pool";
import { trustWithoutAmr } from "./trust-without-amr";
import { trustWithoutAud } from "./trust-without-aud";
import { unmappedPrincipalTag } from "./unmapped-principal-tag";
import { variablesWithoutVersion } from "./variables-without-version";
import { wildcardActions } from "./wildcard-actions";
import { wildcardResources } from "./wildcard-resources";

const CHECKS: readonly FindingCheck[] = [
  poolReplaced,
  plainTextSecret,
  trustForEverybody,
  trustWithoutAud,
  trustForAnotherPool,
  trustWithoutAmr,
  awsManagedAdministration,
  privilegeEscalation,
  destructiveActions,
  credentialsExposure,
  administrativeCognitoActions,
  othersDataWithinReach,
  othersDataByResourcePolicy,
  guestsWrite,
  mappingOnUserWritableClaim,
  guestsOn,
  classicFlowOn,
  ambiguousRolesAllowed,
  roleOutOfReach,
  missingTagSession,
  mappingWithoutProvider,
  unmappedPrincipalTag,
  mistypedIdentityKey,
  keyOfAnotherSignIn,
  variablesWithoutVersion,
  unknownActions,
  wildcardActions,
  wildcardResources,
  tokenCheckOff,
  rolesByTrust,
  guestServiceOutOfReach,
];

/** What all checks find, the worst first.
 *  @param unread what could not be evaluated
 *  @param destroyed what a plan destroys */
export function findingsOf(
  pools: readonly ReviewedPool[],
  unread: readonly NotEvaluated[],
  destroyed: readonly TerraformResource[] = [],
): Finding[] {
  const found = [
    ...destroyed.filter(({ type }) => type === POOL).map(poolDestroyed),
    ...pools.flatMap((reviewed) => CHECKS.flatMap((check) => check(reviewed))),
    ...unread.map(notEvaluated),
  ];
  const once = [...new Map(found.map((finding) => [JSON.stringify(finding), finding])).values()];
  return once.toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}
