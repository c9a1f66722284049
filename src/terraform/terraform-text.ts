/** Values as Terraform will read them. Tokens have no order and no equality of their own: two of them are the same, and
 *  sort, by the expression that they become. */
import { createHash } from "node:crypto";
import { Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { resolver } from "./tokens";

/** The value with its tokens replaced by Terraform expressions, such as `${aws_s3_bucket.notes.arn}`; what is not a
 *  string comes back as JSON. */
export function terraformText(scope: IConstruct, value: unknown): string {
  const resolved: unknown = Tokenization.resolve(value, { scope, resolver });
  return typeof resolved === "string" ? resolved : JSON.stringify(resolved);
}

/** The entries in an order that does not depend on the order of the calls that gave them. */
export function sortedByText<T>(
  scope: IConstruct,
  entries: readonly T[],
  key: (entry: T) => unknown = (entry) => entry,
): T[] {
  // To find out what tokens become takes time, and most lists have one entry.
  if (entries.length < 2) return [...entries];
  return entries
    .map((entry) => ({ entry, text: terraformText(scope, key(entry)) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ entry }) => entry);
}

/** The entries without those whose text was there before. */
export function uniqueByText<T>(
  scope: IConstruct,
  entries: readonly T[],
  key: (entry: T) => unknown = (entry) => entry,
): T[] {
  if (entries.length < 2) return [...entries];
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const text = terraformText(scope, key(entry));
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}

/** Eight characters that stand for the value: the same for the same text, on every machine. */
export function fingerprint(scope: IConstruct, value: unknown): string {
  return createHash("sha256").update(terraformText(scope, value)).digest("hex").slice(0, 8).toUpperCase();
}
