/** Policies as IAM has them, and as statements of Terraform's `aws_iam_policy_document`, which say the same or are not given.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
import type { PolicyStatement } from "../../src";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type PolicyJson = Readonly<Record<string, Json>>;

type Conditions = Extract<PolicyStatement["condition"], readonly unknown[]>;

/** The statements of a role's policy.
 *  @returns undefined where `aws_iam_policy_document` cannot say the same */
export function statementsOf(document: PolicyJson): PolicyStatement[] | undefined {
  const { Version, Statement, ...rest } = document;
  if (Version !== "2012-10-17" || Object.keys(rest).length > 0) return undefined;
  const all = listOf(Statement);
  const meanings = all.map((each) => JSON.stringify(ordered(each)));
  // A statement that stands twice would be written once.
  if (all.length === 0 || new Set(meanings).size < all.length) return undefined;
  const statements = all.map(statementOf);
  return statements.every((each) => each !== undefined) ? statements : undefined;
}

function statementOf(statement: Json): PolicyStatement | undefined {
  if (!isObject(statement)) return undefined;
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Condition, ...rest } = statement;
  if (Object.keys(rest).length > 0 || (Effect !== "Allow" && Effect !== "Deny")) return undefined;
  if (Sid !== undefined && !(typeof Sid === "string" && /^[A-Za-z0-9]+$/.test(Sid))) return undefined;
  const lists = {
    actions: textsOf(Action),
    notActions: textsOf(NotAction),
    resources: textsOf(Resource),
    notResources: textsOf(NotResource),
  };
  const condition = conditionsOf(Condition);
  if (condition === undefined || Object.values(lists).includes(undefined)) return undefined;
  const given = Object.entries(lists).filter(([, list]) => list !== undefined && list.length > 0);
  return {
    ...(typeof Sid === "string" && { sid: Sid }),
    effect: Effect,
    ...(Object.fromEntries(given) as Partial<Record<keyof typeof lists, string[]>>),
    ...(condition.length > 0 && { condition }),
  };
}

/** The document that Terraform makes of statements without conditions. */
export function documentOf(statements: readonly PolicyStatement[]): PolicyJson {
  const asIamWritesIt = (texts: readonly string[] = []) => texts.map((text) => text.replaceAll("&{", "${"));
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ effect = "Allow", actions, resources }) => ({
      Effect: effect,
      Action: asIamWritesIt(actions),
      Resource: asIamWritesIt(resources),
    })),
  };
}

function conditionsOf(given: Json | undefined): Conditions | undefined {
  if (given === undefined) return [];
  if (!isObject(given)) return undefined;
  const conditions: Conditions[number][] = [];
  for (const [test, keys] of Object.entries(given)) {
    if (!isObject(keys)) return undefined;
    for (const [variable, value] of Object.entries(keys)) {
      const values = textsOf(value);
      if (values === undefined || values.length === 0) return undefined;
      conditions.push({ test, variable, values });
    }
  }
  return conditions;
}

/** The texts of an element, one or a list, with IAM's variables as Terraform writes them; none where it is not there. */
function textsOf(value: Json | undefined): string[] | undefined {
  const texts = listOf(value);
  const isFine = (text: Json): text is string => typeof text === "string" && !/&\{|%\{|\$\$\{/.test(text);
  if (!texts.every(isFine) || (value !== undefined && texts.length === 0)) return undefined;
  return texts.map((text) => text.replaceAll("${", "&{"));
}

/** Whether IAM reads the same in both: it cares neither for the order of statements, values and keys nor for a list around a
 *  single value. */
export function meanTheSame(one: PolicyJson, other: PolicyJson): boolean {
  return meaning(one) === meaning(other);
}

function meaning({ Statement, ...rest }: PolicyJson): string {
  const statements = listOf(Statement).map((statement) => JSON.stringify(ordered(statement)));
  return JSON.stringify([ordered(rest), statements.sort()]);
}

function ordered(value: Json): Json {
  if (isObject(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, entry]) => [key, ordered(entry)]));
  }
  if (!Array.isArray(value)) return value;
  const entries = (value as readonly Json[])
    .map(ordered)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return entries.length === 1 ? (entries[0] ?? null) : entries;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
