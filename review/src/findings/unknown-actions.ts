import { isEveryAction } from "../iam/action";
import { ACTIONS_AS_OF, actionsOfAws, isServiceOfAws } from "../iam/aws-actions";
import { NotModelled } from "../iam/not-modelled";
import { asList } from "../iam/policy-document";
import { hasSymbol } from "../terraform-json/symbol";
import { placedStatements, type PlacedStatement } from "../access/placed-statement";
import type { FindingCheck } from "./finding";
import { fewOf } from "./grant-words";

/** Names of actions that AWS does not have: IAM stores them, and they allow, or deny, nothing.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const unknownActions: FindingCheck = ({ roles }) =>
  roles.flatMap(({ role }) =>
    placedStatements(role).flatMap((place) => {
      const unknown = unknownIn(place);
      if (unknown.length === 0) return [];
      const isDeny = place.statement.Effect === "Deny" || place.statement.NotAction !== undefined;
      return [
        {
          id: "unknown-actions",
          severity: isDeny ? ("medium" as const) : ("low" as const),
          title: `AWS has no action ${fewOf(unknown)}`,
          reason: isDeny
            ? `A statement of ${role.name} is meant to deny it, and denies nothing with it. AWS's list is of ${ACTIONS_AS_OF}.`
            : `A statement of ${role.name} allows nothing with it, so a call of the app may fail. AWS's list is of ${ACTIONS_AS_OF}.`,
          fix: fixOf(unknown),
          address: place.address,
        },
      ];
    }),
  );

function unknownIn({ statement }: PlacedStatement): string[] {
  return [...asList(statement.Action), ...asList(statement.NotAction)].filter((action) => {
    if (isEveryAction(action) || hasSymbol(action)) return false;
    try {
      const { reading, writing } = actionsOfAws(action);
      return [...reading, ...writing].length === 0;
    } catch (error) {
      if (error instanceof NotModelled) return false; // It is shown as not evaluated.
      throw error;
    }
  });
}

function fixOf(unknown: readonly string[]): string {
  const services = new Set(unknown.map((action) => action.split(":")[0] ?? ""));
  const missing = [...services].filter((service) => !isServiceOfAws(service));
  return missing.length > 0
    ? `Look up the prefix of the service's actions: AWS has none called ${missing.join(", ")}.`
    : "Look up the name in AWS's service authorization reference: an action often has another name than the operation of the API.";
}
