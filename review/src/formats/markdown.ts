/** The review as Markdown, for a pull request: tables, and a picture per pool. */
import { acceptedFindings, openFindings } from "../findings/finding";
import type { AccessChange } from "../changes";
import type { PoolAccess, RoleAccess } from "../pool-access";
import { notEvaluatedWords } from "../findings/not-evaluated-words";
import type { AccessReview } from "../review";
import { cell } from "./cell";
import { flowchart } from "./mermaid";
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

export function markdown(review: AccessReview): string {
  const lines = [
    "# Access review",
    "",
    `Of ${SOURCES[review.source]}. ${summary(review)}.`,
    "",
    ...findings(review),
    ...accepted(review),
    ...drift(review),
    ...changes(review),
    ...review.pools.flatMap(pool),
    ...notEvaluated(review),
  ];
  const document = `${lines.join("\n").trimEnd()}\n`;
  return document.includes("⟨") ? `${document}\n${SYMBOLS}\n` : document;
}

function findings({ findings: all }: AccessReview): string[] {
  const found = openFindings(all);
  if (found.length === 0) return ["## Findings", "", "None.", ""];
  return [
    "## Findings",
    "",
    ...table(
      ["Severity", "Finding", "Why it matters", "What to do", "Where"],
      found.map(({ severity, id, title, reason, fix, address }) => [
        severity,
        `${title} (${id})`,
        reason,
        fix,
        address,
      ]),
    ),
  ];
}

function accepted({ findings: all, unusedAcceptances: unused = [] }: AccessReview): string[] {
  const rows = acceptedFindings(all).map(({ severity, id, title, address, accepted: { reason, until } }) => [
    severity,
    `${title} (${id})`,
    reason,
    acceptedUntil(until),
    address,
  ]);
  return [
    ...(rows.length === 0
      ? []
      : [
          "## Accepted findings",
          "",
          ...table(["Severity", "Finding", "Why it is accepted", "Accepted", "Where"], rows),
        ]),
    ...(unused.length === 0
      ? []
      : [
          "## Entries that accept nothing",
          "",
          ...table(
            ["Finding", "Where", "Why"],
            unused.map((one) => [one.id, one.address, unusedAcceptanceWords(one)]),
          ),
        ]),
  ];
}

function changes({ source, changes: changed }: AccessReview): string[] {
  if (source !== "plan") return [];
  if (changed.length === 0) return ["## What the plan changes", "", "Nothing about who may do what.", ""];
  return ["## What the plan changes", "", ...changeTable(changed)];
}

function drift({ drift: drifted }: AccessReview): string[] {
  return drifted.length === 0 ? [] : [`## ${DRIFT}`, "", ...changeTable(drifted)];
}

function changeTable(changed: readonly AccessChange[]): string[] {
  return table(
    ["", "What", "Before", "After", "Where"],
    changed.map((change) => {
      const { what, before, after } = changeWords(change);
      return [change.kind, what, before, after, change.address];
    }),
  );
}

function pool(access: PoolAccess): string[] {
  return [
    `## Pool ${markdownCell(access.name)}`,
    "",
    ...table(
      ["Setting", ""],
      [
        ["Address", access.address],
        ["Id", access.id],
        ["Guests", onOff(access.allowUnauthenticatedIdentities)],
        ["Classic flow", onOff(access.allowClassicFlow)],
      ],
    ),
    "```mermaid",
    ...flowchart(access),
    "```",
    "",
    ...section(
      "Who signs in",
      ["How", "Provider", ""],
      access.signIns.map((one) => [signInKind(one), one.provider, signInDetails(one)]),
    ),
    ...section(
      "Role mappings",
      ["Provider", "Type", "Ambiguous roles", "Claim", "Match", "Value", "Role"],
      access.roleMappings.flatMap(({ identityProvider, type, ambiguousRoleResolution, rules }) =>
        rules.length === 0
          ? [[identityProvider, type, ambiguousRoles(ambiguousRoleResolution), "", "", "", "from the token"]]
          : rules.map(({ claim, matchType, value, role }) => [
              identityProvider,
              type,
              ambiguousRoles(ambiguousRoleResolution),
              claim,
              matchType,
              value,
              role,
            ]),
      ),
    ),
    ...section(
      "Principal tags",
      ["Tag", "Claim", "Provider"],
      access.principalTags.map(({ tag, claim, identityProvider }) => [tag, claim, identityProvider]),
    ),
    ...access.roles.flatMap(role),
  ];
}

function role(access: RoleAccess): string[] {
  const rows = access.grants.map((grant) => [
    actionsOf(grant),
    resourcesOf(grant),
    whoseData(grant),
    remarksOf(grant),
    grant.policy,
  ]);
  return [
    `### Role ${markdownCell(access.name)}`,
    "",
    `Given to ${markdownCell(recipientsOf(access))}. Address: ${markdownCell(access.address)}.`,
    "",
    ...(rows.length === 0 ? [] : table(["May", "On", "Data", "Remarks", "Policy"], rows)),
    ...besidesGrants(access).flatMap((sentence) => [markdownCell(sentence), ""]),
  ];
}

function notEvaluated({ notEvaluated: unread }: AccessReview): string[] {
  const rows = unread.map((one) => [one.address, notEvaluatedWords(one)]);
  return rows.length === 0 ? [] : ["## Not evaluated", "", ...table(["Where", "Why"], rows)];
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [`### ${title}`, "", ...table(head, rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map((cells) => line(cells.map(markdownCell))), ""];
}

function markdownCell(value: string): string {
  return cell(value, "markdown");
}
