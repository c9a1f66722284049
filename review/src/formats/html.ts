/** The review as one HTML page that loads nothing: for a browser, and for paper. */
import type { AccessChange } from "../changes";
import { acceptedFindings, openFindings, type Finding } from "../findings/finding";
import { notEvaluatedWords } from "../findings/not-evaluated-words";
import type { PoolAccess, RoleAccess } from "../pool-access";
import type { AccessReview } from "../review";
import { markup, Markup, type Insertable } from "./markup";
import { STYLE } from "./style";
import { svg } from "./svg";
import {
  acceptedUntil,
  actionsOf,
  ambiguousRoles,
  besidesGrants,
  changeWords,
  DRIFT,
  onOff,
  recipientsOf,
  remarksOf,
  resourcesOf,
  signInDetails,
  signInKind,
  SOURCES,
  summary,
  SYMBOLS,
  unusedAcceptanceWords,
  whoseData,
} from "./words";

export function html(review: AccessReview): string {
  const body = [
    findings(review),
    accepted(review),
    drift(review),
    changes(review),
    ...review.pools.map(pool),
    notEvaluated(review),
  ];
  const hasSymbols = body.some(({ source }) => source.includes("⟨"));
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>Access review</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header>
<h1>Access review</h1>
<p>Of ${SOURCES[review.source]}. ${summary(review)}.</p>
${contents(review)}
</header>
<main>
${body}</main>
<footer>
<p>Made by identity-pool-review.${hasSymbols ? ` ${SYMBOLS}` : ""}</p>
</footer>
</body>
</html>
`;
  return page.source;
}

function contents({ pools, source, notEvaluated: unread }: AccessReview): Markup {
  return markup`<nav aria-label="Contents"><ul>
<li><a href="#findings">Findings</a></li>
${source === "plan" ? markup`<li><a href="#changes">What the plan changes</a></li>\n` : ""}${pools.map(({ name }, i) => markup`<li><a href="#pool-${i}">Pool ${name}</a></li>\n`)}${unread.length === 0 ? "" : markup`<li><a href="#not-evaluated">Not evaluated</a></li>\n`}</ul></nav>`;
}

function findings({ findings: all }: AccessReview): Markup {
  const found = openFindings(all);
  return markup`<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
${found.length === 0 ? markup`<p>None.</p>\n` : found.map(finding)}</section>
`;
}

function finding({ severity, id, title, reason, fix, address }: Finding): Markup {
  return markup`<article class="finding ${severity}">
<h3>${badge(severity)}${title} <span class="id">${id}</span></h3>
<dl><dt>Where</dt><dd><code>${address}</code></dd><dt>Why it matters</dt><dd>${reason}</dd><dt>What to do</dt><dd>${fix}</dd></dl>
</article>
`;
}

function badge(severity: Finding["severity"]): Markup {
  return markup`<span class="severity ${severity}">${severity}</span> `;
}

function accepted({ findings: all, unusedAcceptances: unused = [] }: AccessReview): Markup {
  const found = acceptedFindings(all).map(
    ({ severity, id, title, address, accepted: { reason, until } }) => markup`<article class="finding accepted">
<h3>${badge(severity)}${title} <span class="id">${id}</span></h3>
<dl><dt>Where</dt><dd><code>${address}</code></dd><dt>Accepted ${acceptedUntil(until)}</dt><dd>${reason}</dd></dl>
</article>
`,
  );
  const rows = unused.map((one) => [code(one.id), code(one.address), unusedAcceptanceWords(one)]);
  return markup`${found.length === 0 ? "" : section("accepted", "Accepted findings", found)}${
    rows.length === 0
      ? ""
      : section("unused", "Entries that accept nothing", [table(undefined, ["Finding", "Where", "Why"], rows)])
  }`;
}

function changes({ source, changes: changed }: AccessReview): Markup {
  if (source !== "plan") return markup``;
  const body = changed.length === 0 ? markup`<p>Nothing about who may do what.</p>\n` : changeTable(changed);
  return section("changes", "What the plan changes", [body]);
}

function drift({ drift: drifted }: AccessReview): Markup {
  return drifted.length === 0 ? markup`` : section("drift", DRIFT, [changeTable(drifted)]);
}

function changeTable(changed: readonly AccessChange[]): Markup {
  const rows = changed.map((change) => {
    const { what, before, after } = changeWords(change);
    return [new Cell(change.kind, "short"), what, before, after, code(change.address)];
  });
  return table(undefined, ["Change", "What", "Before", "After", "Where"], rows);
}

function pool(access: PoolAccess, i: number): Markup {
  const settings: [string, Insertable][] = [
    ["Address", code(access.address)],
    ["Id", code(access.id)],
    ["Guests", onOff(access.allowUnauthenticatedIdentities)],
    ["Classic flow", onOff(access.allowClassicFlow)],
  ];
  return section(`pool-${i}`, `Pool ${access.name}`, [
    markup`<dl>${settings.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<figure>
<div class="scroll" role="region" aria-label="Picture of the pool" tabindex="0">
${svg(access, `picture-${i}`)}
</div>
<figcaption>Left to right: who signs in, the pool, its roles, and what these reach. What is off has broken lines.</figcaption>
</figure>
`,
    table(
      "Who signs in",
      ["How", "Provider", "Details"],
      access.signIns.map((one) => [signInKind(one), code(one.provider), signInDetails(one)]),
    ),
    table(
      "Role mappings",
      ["Provider", "Type", "Ambiguous roles", "Claim", "Match", "Value", "Role"],
      mappings(access),
    ),
    table(
      "Principal tags",
      ["Tag", "Claim", "Provider"],
      access.principalTags.map(({ tag, claim, identityProvider }) => [code(tag), code(claim), code(identityProvider)]),
    ),
    ...access.roles.map(role),
  ]);
}

function mappings({ roleMappings }: PoolAccess): Insertable[][] {
  return roleMappings.flatMap(({ identityProvider, type, ambiguousRoleResolution, rules }) => {
    const start = [code(identityProvider), type, ambiguousRoles(ambiguousRoleResolution)];
    if (rules.length === 0) return [[...start, "", "", "", "from the token"]];
    return rules.map(({ claim, matchType, value, role: named }) => [
      ...start,
      code(claim),
      matchType,
      code(value),
      code(named),
    ]);
  });
}

function role(access: RoleAccess): Markup {
  const rows = access.grants.map((grant) => [
    code(actionsOf(grant)),
    code(resourcesOf(grant)),
    new Cell(whoseData(grant), `data ${grant.whose}`),
    remarksOf(grant),
    code(grant.policy),
  ]);
  return markup`<h3>Role ${access.name}</h3>
<p>Given to ${recipientsOf(access)}. Address: ${code(access.address)}.</p>
${table("What it may do", ["May", "On", "Data", "Remarks", "Policy"], rows)}${besidesGrants(access).map((sentence) => markup`<p>${sentence}</p>\n`)}`;
}

function notEvaluated({ notEvaluated: unread }: AccessReview): Markup {
  if (unread.length === 0) return markup``;
  const rows = unread.map((one) => [code(one.address), notEvaluatedWords(one)]);
  return section("not-evaluated", "Not evaluated", [table(undefined, ["Where", "Why"], rows)]);
}

function section(id: string, title: string, body: readonly Markup[]): Markup {
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${body}</section>
`;
}

/** A table's cell with a class of the style sheet. */
class Cell {
  constructor(
    readonly text: string,
    readonly look: string,
  ) {}
}

/** On a narrow screen each row becomes a block, each cell with its column's name before it; the roles keep it a table for
 *  screen readers. Nothing where there are no rows. */
function table(
  caption: string | undefined,
  head: readonly string[],
  rows: readonly (readonly (Insertable | Cell)[])[],
): Markup {
  if (rows.length === 0) return markup``;
  return markup`<table class="rows" role="table">
${caption === undefined ? "" : markup`<caption>${caption}</caption>\n`}<thead role="rowgroup"><tr role="row">${head.map((name) => markup`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((cells) => markup`<tr role="row">${cells.map((one, i) => tableCell(one, head[i] ?? ""))}</tr>\n`)}</tbody>
</table>
`;
}

function tableCell(content: Insertable | Cell, label: string): Markup {
  if (content instanceof Cell) {
    return markup`<td role="cell" class="${content.look}" data-label="${label}">${content.text}</td>`;
  }
  if (content === "") return markup`<td role="cell"></td>`;
  return markup`<td role="cell" data-label="${label}">${content}</td>`;
}

function code(text: string): Markup {
  return markup`<code>${text}</code>`;
}
