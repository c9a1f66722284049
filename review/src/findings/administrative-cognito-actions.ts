import { sampleNames } from "../access/sample-session";
import { placedStatements, type Session } from "../access/session";
import { ADMINISTRATIVE_ACTIONS, type AdministrativeAction } from "../iam/cognito-actions";
import { NotModelled } from "../iam/not-modelled";
import { asList } from "../iam/policy-document";
import type { Pool, Role } from "../model/access-model";
import type { FindingCheck } from "./finding";

/** Actions that administer the pool, or the user pool behind it, or act as another user; asked of the simulator, so that
 *  a deny counts.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html */
export const administrativeCognitoActions: FindingCheck = ({ pool, roles }) =>
  roles.flatMap(({ role, session }) => {
    const allowed = ADMINISTRATIVE_ACTIONS.filter((action) => isWithinReach(pool, role, session, action));
    if (allowed.length === 0) return [];
    const acting = allowed.filter(({ effect }) => effect === "changes");
    const names = (acting.length > 0 ? acting : allowed).map(({ action }) => action);
    const shown = names.slice(0, 6).join(", ");
    return [
      {
        id: "administrative-cognito-actions",
        severity: acting.length > 0 ? ("high" as const) : ("medium" as const),
        title: `${role.name} can administer Cognito`,
        reason: `Whoever has the role can call ${names.length > 6 ? `${shown} and ${allowed.length - 6} more` : shown}.`,
        fix: "No client needs them: its own calls are not signed. Deny cognito-identity:* on *, and grant no administration.",
        address: role.address,
      },
    ];
  });

function isWithinReach(pool: Pool, role: Role, session: Session, { action, resource }: AdministrativeAction): boolean {
  return resourcesOf(pool, role, resource).some((name) => {
    try {
      return session.isAllowed(action, name);
    } catch (error) {
      // The grant that could not be evaluated is shown as such.
      if (error instanceof NotModelled) return false;
      throw error;
    }
  });
}

/** Names of the resource: the pool's own, and whatever the role's policies have in its place. Region and account are
 *  often not in the file, so the policies' own patterns give them. */
function resourcesOf(pool: Pool, role: Role, resource: AdministrativeAction["resource"]): string[] {
  if (resource === "*") return ["*"];
  const type = {
    "identity pool": "cognito-identity",
    "identity pool's datasets": "cognito-sync",
    "user pool": "cognito-idp",
  }[resource];
  const path = resource === "user pool" ? "userpool/☆" : `identitypool/${pool.id}`;
  const patterns = placedStatements(role)
    .filter(({ statement }) => statement.Effect === "Allow")
    .flatMap(({ statement }) => asList(statement.Resource))
    .filter((pattern) => pattern.includes(`:${type}:`) && !pattern.includes("/identity/"));
  const own = resource === "identity pool" && pool.arn !== undefined ? [pool.arn] : [];
  return [...own, `arn:aws:${type}:☆:☆:${path}`, ...patterns.flatMap((pattern) => sampleNames(pattern))];
}
