/** HTML and SVG put together so that nothing from outside is ever markup: what is not Markup already is escaped. */
import { cell } from "./cell";

/** A piece of HTML or SVG. Only the templates below make one. */
export class Markup {
  constructor(readonly source: string) {}
}

export type Insertable = string | number | Markup | readonly Markup[];

/** A template whose texts are markup, and whose values are escaped unless they are markup themselves. Values may stand in
 *  elements and in quoted attributes. */
export function markup(texts: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
  return new Markup(texts.map((text, i) => `${text}${i < values.length ? sourceOf(values[i]) : ""}`).join(""));
}

function sourceOf(value: Insertable = ""): string {
  if (value instanceof Markup) return value.source;
  if (typeof value === "object") return value.map(({ source }) => source).join("");
  return cell(String(value), "html");
}
