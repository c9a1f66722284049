/** The review for a program: the value of `reviewAccess` as it is. */
import type { AccessReview } from "../review";
import { jsonText } from "./cell";

export function json(review: AccessReview): string {
  return `${jsonText(review)}\n`;
}
