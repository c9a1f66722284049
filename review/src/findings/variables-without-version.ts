import { isUnprotected, textsOf } from "../access/ineffective-texts";
import { placedStatements, statementsOfPolicy } from "../access/placed-statement";
import type { FindingCheck } from "./finding";
import { severityOfIneffective } from "./ineffective-words";

/** Variables in a policy without Version "2012-10-17": they are plain text there.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
export const variablesWithoutVersion: FindingCheck = ({ roles }) =>
  roles.flatMap(({ role }) =>
    [...placedStatements(role), ...statementsOfPolicy(role.permissionsBoundary)].flatMap((place) => {
      if (place.document.Version === "2012-10-17") return [];
      const plain = textsOf(place.statement).filter(({ text }) => /\$\{[^}]*[:*?$][^}]*\}|\$\{[*?$]\}/.test(text));
      const [first] = plain;
      if (first === undefined) return [];
      const isOpen = plain.some((used) => isUnprotected(place.statement, used));
      return [
        {
          id: "variables-without-version" as const,
          severity: severityOfIneffective(place, isOpen),
          title: `A policy of ${role.name} has variables that are plain text`,
          reason: `Without Version "2012-10-17" the text ${first.text} stands for itself, so ${isOpen ? "what a statement should keep users from is not kept from them" : "a statement does not do what it is meant to do"}.`,
          fix: 'Set Version to "2012-10-17" in the policy.',
          address: place.address,
        },
      ];
    }),
  );
