/** aws_iam_policy_document: statements as blocks, rendered to the JSON that the AWS provider renders, byte for byte wherever the order
 *  of its sets can be told. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
import { crc32 } from "node:zlib";
import { escapedForHtml, isJsonObject, type Json, type JsonObject } from "../aws/policy-json";
import { json as jsonCheck, oneOf, type Check } from "../checks";
import { Refused, type AttributePath } from "../problem";
import { blocks, text, texts, type ObjectValue } from "../values";
import type { DataSource } from "./data-source";

const isEmptyText: Check = (value, name) => (value === "" ? [] : [`"${name}" is not used any more and must be empty`]);

export const iamPolicyDocument: DataSource = {
  type: "aws_iam_policy_document",
  defaults: { version: "2012-10-17", "statement.effect": "Allow" },
  checks: {
    version: oneOf("2008-10-17", "2012-10-17"),
    source_json: isEmptyText,
    override_json: isEmptyText,
    source_policy_documents: jsonCheck,
    override_policy_documents: jsonCheck,
    "statement.effect": oneOf("Allow", "Deny"),
  },

  read(config) {
    const document = mergedDocument(config);
    const json = escapedForHtml(JSON.stringify(document, null, 2));
    return { id: String(crc32(json)), json, minified_json: escapedForHtml(JSON.stringify(document)) };
  },
};

/** Keys in the order in which the AWS provider writes them. */
interface PolicyDocument {
  Version?: string;
  Id?: string;
  Statement?: Statement[];
}

interface Statement {
  Sid?: string;
  Effect?: string;
  Action?: Json;
  NotAction?: Json;
  Resource?: Json;
  NotResource?: Json;
  Principal?: Json;
  NotPrincipal?: Json;
  Condition?: Json;
}

/** First the source documents, then the configuration's own statements, then the overriding documents. */
function mergedDocument(config: ObjectValue): PolicyDocument {
  const merged: PolicyDocument = {};
  const sourceSids = new Set<string>();
  for (const [index, source] of texts(config.source_policy_documents).entries()) {
    const attribute = ["source_policy_documents", index];
    const document = parsedDocument(source, attribute);
    refuseRepeatedSids(document, sourceSids, attribute);
    merge(merged, document);
  }
  const own = ownDocument(config);
  refuseRepeatedSids(own, new Set(), ["statement"]);
  merge(merged, own);
  for (const [index, override] of texts(config.override_policy_documents).entries()) {
    merge(merged, parsedDocument(override, ["override_policy_documents", index]));
  }
  const { Version, Id, Statement } = merged;
  return { ...(Version && { Version }), ...(Id && { Id }), ...(Statement && { Statement }) };
}

function merge(target: PolicyDocument, added: PolicyDocument): void {
  if (added.Id) target.Id = added.Id;
  if ((added.Version ?? "") > (target.Version ?? "")) target.Version = added.Version ?? "";
  for (const statement of added.Statement ?? []) {
    target.Statement ??= [];
    const index = statement.Sid ? target.Statement.findIndex(({ Sid }) => Sid === statement.Sid) : -1;
    if (index === -1) target.Statement.push(statement);
    else target.Statement[index] = statement;
  }
}

function refuseRepeatedSids(document: PolicyDocument, seen: Set<string>, attribute: AttributePath): void {
  for (const { Sid } of document.Statement ?? []) {
    if (!Sid) continue;
    if (seen.has(Sid)) {
      throw new Refused({
        summary: "writing IAM Policy Document",
        detail: `duplicate Sid (${Sid}). Remove the Sid or ensure the Sid is unique.`,
        attribute,
      });
    }
    seen.add(Sid);
  }
}

function ownDocument(config: ObjectValue): PolicyDocument {
  const version = text(config.version);
  const statements = blocks(config.statement);
  return {
    Version: version,
    Id: text(config.policy_id),
    ...(statements.length > 0 && {
      Statement: statements.map((statement, index) => ownStatement(statement, version, ["statement", index])),
    }),
  };
}

function ownStatement(statement: ObjectValue, version: string, at: AttributePath): Statement {
  const variables = (values: string[], name: string) =>
    values.map((value) => withVariables(value, version, [...at, name]));
  const set = (name: string) => oneOrReversed(texts(statement[name]));
  return written({
    Sid: text(statement.sid),
    Effect: text(statement.effect),
    Action: set("actions"),
    NotAction: set("not_actions"),
    Resource: oneOrReversed(texts(statement.resources), (values) => variables(values, "resources")),
    NotResource: oneOrReversed(texts(statement.not_resources), (values) => variables(values, "not_resources")),
    Principal: principals(blocks(statement.principals), (values) => variables(values, "principals")),
    NotPrincipal: principals(blocks(statement.not_principals), (values) => variables(values, "not_principals")),
    Condition: conditions(
      blocks(statement.condition).map(({ test, variable, values }) => ({
        test: text(test ?? null),
        variable: text(variable ?? null),
        values: variables(texts(values ?? null), "condition"),
      })),
    ),
  });
}

/** Terraform would take `${...}` for its own: so IAM's variables are written `&{...}`. Only the newer policy language has them. */
function withVariables(value: string, version: string, attribute: AttributePath): string {
  if (version === "2008-10-17" && value.includes("&{")) {
    throw new Refused({
      summary: "writing IAM Policy Document",
      detail: `found &{ sequence in (${value}), which is not supported in document version 2008-10-17`,
      attribute,
    });
  }
  return value.replaceAll("&{", "${");
}

