import type { AccessReview } from "../review";
import { json } from "./json";
import { markdown } from "./markdown";
import { plainText } from "./text";

export const FORMATS = ["markdown", "text", "json"] as const;
export type ReviewFormat = (typeof FORMATS)[number];

const RENDERERS: Readonly<Record<ReviewFormat, (review: AccessReview) => string>> = { markdown, text: plainText, json };

/** A review as a page for a pull request ("markdown"), for a terminal ("text"), or for a program ("json").
 *  Names from the file cannot break out of any of them.
 *  @returns the whole document, with a newline at the end */
export function renderReview(review: AccessReview, format: ReviewFormat): string {
  return RENDERERS[format](review);
}
