/** A pool of guests alone: `authenticatedRole: "none"`. AWS and its provider take an attachment with one role of the two, and
 *  none without a role.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html */
import { inSeries } from "../../checks/in-words";
import type { PoolSettings } from "./identity-pool-props";

const ROLES_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html";

/** What does not go together with a pool in which nobody signs in. */
export function problemsWithPoolOfGuests(settings: PoolSettings): string[] {
  const { authenticatedRole, unauthenticatedRole, allowUnauthenticatedIdentities = false } = settings;
  if (authenticatedRole !== "none") return [];
  const given = settingsOfSignIn(settings);
  return [
    ...(given.length === 0
      ? []
      : [
          `authenticatedRole is "none", and the pool has ${inSeries(given, "and")}: whoever signs in would get no credentials. ` +
            `Leave out authenticatedRole, or these settings. See ${ROLES_PAGE}`,
        ]),
    ...(allowUnauthenticatedIdentities || unauthenticatedRole !== undefined
      ? []
      : [
          'authenticatedRole is "none", and the pool has no role for guests either: AWS\'s provider takes no attachment without a role. ' +
            `Set allowUnauthenticatedIdentities: true, or leave out authenticatedRole. See ${ROLES_PAGE}`,
        ]),
  ];
}

/** The settings that are there for those who sign in. */
function settingsOfSignIn(settings: PoolSettings): string[] {
  const { userPoolClients, socialLogins = {}, roleMappings, principalTags, groups } = settings;
  const { openIdConnectProviderArns = [], samlProviderArns = [], developerProviderName } = settings;
  const counts = {
    userPoolClients: userPoolClients.length,
    socialLogins: Object.keys(socialLogins).length,
    openIdConnectProviderArns: openIdConnectProviderArns.length,
    samlProviderArns: samlProviderArns.length,
    developerProviderName: developerProviderName === undefined ? 0 : 1,
    roleMappings: roleMappings.length,
    principalTags: principalTags.length,
    addGroup: groups.length,
  };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([setting]) => setting);
}
