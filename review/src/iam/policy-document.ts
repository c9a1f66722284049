/** IAM policies as they are stored: JSON, with every list that has one element also written without brackets.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
import { NotModelled } from "./not-modelled";

/** An IAM policy: what a role may do, or, with principals, who may take it. */
export interface PolicyDocument {
  /** Only "2012-10-17" knows policy variables: in a document without a version, `${...}` is plain text. */
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: IamStatement | readonly IamStatement[];
}

/** One statement of a policy. */
export interface IamStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Principal?: Principals;
  readonly NotPrincipal?: Principals;
  readonly Condition?: Conditions;
}

export type OneOrMore<T> = T | readonly T[];
export type Principals = "*" | Readonly<Record<string, OneOrMore<string>>>;
export type ConditionValue = string | number | boolean;
/** Operator, then context key, then the values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore<ConditionValue>>>>>;

/** The elements that an identity policy, or a trust policy, may have in a statement. */
const ELEMENTS = {
  identity: ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
  trust: ["Sid", "Effect", "Action", "NotAction", "Principal", "NotPrincipal", "Condition"],
} as const;

export function asList<T>(value: OneOrMore<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

export function statementsOf(document: PolicyDocument): readonly IamStatement[] {
  return asList(document.Statement);
}

/** Conditions with other values in the place of what each key is compared with. */
export function withValues(
  conditions: Conditions,
  valuesFor: (values: readonly ConditionValue[], key: string, operator: string) => readonly ConditionValue[],
): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, valuesFor(asList(values), key, operator)])),
    ]),
  );
}

/** Whether `${...}` is a policy variable in this document.
 *  @throws NotModelled for a version that IAM does not have */
export function hasVariables(document: PolicyDocument): boolean {
  const { Version = "2008-10-17" } = document;
  if (Version !== "2012-10-17" && Version !== "2008-10-17") throw new NotModelled(`policy version "${Version}"`);
  return Version === "2012-10-17";
}

/** Refuses a statement that IAM would not store, or that has an element which nothing here reads.
 *  @throws NotModelled */
export function requireKnownElements(statement: IamStatement, kind: keyof typeof ELEMENTS): void {
  const known: readonly string[] = ELEMENTS[kind];
  const unknown = Object.keys(statement).find((element) => !known.includes(element));
  if (unknown !== undefined) throw new NotModelled(`the element "${unknown}" in ${named(statement)}`);
  if (!["Allow", "Deny"].includes(statement.Effect)) {
    throw new NotModelled(`the effect ${JSON.stringify(statement.Effect)} in ${named(statement)}`);
  }
  requireOneOf(statement, "Action", "NotAction");
  if (kind === "identity") requireOneOf(statement, "Resource", "NotResource");
  else requireOneOf(statement, "Principal", "NotPrincipal");
}

/** How messages call a statement. */
export function named(statement: IamStatement): string {
  return statement.Sid === undefined ? "a statement without Sid" : `statement "${statement.Sid}"`;
}

function requireOneOf(statement: IamStatement, ...elements: readonly (keyof IamStatement)[]): void {
  const present = elements.filter((element) => statement[element] !== undefined);
  const [element, ...more] = present;
  if (element === undefined || more.length > 0) {
    throw new NotModelled(
      `${named(statement)} with ${present.length === 0 ? "neither" : "both"} ${elements.join(" and ")}`,
    );
  }
  // Principals have a shape of their own.
  if (element === "Principal" || element === "NotPrincipal") return;
  const values: readonly unknown[] = asList<unknown>(statement[element]);
  if (values.length === 0) throw new NotModelled(`an empty list in ${element} of ${named(statement)}`);
  const other = values.find((value) => typeof value !== "string");
  if (other !== undefined) throw new NotModelled(`${JSON.stringify(other)} in ${element} of ${named(statement)}`);
}
