/** Settings of the stack that would have no effect beside another one. They are refused: whoever gives one counts on it. */
import { inSeries, inWords } from "../checks/in-words";
import { hasGuests } from "./adoption";
import { choicesOfGrants } from "./grants";
import type { IdentityPoolStackProps } from "./identity-pool-stack-props";
import { permissionsOf, permissionsOfGuests } from "./permissions-of-stack";

const CLIENTS_PAGE =
  "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html";
const IMPORT_PAGE = "https://developer.hashicorp.com/terraform/language/import";
const ROLES_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html";

/** One message for each setting without an effect, which names the one that takes it away. */
export function problemsWithUnusedSettings(props: IdentityPoolStackProps): string[] {
  return [
    ...problemsWithClients(props),
    ...problemsWithSettingsOfSignIn(props),
    ...problemsWithBucket(props),
    ...problemsWithGuardrail(props),
    ...problemsWithSettingsOfGuests(props),
  ];
}

function problemsWithClients({ userPoolClients, ...props }: IdentityPoolStackProps): string[] {
  if (userPoolClients === undefined) return [];
  return (["userPoolId", "userPoolClientId", "serverSideTokenCheck"] as const)
    .filter((name) => props[name] !== undefined)
    .map(
      (name) =>
        `${name} and userPoolClients are both given: give all clients in userPoolClients, or a single one by userPoolId and userPoolClientId. ` +
        `See ${CLIENTS_PAGE}`,
    );
}

/** Settings that are there for those who sign in, beside those that the pool itself checks. */
function problemsWithSettingsOfSignIn({ authenticatedRole, ...props }: IdentityPoolStackProps): string[] {
  if (authenticatedRole !== "none") return [];
  const { userPoolId, userPoolClientId, serverSideTokenCheck, permissions, bucketName } = props;
  const given = { userPoolId, userPoolClientId, serverSideTokenCheck, bucketName };
  return Object.entries({ ...given, permissions: permissions === "none" ? undefined : permissions })
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${name} is ${inWords(value)}, and authenticatedRole is "none", so nobody signs in: leave out one of the two. ` +
        `See ${ROLES_PAGE}`,
    );
}

/** The bucket is there only for what the stack grants on it. */
function problemsWithBucket(props: IdentityPoolStackProps): string[] {
  const { bucketName, authenticatedRole, permissions } = props;
  if (bucketName === undefined || authenticatedRole === "none" || permissionsOf(props) !== "none") return [];
  const cause =
    permissions === "none"
      ? 'permissions is "none"'
      : "adopt names a managed policy of the role of signed-in users, and no permissions are set";
  return [
    `bucketName is ${inWords(bucketName)}, and ${cause}, so the stack grants nothing on the bucket: ` +
      `leave out bucketName, or set permissions to ${inSeries(choicesOfGrants.map(inWords), "or")}. See ${ROLES_PAGE}`,
  ];
}

/** The guardrail denies what is too much of the stack's own permissions. It is false where there are none, if it is left out. */
function problemsWithGuardrail(props: IdentityPoolStackProps): string[] {
  const { guardrail, authenticatedRole } = props;
  if (guardrail !== true || authenticatedRole !== "none" || permissionsOfGuests(props) !== "none") return [];
  return [
    'guardrail is true, authenticatedRole is "none" and so is unauthenticatedPermissions, so the stack grants nothing that a guardrail could take back: ' +
      `leave out guardrail, or add it to the role that you grant something: addPolicy("Guardrail", permissions.guardrail(stack.identityPool)). See ${ROLES_PAGE}`,
  ];
}

/** A pool that is adopted without a role for guests has none as long as guests are off. */
function problemsWithSettingsOfGuests(props: IdentityPoolStackProps): string[] {
  const { adopt, authenticatedRole, allowUnauthenticatedIdentities = false } = props;
  const { unauthenticatedRole, unauthenticatedPermissions } = props;
  if (adopt === undefined || authenticatedRole === "none" || hasGuests(adopt) || allowUnauthenticatedIdentities)
    return [];
  const given = {
    unauthenticatedRole,
    unauthenticatedPermissions: unauthenticatedPermissions === "none" ? undefined : unauthenticatedPermissions,
  };
  return Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${name} is ${inWords(value)}, and adopt names no role for guests: ` +
        `give adopt.unauthenticatedRoleName or adopt.unauthenticatedRole: true, let guests in (allowUnauthenticatedIdentities: true), or leave out this setting. See ${IMPORT_PAGE}`,
    );
}
