/** Policies, however the configuration writes them: as JSON text, or as a data aws_iam_policy_document.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
import { asList, type PolicyDocument, type IamStatement } from "../iam/policy-document";
import {
  blocks,
  isObject,
  referenced,
  stringOf,
  stringsOf,
  type Snapshot,
  type TerraformResource,
  type Values,
} from "../terraform-json/resource";
import type { NotEvaluatedCause } from "../terraform-json/not-evaluated";
import { isAfterApply } from "../terraform-json/symbol";
import type { Policy } from "./access-model";

/** Why a policy could not be read; becomes the policy's `notEvaluated`. */
class NotReadable extends Error {
  constructor(readonly reason: NotEvaluatedCause) {
    super("a policy that could not be read");
  }
}

/** The policy that an attribute holds or refers to. */
export function readPolicy(snapshot: Snapshot, address: string, attribute: unknown): Policy {
  try {
    return { address, document: documentOf(snapshot, stringOf(attribute)) };
  } catch (error) {
    if (error instanceof NotReadable) return { address, notEvaluated: error.reason };
    throw error;
  }
}

function documentOf(snapshot: Snapshot, attribute: string | undefined): PolicyDocument {
  if (attribute === undefined) throw new NotReadable("policy-outside-the-file");
  const source = referenced(snapshot, attribute);
  if (source?.type === "aws_iam_policy_document") return documentOfData(snapshot, source);
  if (source?.type === "aws_iam_policy") return documentOf(snapshot, stringOf(source.values.policy));
  return parseDocument(attribute);
}

function parseDocument(json: string): PolicyDocument {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    throw new NotReadable(isAfterApply(json) ? "known-after-apply" : { expression: json.slice(0, 120) });
  }
  if (!isObject(document)) throw new NotReadable("not-a-policy");
  const statements = asList<unknown>(document.Statement);
  if (statements.length === 0) throw new NotReadable("no-statements");
  if (!statements.every(isStatement)) throw new NotReadable("malformed-statement");
  return document as unknown as PolicyDocument;
}

function isStatement(statement: unknown): statement is IamStatement {
  if (!isObject(statement)) return false;
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = statement;
  return (
    [Sid].every((one) => one === undefined || typeof one === "string") &&
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

function documentOfData(snapshot: Snapshot, data: TerraformResource): PolicyDocument {
  const { values } = data;
  const json = stringOf(values.json);
  if (json !== undefined && !isAfterApply(json)) return parseDocument(json);
  if (values.dynamic !== undefined) throw new NotReadable({ dynamicBlocks: data.address });
  const documents = (attribute: unknown): PolicyDocument[] =>
    stringsOf(attribute).map((one) => documentOf(snapshot, one));
  return {
    Version: stringOf(values.version) ?? "2012-10-17",
    Statement: mergeStatements(
      documents(values.source_policy_documents),
      blocks(values.statement).map((block) => statementOfBlock(block, data.address)),
      documents(values.override_policy_documents),
    ),
  };
}

/** Later statements take the place of earlier ones with the same Sid. */
function mergeStatements(
  sources: readonly PolicyDocument[],
  own: readonly IamStatement[],
  overrides: readonly PolicyDocument[],
): IamStatement[] {
  const statements = (documents: readonly PolicyDocument[]): IamStatement[] =>
    documents.flatMap(({ Statement }) => asList(Statement));
  const merged: IamStatement[] = [];
  for (const statement of [...statements(sources), ...own, ...statements(overrides)]) {
    const same = merged.findIndex(
      ({ Sid }) => statement.Sid !== undefined && statement.Sid !== "" && Sid === statement.Sid,
    );
    if (same < 0) merged.push(statement);
    else merged[same] = statement;
  }
  return merged;
}

function statementOfBlock(block: Values, address: string): IamStatement {
  if (block.dynamic !== undefined) throw new NotReadable({ dynamicBlocks: address });
  const list = (name: string): string[] | undefined => {
    const values = stringsOf(block[name]);
    return values.length === 0 ? undefined : values;
  };
  const iam = (name: string): string[] | undefined => list(name)?.map(iamVariables);
  const sid = stringOf(block.sid);
  return withoutUndefined({
    Sid: sid === "" ? undefined : sid,
    Effect: (stringOf(block.effect) ?? "Allow") as IamStatement["Effect"],
    Action: list("actions"),
    NotAction: list("not_actions"),
    Resource: iam("resources"),
    NotResource: iam("not_resources"),
    Principal: principalsOf(blocks(block.principals)),
    NotPrincipal: principalsOf(blocks(block.not_principals)),
    Condition: conditionsOf(blocks(block.condition)),
  });
}

function principalsOf(principals: readonly Values[]): IamStatement["Principal"] {
  if (principals.length === 0) return undefined;
  const byType: Record<string, string[]> = {};
  for (const principal of principals) {
    const type = stringOf(principal.type) ?? "";
    const identifiers = stringsOf(principal.identifiers).map(iamVariables);
    if (type === "*" && identifiers.includes("*")) return "*";
    byType[type] = [...(byType[type] ?? []), ...identifiers];
  }
  return byType;
}

function conditionsOf(conditions: readonly Values[]): IamStatement["Condition"] {
  if (conditions.length === 0) return undefined;
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const condition of conditions) {
    const keys = (byTest[stringOf(condition.test) ?? ""] ??= {});
    const key = stringOf(condition.variable) ?? "";
    keys[key] = [...(keys[key] ?? []), ...stringsOf(condition.values).map(iamVariables)];
  }
  return byTest;
}

/** The data source writes IAM's `${...}` as `&{...}`, so that Terraform leaves it alone. */
function iamVariables(value: string): string {
  return value.replaceAll("&{", "${");
}

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
