/** Policies, however the configuration writes them: as JSON text, or as a data aws_iam_policy_document.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
import { asList, type PolicyDocument, type IamStatement } from "../iam/policy-document";
import { isTooDeep } from "../terraform-json/nesting";
import type { NotEvaluatedCause } from "../terraform-json/not-evaluated";
import {
  blocks,
  isObject,
  stringOf,
  stringsOf,
  unknownWhole,
  type TerraformResource,
  type Values,
} from "../terraform-json/resource";
import type { Snapshot } from "../terraform-json/snapshot";
import { isAfterApply, isSensitive, referencesIn, referencesOf } from "../terraform-json/symbol";
import type { Policy } from "./access-model";
import { withNamesOfBuckets } from "./bucket-names";
import { mayAllowMore } from "./unknown-parts";

/** Why a policy could not be read; becomes the policy's `notEvaluated`. */
class NotReadable extends Error {
  constructor(readonly reason: NotEvaluatedCause) {
    super("a policy that could not be read");
  }
}

/** The policy that an attribute holds or refers to, of what a role may do. */
export function readPolicy(snapshot: Snapshot, address: string, attribute: unknown): Policy {
  const policy = readDocument(snapshot, address, attribute);
  if (policy.document === undefined || !mayAllowMore(policy.document)) return policy;
  return { ...policy, notEvaluated: "values-known-after-apply" };
}

/** The policy that an attribute holds or refers to, whatever it is for. */
export function readDocument(snapshot: Snapshot, address: string, attribute: unknown): Policy {
  try {
    const document = new DocumentReader(snapshot).documentOf(stringOf(attribute));
    return { address, document: withNamesOfBuckets(document, snapshot) };
  } catch (error) {
    if (error instanceof NotReadable) return { address, notEvaluated: error.reason };
    throw error;
  }
}

class DocumentReader {
  /** Documents that are being read: one cannot be part of itself. */
  private readonly open = new Set<string>();

  constructor(private readonly snapshot: Snapshot) {}

  documentOf(attribute: string | undefined): PolicyDocument {
    if (attribute === undefined || attribute === "") throw new NotReadable("policy-outside-the-file");
    const [source, ...more] = this.sourcesOf(attribute);
    if (source === undefined) return parseDocument(attribute);
    if (more.length > 0) throw new NotReadable({ oneOf: [source, ...more].map(({ address }) => address) });
    return this.documentOfResource(source);
  }

  /** The resources with a policy of their own that an attribute refers to. */
  private sourcesOf(attribute: string): TerraformResource[] {
    const resources = referencesOf(attribute).flatMap((reference) => this.snapshot.at(reference));
    return [...new Set(resources)].filter(
      ({ type }) => type === "aws_iam_policy_document" || type === "aws_iam_policy",
    );
  }

  private documentOfResource(source: TerraformResource): PolicyDocument {
    if (this.open.has(source.address)) throw new NotReadable("not-a-policy");
    this.open.add(source.address);
    const { type, values } = source;
    const document = type === "aws_iam_policy" ? this.documentOf(stringOf(values.policy)) : this.documentOfData(source);
    this.open.delete(source.address);
    return document;
  }

  private documentOfData({ address, values }: TerraformResource): PolicyDocument {
    const json = stringOf(values.json);
    if (json !== undefined && !isAfterApply(json)) return parseDocument(json);
    if (isSensitive(json ?? "")) throw new NotReadable("sensitive");
    requireKnownBlocks(address, values.statement);
    return {
      Version: stringOf(values.version) ?? "2012-10-17",
      Statement: mergeStatements(
        this.documents(values.source_json, values.source_policy_documents),
        blocks(values.statement).map((block) => statementOfBlock(block, address)),
        this.documents(values.override_json, values.override_policy_documents),
      ),
    };
  }

  /** A list that is not known names all its documents together. */
  private documents(...attributes: unknown[]): PolicyDocument[] {
    return attributes.flatMap(stringsOf).flatMap((one) => {
      const sources = this.sourcesOf(one);
      return sources.length === 0 ? [this.documentOf(one)] : sources.map((source) => this.documentOfResource(source));
    });
  }
}

function parseDocument(json: string): PolicyDocument {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    if (isSensitive(json)) throw new NotReadable("sensitive");
    throw new NotReadable(isAfterApply(json) ? "known-after-apply" : { expression: shortened(json) });
  }
  if (!isObject(document)) throw new NotReadable("not-a-policy");
  if (isTooDeep(document)) throw new NotReadable("malformed-statement");
  const statements = asList<unknown>(document.Statement);
  if (statements.length === 0) throw new NotReadable("no-statements");
  if (!statements.every(isStatement)) throw new NotReadable("malformed-statement");
  return document as unknown as PolicyDocument;
}

