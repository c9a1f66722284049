/** What is said of a statement that does not do what it is meant to do, and how bad that is. */
import type { PlacedStatement } from "../access/placed-statement";
import type { Severity } from "./severity";

/** What a statement should keep from users and does not is worst. A Deny that denies all the same keeps the app from
 *  working; an Allow that allows nothing, too, but it is noticed at once.
 *  @param isOpen whether it is no protection */
export function severityOfIneffective({ statement }: PlacedStatement, isOpen: boolean): Severity {
  if (isOpen) return "high";
  return statement.Effect === "Deny" ? "medium" : "low";
}

/** @param isOpen whether it is no protection */
export function consequence(isOpen: boolean): string {
  return isOpen
    ? "what a statement should keep users from is not kept from them"
    : "a statement does not do what it is meant to do";
}
