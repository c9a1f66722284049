/** The review for a terminal: no colours, nothing wider than what it says. */
import type { AccessChange } from "../changes";
import { acceptedFindings, openFindings } from "../findings/finding";
import { notEvaluatedWords } from "../findings/not-evaluated-words";
import type { PoolAccess, RoleAccess } from "../pool-access";
import type { AccessReview } from "../review";
import { cell } from "./cell";
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
  ruleMatch,
  signInDetails,
  signInKind,
  SOURCES,
  summary,
  SYMBOLS,
  unusedAcceptanceWords,
  whoseData,
} from "./words";

export function plainText(review: AccessReview): string {
  const lines = [
    `Access review of ${SOURCES[review.source]}`,
    summary(review),
    ...review.pools.flatMap(pool),
    ...drift(review),
    ...changes(review),
    ...findings(review),
    ...accepted(review),
    ...notEvaluated(review),
  ].map((line) => cell(line, "text"));
  const document = `${lines.join("\n")}\n`;
  return document.includes("⟨") ? `${document}\n${SYMBOLS}\n` : document;
}

function pool(access: PoolAccess): string[] {
  return [
    "",
    `Pool ${access.name}`,
    `  address       ${access.address}`,
    `  id            ${access.id}`,
    `  guests        ${onOff(access.allowUnauthenticatedIdentities)}`,
    `  classic flow  ${onOff(access.allowClassicFlow)}`,
    "  who signs in",
    ...access.signIns.map(
      (one) => `    ${[`${signInKind(one)} ${one.provider}`, signInDetails(one)].filter(Boolean).join(": ")}`,
    ),
    ...(access.signIns.length === 0 ? ["    nobody"] : []),
    ...access.roleMappings.flatMap(({ identityProvider, type, ambiguousRoleResolution, rules }) => [
      `  role mapping for ${identityProvider}: ${type}, ambiguous roles: ${ambiguousRoles(ambiguousRoleResolution)}`,
      ...rules.map((rule) => `    ${ruleMatch(rule)}: ${rule.role}`),
    ]),
    ...access.principalTags.map(
      ({ tag, claim, identityProvider }) => `  principal tag ${tag} = claim ${claim} of ${identityProvider}`,
    ),
    ...access.roles.flatMap(role),
  ];
}

function role(access: RoleAccess): string[] {
  return [
    "",
    `  Role ${access.name}`,
    `    address   ${access.address}`,
    `    given to  ${recipientsOf(access)}`,
    ...access.grants.flatMap((grant) => [
      `    may ${actionsOf(grant)}`,
      `      on: ${resourcesOf(grant)}`,
      `      data: ${whoseData(grant)}`,
      ...[remarksOf(grant)].filter(Boolean).map((remarks) => `      note: ${remarks}`),
    ]),
    ...besidesGrants(access).map((sentence) => `    ${sentence}`),
  ];
}

function changes({ source, changes: changed }: AccessReview): string[] {
  if (source !== "plan") return [];
  if (changed.length === 0) return ["", "The plan changes nothing about who may do what."];
  return ["", "What the plan changes", ...changed.map(changeLine)];
}

function drift({ drift: drifted }: AccessReview): string[] {
  return drifted.length === 0 ? [] : ["", DRIFT, ...drifted.map(changeLine)];
}

function changeLine(change: AccessChange): string {
  const { kind, address } = change;
  const { what, before, after } = changeWords(change);
  const values = kind === "changed" ? `${before} -> ${after}` : after || before;
  return `  ${{ added: "+", removed: "-", changed: "~" }[kind]} ${address}: ${what}: ${values}`;
}

function findings({ findings: all }: AccessReview): string[] {
  const found = openFindings(all);
  if (found.length === 0) return ["", "Findings: none"];
  return [
    "",
    "Findings",
    ...found.flatMap(({ severity, id, title, reason, fix, address }) => [
      `  ${severity.toUpperCase()} ${title} (${id})`,
      `    where  ${address}`,
      `    why    ${reason}`,
      `    fix    ${fix}`,
    ]),
  ];
}

function accepted({ findings: all, unusedAcceptances: unused = [] }: AccessReview): string[] {
  const found = acceptedFindings(all);
  return [
    ...(found.length === 0 ? [] : ["", "Accepted findings"]),
    ...found.flatMap(({ severity, id, title, address, accepted: { reason, until } }) => [
      `  ${severity.toUpperCase()} ${title} (${id})`,
      `    where     ${address}`,
      `    accepted  ${acceptedUntil(until)}: ${reason}`,
    ]),
    ...(unused.length === 0 ? [] : ["", "Entries that accept nothing"]),
    ...unused.map((one) => `  ${one.id} at ${one.address}: ${unusedAcceptanceWords(one)}`),
  ];
}

function notEvaluated({ notEvaluated: unread }: AccessReview): string[] {
  return unread.length === 0
    ? []
    : ["", "Not evaluated", ...unread.map((one) => `  ${one.address}: ${notEvaluatedWords(one)}`)];
}
