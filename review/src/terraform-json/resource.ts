/** Resources as Terraform's JSON has them, whatever kind of file they were read from. */
import type { NotEvaluated } from "./not-evaluated";
import { referencesOf } from "./symbol";

export type Values = Readonly<Record<string, unknown>>;

export interface TerraformResource {
  /** As Terraform writes it: "aws_iam_role.reader", "data.aws_iam_policy_document.trust", "module.app.aws_iam_role.reader[0]". */
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}

/** All resources at one point in time. */
export interface Snapshot {
  readonly resources: readonly TerraformResource[];
  /** What was there before: a plan leaves traces of it in attributes that the provider fills in.
   *  @default nothing */
  readonly prior?: readonly TerraformResource[];
  readonly notEvaluated: readonly NotEvaluated[];
}

/** What a file holds. */
export interface TerraformContent {
  readonly source: "synthesized" | "plan" | "state";
  /** What there is, or what a plan will make. */
  readonly after: Snapshot;
  /** What a plan starts from. */
  readonly before?: Snapshot;
}

export function ofType(snapshot: Snapshot, type: string): TerraformResource[] {
  return snapshot.resources.filter((resource) => resource.type === type);
}

/** The resource that a value refers to, if it is nothing but one reference, say to an id or an ARN. */
export function referenced(snapshot: Snapshot, text: string | undefined): TerraformResource | undefined {
  const [reference, ...more] = referencesOf(text ?? "");
  if (reference === undefined || more.length > 0) return undefined;
  return snapshot.resources.find(({ address }) => isPartOf(reference, address));
}

/** Whether a reference ("aws_iam_role.reader.arn") points into a resource ("aws_iam_role.reader"). */
export function isPartOf(reference: string, address: string): boolean {
  return reference === address || reference.startsWith(`${address}.`) || reference.startsWith(`${address}[`);
}

export function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An attribute that is a text; numbers and booleans too, since Terraform converts them. */
export function stringOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return undefined;
}

/** An attribute that is a list or set of texts. */
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
