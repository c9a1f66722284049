import { isUnprotected, textsOf } from "../access/ineffective-texts";
import { placedStatementsAndBoundary } from "../access/placed-statement";
import type { FindingCheck } from "./finding";
import { consequence, severityOfIneffective } from "./ineffective-words";

/** Variables in a policy without Version "2012-10-17": they are plain text there.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
export const variablesWithoutVersion: FindingCheck = ({ roles }) =>
  roles.flatMap(({ role }) =>
    placedStatementsAndBoundary(role).flatMap((place) => {
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
          reason: `Without Version "2012-10-17" the text ${first.text} stands for itself, so ${consequence(isOpen)}.`,
          fix: 'Set Version to "2012-10-17" in the policy.',
          address: place.address,
        },
      ];
    }),
  );