/** What a reader needs to find the text: an expression as a whole, as long as it is one; of a longer one, what it refers to. */
function shortened(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const beginning = text.slice(0, MAX_LENGTH).replace(/[\w.-]*$/, "");
  const references = referencesIn(text);
  return references.length === 0 ? `${beginning}...` : `${beginning}... (from ${references.join(", ")})`;
}

const MAX_LENGTH = 400;

function isStatement(statement: unknown): statement is IamStatement {
  if (!isObject(statement)) return false;
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = statement;
  return (
    (Sid === undefined || typeof Sid === "string") &&
    (Effect === "Allow" || Effect === "Deny") &&
    [Action, NotAction, Resource, NotResource].every((one) => one === undefined || areScalars(one, ["string"])) &&
    [Principal, NotPrincipal].every(
      (one) => one === undefined || typeof one === "string" || areScalarsByKey(one, ["string"]),
    ) &&
    (Condition === undefined ||
      (isObject(Condition) &&
        Object.values(Condition).every((keys) => areScalarsByKey(keys, ["string", "number", "boolean"]))))
  );
}

function areScalarsByKey(value: unknown, types: readonly string[]): boolean {
  return isObject(value) && Object.values(value).every((one) => areScalars(one, types));
}

function areScalars(value: unknown, types: readonly string[]): boolean {
  return asList<unknown>(value).every((one) => types.includes(typeof one));
}

/** Later statements take the place of earlier ones with the same Sid. An empty one is none: each such statement stays. */
function mergeStatements(
  sources: readonly PolicyDocument[],
  own: readonly IamStatement[],
  overrides: readonly PolicyDocument[],
): IamStatement[] {
  const statements = (documents: readonly PolicyDocument[]): IamStatement[] =>
    documents.flatMap(({ Statement }) => asList(Statement));
  const merged = new Map<string | number, IamStatement>();
  for (const [i, statement] of [...statements(sources), ...own, ...statements(overrides)].entries()) {
    const { Sid = "" } = statement;
    merged.set(Sid === "" ? i : Sid, statement);
  }
  return [...merged.values()];
}

function statementOfBlock(block: Values, address: string): IamStatement {
  for (const name of ["principals", "not_principals", "condition"]) requireKnownBlocks(address, block[name]);
  const list = (name: string): string[] | undefined => {
    const values = stringsOf(block[name]);
    return values.length === 0 ? undefined : values;
  };
  const iam = (name: string): string[] | undefined => list(name)?.map(iamVariables);
  const sid = stringOf(block.sid);
  const effect = stringOf(block.effect) ?? "Allow";
  if (effect !== "Allow" && effect !== "Deny") throw new NotReadable("values-known-after-apply");
  return withoutUndefined({
    Sid: sid === "" ? undefined : sid,
    Effect: effect,
    Action: list("actions"),
    NotAction: list("not_actions"),
    Resource: iam("resources"),
    NotResource: iam("not_resources"),
    Principal: principalsOf(blocks(block.principals)),
    NotPrincipal: principalsOf(blocks(block.not_principals)),
    Condition: conditionsOf(blocks(block.condition)),
  });
}

/** Blocks of which it is not known how many there are. */
function requireKnownBlocks(address: string, value: unknown): void {
  if (unknownWhole(value) !== undefined) throw new NotReadable({ dynamicBlocks: address });
}

function principalsOf(principals: readonly Values[]): IamStatement["Principal"] {
  if (principals.length === 0) return undefined;
  const byType = new Map<string, string[]>();
  for (const principal of principals) {
    const type = stringOf(principal.type) ?? "";
    const identifiers = stringsOf(principal.identifiers).map(iamVariables);
    if (type === "*" && identifiers.includes("*")) return "*";
    byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
  }
  return Object.fromEntries(byType);
}

function conditionsOf(conditions: readonly Values[]): IamStatement["Condition"] {
  if (conditions.length === 0) return undefined;
  const byTest = new Map<string, Map<string, string[]>>();
  for (const condition of conditions) {
    const test = stringOf(condition.test) ?? "";
    const keys = byTest.get(test) ?? new Map<string, string[]>();
    byTest.set(test, keys);
    const key = stringOf(condition.variable) ?? "";
    keys.set(key, [...(keys.get(key) ?? []), ...stringsOf(condition.values).map(iamVariables)]);
  }
  return Object.fromEntries(Array.from(byTest, ([test, keys]) => [test, Object.fromEntries(keys)]));
}

/** The data source writes IAM's `${...}` as `&{...}`, so that Terraform leaves it alone. */
function iamVariables(value: string): string {
  return value.replaceAll("&{", "${");
}

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
