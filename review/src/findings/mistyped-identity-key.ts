import { isUnprotected, keysAndVariablesOf, type UsedText } from "../access/ineffective-texts";
import { placedStatementsAndBoundary, type PlacedStatement } from "../access/placed-statement";
import { COGNITO_PREFIXES } from "../iam/condition-keys";
import type { FindingCheck } from "./finding";
import { fewOf } from "./grant-words";
import { consequence, severityOfIneffective } from "./ineffective-words";

/** Keys that are meant to be Cognito's and are not: no session has a value for them.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
export const mistypedIdentityKey: FindingCheck = ({ roles }) =>
  roles.flatMap(({ role }) =>
    placedStatementsAndBoundary(role).flatMap((place) => {
      const mistyped = mistypedIn(place);
      if (mistyped.length === 0) return [];
      const isOpen = mistyped.some((used) => isUnprotected(place.statement, used));
      return [
        {
          id: "mistyped-identity-key" as const,
          severity: severityOfIneffective(place, isOpen),
          title: `AWS has no key ${fewOf([...new Set(mistyped.map(({ text }) => text))])}`,
          reason: `No session of ${role.name} has a value for it, so ${consequence(isOpen)}.`,
          fix: "Write cognito-identity.amazonaws.com:sub, :aud or :amr, as AWS does in the partition of the pool.",
          address: place.address,
        },
      ];
    }),
  );

/** The keys of a statement, and of its variables, that are only like Cognito's. */
function mistypedIn({ statement }: PlacedStatement): UsedText[] {
  return keysAndVariablesOf(statement).filter(({ text }) => isLikeCognitos(text));
}

const KEYS = ["aud", "amr", "sub"];

/** Whether a key is meant to be one of Cognito's and is not. */
export function isLikeCognitos(key: string): boolean {
  const text = key.toLowerCase();
  const [prefix = "", ...names] = text.split(":");
  if (COGNITO_PREFIXES.includes(prefix) && KEYS.includes(names.join(":"))) return false;
  // A user pool's own keys, PROVIDER/POOL:aud, are those of a role that trusts the user pool itself.
  if (/^cognito-idp\.[\w.-]+\/[\w-]+(?::|$)/.test(text)) return false;
  // Keys of a service have no dot before the colon: cognito-identity-unauth:IdentityPoolArn.
  if (!prefix.includes(".")) return prefix.startsWith("cognito") && KEYS.includes(names.join(":"));
  return /cog[a-z]*ito|identity[\w-]*\.amazon/.test(prefix);
}
