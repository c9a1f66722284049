/** Resources as Terraform's JSON has them, whatever kind of file they were read from. */
import { isSymbol } from "./symbol";

export type Values = Readonly<Record<string, unknown>>;

export interface TerraformResource {
  /** As Terraform writes it: "aws_iam_role.reader", "data.aws_iam_policy_document.trust", "module.app.aws_iam_role.reader[0]". */
  readonly address: string;
  readonly type: string;
  readonly values: Values;
  /** Read, not made: a data source. */
  readonly isData: boolean;
  /** What else a plan does with it than to change or keep it. */
  readonly planned?: Planned;
}

/** "created": made for the first time. "replaced": destroyed and made anew. "forgotten": it leaves Terraform and stays in AWS. "deferred": only a later plan will
 *  say what becomes of it. */
export type Planned = "created" | "replaced" | "forgotten" | "deferred";

export function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value of an object by a name from the file: never what every object has from its prototype. */
export function own(object: Values, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** An attribute that is a text; numbers and booleans too, since Terraform converts them. */
export function stringOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return undefined;
}

/** An attribute that is a list or set of texts. One that is not known is a symbol, in the place of its elements. */
export function stringsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(stringOf).filter((one) => one !== undefined);
  const one = stringOf(value);
  return one === undefined ? [] : [one];
}

/** An attribute that is a map of texts. */
export function stringMapOf(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => stringsOf(one).map((each) => [key, each])));
}

/** Nested blocks: Terraform's JSON syntax writes a single one also without brackets. */
export function blocks(value: unknown): Values[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** The symbol that stands in the place of a whole map, list or set of blocks that is not known; undefined if it is known. */
export function unknownWhole(value: unknown): string | undefined {
  if (typeof value === "string" && isSymbol(value)) return value;
  if (!Array.isArray(value)) return undefined;
  return value.find((one): one is string => typeof one === "string" && isSymbol(one));
}
