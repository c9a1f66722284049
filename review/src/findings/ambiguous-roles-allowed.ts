import type { FindingCheck } from "./finding";

/** Which role a user gets if no rule matches, or the token names no role.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
export const ambiguousRolesAllowed: FindingCheck = ({ pool }) =>
  pool.roleMappings
    .filter(({ ambiguousRoleResolution }) => ambiguousRoleResolution === "AuthenticatedRole")
    .map(({ address, identityProvider, type }) => ({
      id: "ambiguous-roles-allowed",
      severity: "medium",
      title: `Users of ${identityProvider} without a role of their own get the authenticated role`,
      reason:
        type === "Token"
          ? "A user without a group, or in several groups with the same precedence, gets the role of all signed-in users."
          : "A user whom no rule matches gets the role of all signed-in users.",
      fix: 'Set ambiguous_role_resolution to "Deny", or make sure that the authenticated role is for everybody.',
      address,
    }));
