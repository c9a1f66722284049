import type { AccessCheck } from "../check";
import { jsonText } from "./cell";
import { renderText } from "./text";

/** How a check can be shown. */
export type CheckFormat = "text" | "json";
export const FORMATS = ["text", "json"] as const;

/** The text of a check: a table for a terminal, or JSON for a program, in the shape of {@link AccessCheck}. */
export function renderCheck(check: AccessCheck, format: CheckFormat): string {
  return format === "json" ? `${jsonText(check)}\n` : renderText(check);
}
