import type { AccessReview } from "../review";
import { html } from "./html";
import { json } from "./json";
import { markdown } from "./markdown";
import { sarif, type SarifOptions } from "./sarif";
import { plainText } from "./text";

export const FORMATS = ["markdown", "text", "json", "sarif", "html"] as const;
export type ReviewFormat = (typeof FORMATS)[number];

export type RenderOptions = SarifOptions;

type Renderer = (review: AccessReview, options: RenderOptions) => string;
const RENDERERS: Readonly<Record<ReviewFormat, Renderer>> = { markdown, text: plainText, json, sarif, html };

/** A review as a page for a pull request ("markdown"), for a terminal ("text"), for a program ("json"), for code scanning
 *  ("sarif", with the findings alone), or for a browser and for paper ("html", one file that loads nothing).
 *  Names from the file cannot break out of any of them.
 *  @returns the whole document, with a newline at the end */
export function renderReview(review: AccessReview, format: ReviewFormat, options: RenderOptions = {}): string {
  return RENDERERS[format](review, options);
}
