/** The review's findings as SARIF 2.1.0, for code scanning. What GitHub reads of it, and how:
 *  https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
 *  https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
import { createHash } from "node:crypto";
import type { Finding } from "../findings/finding";
import { FINDING_IDS, RULES, type FindingId, type Rule } from "../findings/rules";
import { SEVERITIES, type Severity } from "../findings/severity";
import type { AccessReview } from "../review";
import { VERSION } from "../version";
import { cell, jsonText } from "./cell";
import { acceptedUntil } from "./words";

export interface SarifOptions {
  /** The reviewed file, as a path in the repository: the alerts are shown there.
   *  @default a usual name of such a file, "plan.json" */
  readonly file?: string;
}

const HOMEPAGE = "https://github.com/cdktf-identity-pool/cdktf-identity-pool/tree/main/review";
const USUAL_FILES = { synthesized: "cdk.tf.json", plan: "plan.json", state: "state.json" } as const;

const LEVELS = { high: "error", medium: "warning", low: "note", info: "note" } as const;
/** From 7.0 GitHub calls it high, from 4.0 medium; a rule without a number does not count as a security rule. */
const SECURITY_SEVERITIES = { high: "8.0", medium: "5.5", low: "2.0", info: undefined } as const;

export function sarif(review: AccessReview, { file = USUAL_FILES[review.source] }: SarifOptions = {}): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "identity-pool-review",
            informationUri: HOMEPAGE,
            semanticVersion: VERSION,
            rules: FINDING_IDS.map((id) => rule(id, review.findings)),
          },
        },
        artifacts: [{ location: { uri: uriOf(file) } }],
        results: withFingerprints(review.findings).map(({ finding, fingerprint }) =>
          result(finding, fingerprint, file),
        ),
      },
    ],
  };
  return `${jsonText(log)}\n`;
}

function rule(id: FindingId, findings: readonly Finding[]): object {
  const { title, meaning, fix, severities, page }: Rule = RULES[id];
  const [worst] = severities;
  // GitHub knows one severity for a rule: that of the worst of its alerts.
  const found = findings.filter((finding) => finding.id === id).map(({ severity }) => severity);
  const shown = SEVERITIES.find((severity) => found.includes(severity)) ?? worst;
  const number = SECURITY_SEVERITIES[shown];
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: meaning },
    help: { text: `${meaning} ${fix}`, markdown: `${meaning}\n\n${fix}\n\n[More about it](${page})` },
    helpUri: page,
    defaultConfiguration: { level: LEVELS[worst] },
    properties: {
      tags: ["security", "cognito", "iam"],
      precision: "high",
      ...(number !== undefined && { "security-severity": number }),
    },
  };
}

function result(finding: Finding, fingerprint: Fingerprint, file: string): object {
  const { id, severity, title, reason, fix, address, accepted } = finding;
  return {
    ruleId: id,
    ruleIndex: FINDING_IDS.indexOf(id),
    level: LEVELS[severity],
    message: { text: message(`${title}: ${address}. ${reason} ${fix}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file), index: 0 },
          // Terraform writes its JSON on one line; and a finding is about the access, not about a line.
          region: { startLine: 1 },
        },
        logicalLocations: [{ fullyQualifiedName: cell(address, "text"), kind: "resource" }],
      },
    ],
    // The first is the one that GitHub compares. It would make it from the line, which is the same for all findings.
    partialFingerprints: {
      primaryLocationLineHash: `${fingerprint.key}:${fingerprint.occurrence}`,
      "identityPoolReview/v1": `${fingerprint.key}:${fingerprint.occurrence}`,
    },
    properties: { severity: severity satisfies Severity },
    ...(accepted !== undefined && {
      suppressions: [
        {
          kind: "external",
          status: "accepted",
          justification: message(`${accepted.reason} (${acceptedUntil(accepted.until)})`),
        },
      ],
    }),
  };
}

interface Fingerprint {
  readonly key: string;
  /** Counted from 1, for findings that differ in nothing that the key has. */
  readonly occurrence: number;
}

/** Fingerprints stay the same when other findings come or go, or the file is written anew. */
function withFingerprints(findings: readonly Finding[]): { finding: Finding; fingerprint: Fingerprint }[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { id, address, title } = finding;
    const key = createHash("sha256")
      .update(JSON.stringify([id, address, title]))
      .digest("hex")
      .slice(0, 32);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    return { finding, fingerprint: { key, occurrence } };
  });
}

/** Plain text, in which no name from outside is a link: SARIF reads [text](target) as one. */
function message(text: string): string {
  return cell(text, "text").replaceAll("](", "] (");
}

/** A relative reference, or that of a file where the path begins at the root. */
function uriOf(path: string): string {
  const parts = path
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/, "")
    .split("/");
  const escaped = parts.map(encodeURIComponent).join("/");
  if (escaped.startsWith("/")) return `file://${escaped}`;
  return escaped;
}