/** A set of strings: one as it is, several in reverse order, which is how the AWS provider has always written them. The order is that
 *  of the values as they were configured, before variables are put in. */
function oneOrReversed(values: string[], finish: (values: string[]) => string[] = (all) => all): Json | undefined {
  const finished = finish(reversed(values));
  return finished.length === 0 ? undefined : finished.length === 1 ? finished[0] : finished;
}

function reversed(values: readonly string[]): string[] {
  return [...values].sort(bytewise).reverse();
}

function bytewise(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function principals(configured: readonly ObjectValue[], finish: (values: string[]) => string[]): Json | undefined {
  return principalsJson(
    configured.map(({ type, identifiers }) => {
      const values = finish(reversed(texts(identifiers ?? null)));
      const [only] = values;
      return { type: text(type ?? null), identifiers: values.length === 1 && only !== undefined ? only : values };
    }),
  );
}

interface Principal {
  readonly type: string;
  readonly identifiers: string | string[];
}

function principalsJson(principals: readonly Principal[]): Json | undefined {
  if (principals.length === 0) return undefined;
  const [first] = principals;
  // Only this one: IAM refuses "*" in a trust policy and takes {"AWS": "*"} there.
  if (principals.length === 1 && first?.type === "*" && [first.identifiers].flat().join() === "*") return "*";
  const byType = new Map<string, string | string[]>();
  for (const { type, identifiers } of principals) {
    const before = byType.get(type);
    const added = Array.isArray(identifiers) ? reversed(identifiers) : identifiers;
    byType.set(type, before === undefined ? added : [before, added].flat());
  }
  return sortedByKey(byType);
}

interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: string[];
}

function conditions(configured: readonly Condition[]): Json | undefined {
  if (configured.length === 0) return undefined;
  const tests = new Map<string, Map<string, string[]>>();
  for (const { test, variable, values } of configured) {
    const variables = tests.get(test) ?? new Map<string, string[]>();
    variables.set(variable, [...(variables.get(variable) ?? []), ...values]);
    tests.set(test, variables);
  }
  const rendered = [...tests].map(([test, variables]): [string, Json] => [
    test,
    sortedByKey(
      new Map(
        [...variables].map(([variable, values]): [string, Json] => [
          variable,
          values.length === 1 ? (values[0] ?? "") : values,
        ]),
      ),
    ),
  ]);
  return sortedByKey(new Map(rendered));
}

function sortedByKey(entries: ReadonlyMap<string, Json>): Json {
  return Object.fromEntries([...entries].sort(([a], [b]) => bytewise(a, b)));
}

/** A document that the configuration brings as JSON, taken apart and written again as the AWS provider does. */
function parsedDocument(source: string, attribute: AttributePath): PolicyDocument {
  const refuse = (detail: string): never => {
    throw new Refused({ summary: "writing IAM Policy Document", detail: `merging a document: ${detail}`, attribute });
  };
  const document = JSON.parse(source) as Json;
  if (!isJsonObject(document)) return refuse("it is not a JSON object");
  const { Version, Id, Statement } = document;
  if (Statement !== undefined && Statement !== null && !Array.isArray(Statement))
    return refuse("its Statement is not a list");
  const statements = (Statement ?? []).map((statement) =>
    isJsonObject(statement) ? parsedStatement(statement, refuse) : refuse("a statement is not an object"),
  );
  return { Version: jsonText(Version), Id: jsonText(Id), ...(statements.length > 0 && { Statement: statements }) };
}

function parsedStatement(statement: JsonObject, refuse: (detail: string) => never): Statement {
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = statement;
  return written({
    Sid: jsonText(Sid),
    Effect: jsonText(Effect),
    Action,
    NotAction,
    Resource,
    NotResource,
    Principal: principalsJson(parsedPrincipals(Principal, refuse)),
    NotPrincipal: principalsJson(parsedPrincipals(NotPrincipal, refuse)),
    Condition: conditions(parsedConditions(Condition)),
  });
}

function parsedPrincipals(value: Json | undefined, refuse: (detail: string) => never): Principal[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "string") return [{ type: "*", identifiers: ["*"] }];
  if (!isJsonObject(value)) return refuse("a principal is neither a string nor an object");
  return Object.entries(value).map(([type, identifiers]) => {
    if (typeof identifiers === "string") return { type, identifiers };
    if (Array.isArray(identifiers))
      return {
        type,
        identifiers: identifiers.map((identifier) =>
          typeof identifier === "string"
            ? identifier
            : refuse(`the principal type "${type}" holds something that is not a string`),
        ),
      };
    return refuse(`the principal type "${type}" is neither a string nor a list`);
  });
}

function parsedConditions(value: Json | undefined): Condition[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([test, variables]) =>
    Object.entries(isJsonObject(variables) ? variables : {}).flatMap(([variable, found]) => {
      if (typeof found === "string" || typeof found === "boolean") return [{ test, variable, values: [String(found)] }];
      return Array.isArray(found) ? [{ test, variable, values: found.map(String) }] : [];
    }),
  );
}

function jsonText(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Without the elements that say nothing. */
function written(statement: Record<keyof Statement, Json | undefined>): Statement {
  return Object.fromEntries(
    Object.entries(statement).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  );
}
