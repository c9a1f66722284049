/** The picture as SVG: four columns of boxes, and lines between them. Texts are broken into lines here, because SVG does
 *  not break them: as many characters as fit, in a font whose characters are all as wide. */
import type { Whose } from "../access/grants";
import type { PoolAccess } from "../pool-access";
import { markup, type Markup } from "./markup";
import { pictureOf, type Picture, type PictureRole } from "./picture";

const FONT_SIZE = 12;
const CHARACTER = 7.3;
const LINE = 16;
const PADDING = 10;
const GAP = 14;
/** Longer texts are cut: they are whole in the tables below the picture. */
const MOST_LINES = 6;

const COLUMNS = {
  signIns: { x: 4, width: 236 },
  pool: { x: 290, width: 160 },
  roles: { x: 500, width: 236 },
  targets: { x: 786, width: 350 },
} as const;
const WIDTH = 1140;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  /** A class of the style sheet. */
  readonly look: string;
  /** The whole text, for a pointer that rests on the box. */
  readonly title: string;
}

interface Line {
  readonly text: string;
  readonly look: "name" | "note";
}

interface Connection {
  readonly from: Box;
  readonly to: Box;
  readonly isOff: boolean;
}

/** @param id of the picture in its page: a name that is not from outside */
export function svg(access: PoolAccess, id: string): Markup {
  const picture = pictureOf(access);
  const { boxes, connections, height } = layout(picture);
  return markup`<svg class="picture" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-text" xmlns="http://www.w3.org/2000/svg" font-size="${FONT_SIZE}">
<title id="${id}-title">Who signs in, which roles they get, and what these reach</title>
<desc id="${id}-text">${description(picture)}</desc>
${connections.map(connection)}${boxes.map(box)}</svg>`;
}

/** What a screen reader says instead of the picture. */
function description({ signIns, pool, roles }: Picture): string {
  const reach = (role: PictureRole): string =>
    role.reaches.map(({ resource, data }) => `${resource} (${data})`).join(", ") || "nothing";
  return [
    `Sign-in to the pool ${pool}: ${signIns.map(({ label }) => label).join("; ")}.`,
    ...roles.map((role) => `Role ${role.name}, given to ${role.recipients}, reaches ${reach(role)}.`),
  ].join(" ");
}

function layout({ signIns, pool, roles }: Picture): { boxes: Box[]; connections: Connection[]; height: number } {
  const signInBoxes = stack(
    signIns.map(({ label, isOff }) => ({ column: COLUMNS.signIns, name: label, look: isOff ? "off" : "plain" })),
  );
  const roleBoxes: Box[] = [];
  const targetBoxes: Box[] = [];
  const connections: Connection[] = [];
  let y = GAP;
  for (const role of roles) {
    const targets = stack(
      role.reaches.map(({ resource, data, whose: [worst = "unknown"] }) => ({
        column: COLUMNS.targets,
        note: data,
        name: resource,
        look: role.isOff ? "off" : DATA[worst],
      })),
      y,
    );
    const [roleBox] = stack(
      [
        {
          column: COLUMNS.roles,
          name: role.name,
          note: `for ${role.recipients}`,
          look: role.isOff ? "off" : "plain",
        },
      ],
      y,
    );
    if (roleBox === undefined) continue;
    const height = Math.max(roleBox.height, bottomOf(targets) - y);
    const centered = { ...roleBox, y: y + (height - roleBox.height) / 2 };
    roleBoxes.push(centered);
    targetBoxes.push(...targets);
    connections.push(...targets.map((to) => ({ from: centered, to, isOff: role.isOff })));
    y += height + 2 * GAP;
  }
  const height = Math.max(bottomOf(signInBoxes), bottomOf(roleBoxes), bottomOf(targetBoxes)) + GAP;
  const [poolBox] = stack([{ column: COLUMNS.pool, name: pool, note: "identity pool", look: "pool" }]);
  const middle = poolBox === undefined ? [] : [{ ...poolBox, y: (height - poolBox.height) / 2 }];
  const shift = Math.max(0, (height - GAP - bottomOf(signInBoxes)) / 2);
  const shifted = signInBoxes.map((one) => ({ ...one, y: one.y + shift }));
  for (const to of middle) {
    connections.push(...shifted.map((from, i) => ({ from, to, isOff: signIns[i]?.isOff ?? false })));
    connections.push(...roleBoxes.map((role, i) => ({ from: to, to: role, isOff: roles[i]?.isOff ?? false })));
  }
  return { boxes: [...shifted, ...middle, ...roleBoxes, ...targetBoxes], connections, height };
}

const DATA: Readonly<Record<Whose, string>> = {
  own: "own",
  others: "others",
  shared: "shared",
  none: "off",
  unknown: "unknown",
};

interface BoxText {
  readonly column: { readonly x: number; readonly width: number };
  readonly name: string;
  readonly note?: string;
  readonly look: string;
}

/** Boxes below each other. */
function stack(texts: readonly BoxText[], top: number = GAP): Box[] {
  let y = top;
  return texts.map(({ column, name, note, look }) => {
    const columns = Math.floor((column.width - 2 * PADDING) / CHARACTER);
    const lines: Line[] = [
      ...brokenLines(name, columns).map((text) => ({ text, look: "name" as const })),
      ...(note === undefined ? [] : brokenLines(note, columns).map((text) => ({ text, look: "note" as const }))),
    ];
    const made = {
      ...column,
      y,
      height: lines.length * LINE + 2 * PADDING - 4,
      lines,
      look,
      title: note === undefined ? name : `${name}: ${note}`,
    };
    y += made.height + GAP;
    return made;
  });
}

function bottomOf(boxes: readonly Box[]): number {
  return Math.max(0, ...boxes.map(({ y, height }) => y + height));
}

/** Breaks where an ARN or an address has a separator, if there is one in the second half of the line. */
export function brokenLines(text: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = Array.from(text);
  while (rest.length > 0) {
    const fitting = charactersThatFit(rest, columns);
    if (fitting === rest.length) {
      lines.push(rest.join(""));
      break;
    }
    const separator = rest.slice(0, fitting).findLastIndex((character) => " /:,.-".includes(character)) + 1;
    const length = separator > fitting / 2 ? separator : fitting;
    lines.push(rest.slice(0, length).join("").trimEnd());
    rest = Array.from(rest.slice(length).join("").trimStart());
  }
  if (lines.length <= MOST_LINES) return lines;
  const last = Array.from(lines[MOST_LINES - 1] ?? "");
  return [...lines.slice(0, MOST_LINES - 1), `${last.slice(0, charactersThatFit(last, columns - 1)).join("")}…`];
}

/** Characters outside of Latin scripts may be twice as wide. At least one fits. */
function charactersThatFit(characters: readonly string[], columns: number): number {
  let width = 0;
  const end = characters.findIndex((character) => {
    width += (character.codePointAt(0) ?? 0) > 0x2ff && character !== "…" ? 2 : 1;
    return width > columns;
  });
  return end < 0 ? characters.length : Math.max(1, end);
}

function box({ x, y, width, height, lines, look, title }: Box): Markup {
  const texts = lines.map(
    ({ text, look: kind }, i) =>
      markup`<text class="${kind}" x="${x + PADDING}" y="${y + PADDING + 10 + i * LINE}">${text}</text>`,
  );
  return markup`<g class="box ${look}"><title>${title}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5"/>${texts}</g>
`;
}

function connection({ from, to, isOff }: Connection): Markup {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2];
  const middle = (x1 + x2) / 2;
  const path = `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
  return markup`<path class="${isOff ? "line off" : "line"}" d="${path}"/>
`;
}
