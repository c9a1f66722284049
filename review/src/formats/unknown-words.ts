/** Why it cannot be told what a user may do, in words. */
import { notEvaluatedWords } from "../findings/not-evaluated-words";
import type { UnknownCause } from "../pool-simulator";

/** Why a {@link PoolSimulator} gave no answer, as the end of a sentence. */
export function unknownWords(cause: UnknownCause): string {
  switch (cause.kind) {
    case "guests-not-known":
      return "whether guests are allowed is not in the file";
    case "several-roles":
      return `only Terraform knows which of these is the user's role: ${cause.roles.join(", ")}`;
    case "role-outside-the-file":
      return `the user's role, ${cause.role}, is not in the file`;
    case "mapping-not-known":
      return `the file does not hold all of the role mapping of ${cause.address}`;
    case "claim-not-compared":
      return `AWS does not say how a rule of ${cause.address} compares the token's ${cause.claim}`;
    case "not-evaluated":
      return `${cause.part.address}: ${notEvaluatedWords(cause.part)}`;
    case "not-modelled":
      return `the review does not model ${cause.subject}`;
    case "open-values":
      return `it depends on ${cause.keys.join(", ")}, whose value only AWS knows`;
    case "trust-not-known":
      return `it cannot be told whether the trust policy of ${cause.role} lets the user in`;
    case "account-not-known":
      return "the number of the account is not in the file";
    case "guest-cap-in-dispute":
      return "AWS's pages disagree on whether guests can call it";
  }
}
