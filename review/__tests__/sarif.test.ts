/** SARIF: its schema, and what code scanning makes of it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import Ajv from "ajv";
import draft4 from "ajv/lib/refs/json-schema-draft-04.json";
import { acceptFindings, renderReview, reviewAccess, type AccessReview } from "../src";
import { FINDING_IDS } from "../src/findings/rules";
import { VERSION } from "../src/version";
import { configuration, GUARDRAIL, GUIDE, type Parts } from "./configuration";

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: {
    physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
    logicalLocations: { fullyQualifiedName: string }[];
  }[];
  partialFingerprints: Record<string, string>;
  suppressions?: { kind: string; justification: string }[];
}

interface Rule {
  id: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string };
  helpUri: string;
  properties: { tags: string[]; "security-severity"?: string };
}

interface Run {
  tool: { driver: { rules: Rule[]; semanticVersion: string } };
  results: Result[];
}

function runOf(review: AccessReview, file?: string): Run {
  const { runs } = JSON.parse(renderReview(review, "sarif", { file })) as { runs: [Run] };
  return runs[0];
}

const review = (parts: Parts = {}): AccessReview => reviewAccess(configuration({ statements: GUIDE, ...parts }));
const guests = { pool: { allow_unauthenticated_identities: true } };
const ENTRY = { id: "wildcard-actions", address: "aws_iam_role_policy.grants", reason: "the guide's app needs it" };

const ajv = new Ajv({ schemaId: "auto", meta: false, unknownFormats: "ignore" });
ajv.addMetaSchema(draft4);
const validate = ajv.compile(schema);

test.each<[string, AccessReview]>([
  ["findings of every severity", review(guests)],
  ["no findings", reviewAccess(configuration())],
  ["accepted findings", acceptFindings(review(), [{ ...ENTRY, until: "9999-12-31" }])],
  [
    "a plan",
    reviewAccess(
      JSON.parse(readFileSync(join(__dirname, "fixtures", "guide-guardrail-off.plan.json"), "utf8")) as object,
    ),
  ],
])("the log of %s fits the schema of SARIF 2.1.0", (_, reviewed) => {
  const log = JSON.parse(renderReview(reviewed, "sarif")) as { version: string };
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  expect(log.version).toBe("2.1.0");
});

test("every finding is a result of its rule, with the level of its severity", () => {
  const reviewed = review({ ...guests, pool: { ...guests.pool, allow_classic_flow: true } });
  const { tool, results } = runOf(reviewed);
  const levels = { high: "error", medium: "warning", low: "note", info: "note" };
  expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual(
    reviewed.findings.map(({ id, severity }) => [id, levels[severity]]),
  );
  expect(new Set(results.map(({ level }) => level)).size).toBeGreaterThan(2);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
});

test("every rule has what code scanning shows of it, within its limits", () => {
  const { rules } = runOf(review()).tool.driver;
  expect(rules.map(({ id }) => id)).toEqual(FINDING_IDS);
  for (const { shortDescription, fullDescription, help, helpUri, properties } of rules) {
    for (const { text } of [shortDescription, fullDescription]) expect(text).toMatch(/^\S.{8,1022}\S$/);
    expect(help.text.length).toBeGreaterThan(fullDescription.text.length);
    expect(helpUri).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
    expect(properties.tags).toContain("security");
  }
});

test("every rule has a check that finds it", () => {
  const folder = join(__dirname, "../src/findings");
  const checks = readdirSync(folder).filter((file) => file !== "rules.ts");
  const source = checks.map((file) => readFileSync(join(folder, file), "utf8")).join("");
  expect(FINDING_IDS.filter((id) => !source.includes(`id: "${id}"`))).toEqual([]);
});

test("a rule is shown with the worst severity that it was found with", () => {
  const severity = (reviewed: AccessReview) =>
    runOf(reviewed).tool.driver.rules.find(({ id }) => id === "wildcard-actions")?.properties["security-severity"];
  expect(
    Number(severity(reviewAccess(configuration({ statements: [{ actions: ["*"], resources: ["*"] }] })))),
  ).toBeGreaterThan(7);
  expect(Number(severity(review({ guard: GUARDRAIL })))).toBeLessThan(4);
});

test.each([
  [undefined, "cdk.tf.json"],
  ["infra/cdk.tf.json", "infra/cdk.tf.json"],
  ["./plan.json", "plan.json"],
  ["././plan.json", "plan.json"],
  ["a folder/ä#?.json", "a%20folder/%C3%A4%23%3F.json"],
  ["infra\\plan.json", "infra/plan.json"],
  ["/tmp/plan.json", "file:///tmp/plan.json"],
])("the results of the file %s are at %s", (file, uri) => {
  const { results } = runOf(review(), file);
  for (const { locations } of results) {
    expect(locations[0]?.physicalLocation).toMatchObject({ artifactLocation: { uri }, region: { startLine: 1 } });
  }
  expect(results.map(({ locations }) => locations[0]?.logicalLocations[0]?.fullyQualifiedName)).toContain(
    "aws_iam_role_policy.grants",
  );
});

test("a finding keeps its fingerprint when others come, and no two findings have the same one", () => {
  const prints = (parts: Parts): string[] =>
    runOf(review(parts)).results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash ?? "");
  const [before, after] = [prints({}), prints({ ...guests, statements: [...GUIDE].reverse() })];
  expect(new Set(after).size).toBe(after.length);
  expect(after).toEqual(expect.arrayContaining(before));
  expect(after.length).toBeGreaterThan(before.length);
});

test("an accepted finding is suppressed, with its reason", () => {
  const { results } = runOf(acceptFindings(review(), [{ ...ENTRY, until: "9999-12-31" }]));
  for (const { ruleId, suppressions } of results) {
    expect(suppressions?.map(({ justification }) => justification)).toEqual(
      ruleId === ENTRY.id ? ["the guide's app needs it (until 9999-12-31)"] : undefined,
    );
  }
});

test("the tool's version is the package's", () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as { version: string };
  expect([VERSION, runOf(review()).tool.driver.semanticVersion]).toEqual([version, version]);
});
