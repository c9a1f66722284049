import { commonTextOfAll } from "../iam/common-text";
import { literalPattern, wildcardPattern, type Pattern } from "../iam/pattern";
import { ADMINISTRATIVE_ACTIONS, type AdministrativeAction } from "../iam/cognito-actions";
import type { FindingCheck, ReviewedRole } from "./finding";
import { fewOf } from "./grant-words";

/** Actions that administer the pool, or the user pool behind it, or act as another user; asked of the simulator, so that
 *  a deny counts.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html */
export const administrativeCognitoActions: FindingCheck = ({ roles }) =>
  roles.flatMap((reviewed) => {
    const { role } = reviewed;
    const allowed = ADMINISTRATIVE_ACTIONS.filter(reachOf(reviewed));
    if (allowed.length === 0) return [];
    const changing = allowed.filter(({ effect }) => effect === "changes");
    const names = (changing.length > 0 ? changing : allowed).map(({ action }) => action);
    return [
      {
        id: "administrative-cognito-actions",
        severity: changing.length > 0 ? ("high" as const) : ("medium" as const),
        title: `${role.name} can administer Cognito`,
        reason: `Whoever has the role can call ${fewOf(names)}.`,
        fix: "No client needs them, because the calls that a client makes are not signed. Deny cognito-identity:* on *, and grant no administration.",
        address: role.address,
      },
    ];
  });

/** What the ARNs look like. Whose account and region a pool is in is often not in the file. */
const SHAPES = {
  "identity pool": "arn:*:cognito-identity:*:*:identitypool/*",
  datasets: "arn:*:cognito-sync:*:*:identitypool/*",
  "user pool": "arn:*:cognito-idp:*:*:userpool/*",
  "web ACL": "arn:*:wafv2:*:*:*/webacl/*",
};

/** Whether a role reaches an administrative action. The patterns of a policy that can stand for a pool are found once. */
function reachOf({ session }: ReviewedRole): (action: AdministrativeAction) => boolean {
  const known = new Map<string, readonly Pattern[] | undefined>();
  const patternsOf = (kind: keyof typeof SHAPES, resource: string): readonly Pattern[] | undefined => {
    const key = `${kind} ${resource}`;
    if (!known.has(key)) {
      const patterns = [session.world.people.patternFor(resource, "me"), wildcardPattern(SHAPES[kind])];
      known.set(key, commonTextOfAll(patterns, "☆") === undefined ? undefined : patterns);
    }
    return known.get(key);
  };
  return ({ action, resource: kind }) =>
    isNotEmpty(
      session.placesThatAllow(
        action,
        (resource) => (kind === "*" ? [literalPattern("*")] : patternsOf(kind, resource)),
        isWholePool,
      ),
    );
}

/** An identity's datasets are not the pool. */
function isWholePool(name: string): boolean {
  return !/:identitypool\/[^/]*\//.test(name);
}

function isNotEmpty(values: Iterator<unknown>): boolean {
  return values.next().done !== true;
}
