/** Every message that a user can meet, side by side on one page: golden/messages.md. Read it aloud after a change. */
import { join } from "node:path";
import { expectGolden } from "./support/golden";
import { ofCheckCommand, ofChecks, ofCheckSignIns, ofDiagnoses } from "./messages/check";
import { ofAdopt, ofCdktf, ofFiles, ofOrphans } from "./messages/commands";
import { ofOwners, ofPermissions } from "./messages/granted-permissions";
import { ofLateCalls } from "./messages/late-calls";
import { ofLocalAws } from "./messages/local";
import { ofGroups, ofImported, ofMappings, ofSettings, ofSignIn } from "./messages/identity-pool";
import { ofRoles, ofStatements } from "./messages/roles";
import { ofCommand, ofFindings, ofRules } from "./messages/review";
import { ofStack } from "./messages/stack";
import { ofWarnings } from "./messages/warnings";
import { OF_CONSTRUCTS } from "./messages/constructs";
import { textOf } from "./messages/entry";
import type { Entry } from "./messages/entry";
import { fragmentsIn } from "./messages/fragments";
import type { Section } from "./messages/mistake";

const SECTIONS: readonly Section[] = [
  ...OF_CONSTRUCTS,
  ofCommand,
  ofFindings,
  ofRules,
  ofCheckCommand,
  ofCheckSignIns,
  ofChecks,
  ofDiagnoses,
  ofCdktf,
  ofAdopt,
  ofOrphans,
  ofFiles,
  ofLocalAws,
];

const shown = new Map<Section, Entry[]>();

beforeAll(async () => {
  for (const section of SECTIONS) {
    const entries: Entry[] = [];
    for (const { what, messages } of section.mistakes) entries.push({ what, messages: await messages() });
    shown.set(section, entries);
  }
}, 240_000);

function all(): Entry[] {
  return [...shown.values()].flat();
}

test("all messages, side by side", () => {
  const sections = [...shown].map(([{ heading, where }, entries]) => {
    const lines = entries.map(textOf);
    return `## ${heading}\n\n${where}\n\n\`\`\`text\n${lines.join("\n\n")}\n\`\`\`\n`;
  });
  expectGolden(join(__dirname, "golden", "messages.md"), `# Messages\n\n${sections.join("\n")}`);
});

test("every mistake on the page meets a message", () => {
  expect(all().filter(({ messages }) => messages.length === 0)).toEqual([]);
});

/** What nobody can put right with a page. */
const WITHOUT_PAGE = ["HCL without the block terraform"];

test("every refusal and every warning of the constructs names a page", () => {
  const sections = [ofSettings, ofSignIn, ofMappings, ofGroups, ofImported, ofRoles, ofStatements, ofPermissions];
  const entries = [...sections, ofOwners, ofLateCalls, ofStack, ofWarnings].flatMap(
    (section) => shown.get(section) ?? [],
  );
  const pageless = entries.filter(({ messages }) => messages.some((each) => !/ See https:\/\/\S+$/.test(each)));
  expect(pageless.map(({ what }) => what)).toEqual(WITHOUT_PAGE);
});

test.each([
  "src",
  "review/src/command",
  "review/src/findings",
  "review/src/acceptance.ts",
  "review/src/terraform-json/read.ts",
  "check/src",
  "commands",
  "module.ts",
  "local/start.ts",
  "local/run-command.ts",
  "local/refused-command.ts",
  "local/web.ts",
  "local/terraform.ts",
  "local/synthesize.ts",
  "local/emulator",
])("no message of %s is missing on the page", (source) => {
  const page = all()
    .flatMap(({ messages }) => messages)
    .join(" ")
    .replace(/\s+/g, " ");
  expect(fragmentsIn(source).filter(({ text }) => !page.includes(text.replace(/\s+/g, " ")))).toEqual([]);
});
