/** What the command identity-pool-review refuses, and what it finds. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configuration } from "../../review/__tests__/configuration";
import { CASES } from "../../review/__tests__/findings/cases";
import { TRUST_CASES } from "../../review/__tests__/findings/trust-cases";
import { reviewAccess, type Finding } from "../../review/src";
import { USAGE } from "../../review/src/command/arguments";
import { runCommand } from "../../review/src/command/command";
import { systemFailure } from "../../review/src/command/unusable";
import type { ReviewedPool } from "../../review/src/findings/finding";
import { notEvaluated } from "../../review/src/findings/not-evaluated";
import { poolDestroyed } from "../../review/src/findings/pool-destroyed";
import { poolReplaced } from "../../review/src/findings/pool-replaced";
import { RULES } from "../../review/src/findings/rules";
import { rolesByTrust } from "../../review/src/findings/roles-by-trust";
import type { NotEvaluatedCause, NotEvaluatedSubject } from "../../review/src/terraform-json/not-evaluated";
import type { TerraformResource } from "../../review/src/terraform-json/resource";
import type { Mistake, Section } from "./mistake";

const SOUND = JSON.stringify(configuration());
const ENTRY = { id: "guests-on", address: "aws_cognito_identity_pool.app", reason: "an app for everybody" };

/** A run of the command in a folder with these files. */
function run(args: string, files: Readonly<Record<string, string | Buffer>> = {}): Mistake {
  return {
    what: `identity-pool-review ${args.replace("\0", "\\0")}`,
    messages: async () => {
      const folder = mkdtempSync(join(tmpdir(), "identity-pool-messages-"));
      try {
        for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
        const words = args.split(" ").filter((word) => word !== "");
        const placed = words.map((word) => (/^[a-z].*\.|^folder$/.test(word) ? join(folder, word) : word));
        await runCommand(placed.map((word) => (word.endsWith("folder") ? folder : word)));
        return [];
      } catch (error) {
        return [(error as Error).message.replaceAll(`${folder}/`, "").replaceAll(folder, "folder")];
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function accepting(list: unknown): Mistake {
  const text = JSON.stringify(list);
  const made = run("plan.json --accept accepted.json", { "plan.json": SOUND, "accepted.json": text });
  return { ...made, what: `--accept with ${text}` };
}

function failure(code: string): Mistake {
  return {
    what: `${code} on reading plan.json`,
    messages: () => [systemFailure("read plan.json", Object.assign(new Error(code), { code })).message],
  };
}

const CODES = ["EACCES", "ELOOP", "ENAMETOOLONG", "EIO"];

export const ofCommand: Section = {
  heading: "The command identity-pool-review",
  where: "It ends with 2, and with one line on standard error.",
  mistakes: [
    { what: "--help", messages: () => USAGE.split("\n").filter((line) => line !== "") },
    run(""),
    run("one.json two.json"),
    run("plan.json --colour"),
    run("plan.json --format xml"),
    run("plan.json --fail-on bad"),
    run("plan.json --fail-on"),
    run("plan.json --format text --format json"),
    run("- --accept -"),
    run("plan.json"),
    run("folder"),
    run("plan.json", { "plan.json": "" }),
    run("plan.json", { "plan.json": "PK\u0003\u0004\u0014" }),
    run("plan.json", { "plan.json": "Terraform will perform the following actions:" }),
    run("plan.json", { "plan.json": '{"@level":"info"}' }),
    run("plan.json", { "plan.json": 'resource "aws_s3_bucket" "b" {}' }),
    run("plan.json", { "plan.json": Buffer.from([0x7b, 0x22, 0xe9, 0x22]) }),
    run("plan.json", { "plan.json": "{\nx" }),
    run("plan.json", { "plan.json": '"x"' }),
    run("plan.json", { "plan.json": '{"name": "x"}' }),
    run("plan.json", { "plan.json": '{"lineage": "a", "serial": 1}' }),
    run("plan.json", { "plan.json": '{"format_version": "2.0"}' }),
    run("plan.json", { "plan.json": '{"format_version": "1.0", "provider_schemas": {}}' }),
    run("plan.json", { "plan.json": `{"a": ${"[".repeat(1000)}${"]".repeat(1000)}}` }),
    run("plan.json", { "plan.json": '{"resource": {"aws_s3_bucket": {"b": {}}}}' }),
    { what: "a list in the place of the document", messages: () => [thrownBy(() => reviewAccess([]))] },
    run("plan.json --accept accepted.json", { "plan.json": SOUND }),
    accepting(ENTRY),
    accepting(["guests-on"]),
    accepting([{ ...ENTRY, reason: undefined }]),
    accepting([{ ...ENTRY, id: 7 }]),
    accepting([{ ...ENTRY, address: "" }]),
    accepting([{ ...ENTRY, ends: "2026-12-31" }]),
    accepting([{ ...ENTRY, until: "soon" }]),
    accepting([ENTRY, ENTRY]),
    ...CODES.map(failure),
    run("plan\0.json"),
    {
      what: "EPIPE on writing the review",
      messages: () => [systemFailure("write the review", Object.assign(new Error(), { code: "EPIPE" })).message],
    },
    {
      what: "ENOSPC on writing the review",
      messages: () => [systemFailure("write the review", Object.assign(new Error(), { code: "ENOSPC" })).message],
    },
  ],
};

function thrownBy(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

const PLAIN: ReviewedPool["pool"] = {
  ...({} as ReviewedPool["pool"]),
  name: "app",
  address: "",
  isReplaced: true,
  rolesByTrust: [{ address: "", signedIn: ["aws_iam_role.user"], guests: ["aws_iam_role.guest"] }],
};

const DESTROYED: TerraformResource = {
  address: "aws_cognito_identity_pool.app",
  type: "aws_cognito_identity_pool",
  isData: false,
  values: { identity_pool_name: "app", id: "eu-west-1:11111111-1111-1111-1111-111111111111" },
};

function words({ severity, title, reason, fix }: Finding): string[] {
  return [`${severity.toUpperCase()} ${title}`, `why  ${reason}`, `fix  ${fix}`];
}

/** Each finding of the cases once: many differ only in a name. */
function distinctFindings(): Mistake[] {
  const cases = [...CASES, ...TRUST_CASES];
  const seen = new Set<string>();
  return cases.flatMap(([id, , wrong]) => {
    const found = reviewAccess(configuration(wrong)).findings.filter((finding) => finding.id === id);
    const texts = found.flatMap(words);
    const isNew = texts.some((text) => !seen.has(text));
    texts.forEach((text) => seen.add(text));
    return isNew ? [{ what: id, messages: () => texts }] : [];
  });
}

const SUBJECTS: readonly NotEvaluatedSubject[] = [
  ...(["role", "trust-policy", "policy", "permissions-boundary", "guests", "classic-flow", "sign-ins"] as const),
  ...(["principal-tags", "attached-roles", "role-mappings", "pool", "role-of-policy", "module", "plan"] as const),
  "resource-policy",
];

const CAUSES: readonly NotEvaluatedCause[] = [
  ...(["known-when-terraform-runs", "known-after-apply", "values-known-after-apply", "sensitive"] as const),
  ...([
    "may-be-a-pattern",
    "more-than-the-plan-names",
    "keys-of-the-map",
    "role-outside-the-file",
    "pool-outside-the-file",
  ] as const),
  ...(["policy-outside-the-file", "not-a-policy", "no-statements", "malformed-statement", "type-not-read"] as const),
  ...(["module-of-a-configuration", "plan-with-errors", "incomplete-plan", "deferred"] as const),
  { oneOf: ["aws_iam_role.a", "aws_iam_role.b"] },
  { managedPolicyOutsideTheFile: "arn:aws:iam::123456789012:policy/notes" },
  { inlinePolicyOutsideTheFile: "notes" },
  { letsIn: ["aws_iam_role.notes"] },
  { expression: "jsonencode(...)" },
  { notModelled: 'the condition operator "Near"' },
  { dynamicBlocks: "data.aws_iam_policy_document.notes" },
];

function unread(subject: NotEvaluatedSubject, cause: NotEvaluatedCause): Mistake {
  return { what: "not-evaluated", messages: () => words(notEvaluated({ subject, cause, address: "" })) };
}

export const ofFindings: Section = {
  heading: "Findings of the review",
  where: "In every format of the review, with the address of the resource.",
  mistakes: [
    ...distinctFindings(),
    { what: "roles-by-trust", messages: () => rolesByTrust({ pool: PLAIN, roles: [] }).flatMap(words) },
    { what: "pool-replaced", messages: () => poolReplaced({ pool: PLAIN, roles: [] }).flatMap(words) },
    { what: "pool-destroyed", messages: () => words(poolDestroyed(DESTROYED)) },
    ...CAUSES.map((cause) => unread("policy", cause)),
    unread("trust-policy", "values-known-after-apply"),
    ...SUBJECTS.map((subject) => unread(subject, "sensitive")),
  ],
};

export const ofRules: Section = {
  heading: "What each finding means",
  where: "In code scanning (SARIF), and in the table of review/README.md.",
  mistakes: Object.entries(RULES).map(([id, { title, meaning, fix }]) => ({
    what: id,
    messages: () => [title, meaning, fix],
  })),
};
