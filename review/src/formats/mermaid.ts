/** The picture in Markdown. https://mermaid.js.org/syntax/flowchart.html */
import type { PoolAccess } from "../pool-access";
import { cell } from "./cell";
import { pictureOf } from "./picture";

/** The lines of a flowchart. Ids of nodes are numbered, so that no name from outside is ever one. What is off has dotted
 *  lines. */
export function flowchart(access: PoolAccess): string[] {
  const { signIns, pool, roles } = pictureOf(access);
  return [
    "flowchart LR",
    ...signIns.map(({ label: text, isOff, isGuests }, i) => {
      const [open, close] = isGuests ? ["([", "])"] : ["[", "]"];
      return `  signin${i}${open}${label(text)}${close} ${isOff ? "-.-x" : "-->"} pool`;
    }),
    `  pool{{${label(pool)}}}`,
    ...roles.flatMap(({ name, recipients, isOff, reaches }, i) => {
      const arrow = isOff ? "-.->" : "-->";
      return [
        `  pool ${arrow}|${label(recipients)}| role${i}[${label(name)}]`,
        ...reaches.map(
          ({ resource, data }, j) => `  role${i} ${arrow}|${label(data)}| resource${i}x${j}[(${label(resource)})]`,
        ),
      ];
    }),
  ];
}

function label(text: string): string {
  return `"${cell(text, "mermaid")}"`;
}
