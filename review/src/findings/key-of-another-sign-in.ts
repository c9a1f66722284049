import { isUnprotected, keysAndVariablesOf, type UsedText } from "../access/ineffective-texts";
import { placedStatementsAndBoundary, statementsOfPolicy, type PlacedStatement } from "../access/placed-statement";
import { isOfAnotherToken } from "../iam/condition-keys";
import { principalsOf } from "../iam/principal";
import type { Role } from "../model/access-model";
import type { FindingCheck } from "./finding";
import { fewOf } from "./grant-words";
import { consequence, severityOfIneffective } from "./ineffective-words";
import { isLikeCognitos } from "./mistyped-identity-key";

/** Keys of sessions that come about otherwise: of an IAM user, or with a provider's own token, past the identity pool.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
export const keyOfAnotherSignIn: FindingCheck = ({ roles }) =>
  roles.flatMap(({ role }) => {
    const providers = providersOf(role);
    return placedStatementsAndBoundary(role).flatMap((place) => {
      const foreign = foreignIn(place).filter(
        ({ text }) => !providers.some((provider) => isOfProvider(text, provider)),
      );
      if (foreign.length === 0) return [];
      const isOpen = foreign.some((used) => isUnprotected(place.statement, used));
      return [
        {
          id: "key-of-another-sign-in" as const,
          severity: severityOfIneffective(place, isOpen),
          title: `No session of the pool has ${fewOf([...new Set(foreign.map(({ text }) => text))])}`,
          reason: `Only sessions of an IAM user, or with the provider's own token, have a value for it. Users of ${role.name} come with a token of Cognito, so ${consequence(isOpen)}.`,
          fix: "Write cognito-identity.amazonaws.com:sub. What the provider says of a user, map to a principal tag, and compare that.",
          address: place.address,
        },
      ];
    });
  });

function foreignIn({ statement }: PlacedStatement): UsedText[] {
  return keysAndVariablesOf(statement).filter(({ text }) => {
    const key = text.toLowerCase();
    return key === "aws:username" || (isOfAnotherToken(key) && !isLikeCognitos(key) && !isCognitos(key));
  });
}

function isCognitos(key: string): boolean {
  return key.startsWith("cognito-identity");
}

/** The providers with whose own token the role can be taken too. */
function providersOf({ trust }: Role): string[] {
  return statementsOfPolicy(trust).flatMap(({ statement }) => principalsOf(statement, "Federated"));
}

/** Whether a key is of a provider as a trust policy names it: `graph.facebook.com`, or the ARN of a provider in IAM. */
function isOfProvider(key: string, provider: string): boolean {
  if (/^saml:/i.test(key)) return provider.includes(":saml-provider/");
  return key.toLowerCase().startsWith(`${provider.replace(/^arn:[^/]*:oidc-provider\//, "").toLowerCase()}:`);
}
