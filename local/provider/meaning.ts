/** When two values mean the same, so that going from one to the other is no change: nothing and an empty value, a set in another
 *  order, a policy written another way. */
import type { AttributeType, Block } from "./schema/schema";
import type { Resource } from "./resources/resource";
import { isEmpty, isObject, UNKNOWN, type ObjectValue, type Value } from "./values";

type Meanings = Resource["meanings"];
type Spelling = Pick<Resource, "meanings" | "isWrittenWithFramework">;

export function meanTheSame(block: Block, name: string, a: Value, b: Value, meanings: Meanings = {}): boolean {
  return meaningOf(block, name, a, name, meanings) === meaningOf(block, name, b, name, meanings);
}

/** The fresh state, but in the spelling of the prior one wherever both mean the same. Only null is not kept where AWS answers with
 *  "", 0 or false: the AWS provider's SDK has no null for a plain value. */
export function inPriorSpelling(
  block: Block,
  prior: ObjectValue,
  fresh: ObjectValue,
  { meanings, isWrittenWithFramework = false }: Spelling,
): ObjectValue {
  const names = [...Object.keys(block.attributes), ...Object.keys(block.blocks)];
  return Object.fromEntries(
    names.map((name) => {
      const before = prior[name] ?? null;
      const now = fresh[name] ?? null;
      const isNullGivenUp = before === null && !isWrittenWithFramework && typeof now !== "object";
      const isKept = before !== UNKNOWN && !isNullGivenUp && meanTheSame(block, name, before, now, meanings);
      return [name, isKept ? before : now];
    }),
  );
}

/** A text that is equal for values that mean the same. */
function meaningOf(block: Block, name: string, value: Value, path: string, meanings: NonNullable<Meanings>): string {
  if (value === UNKNOWN) return "unknown";
  if (isEmpty(value)) return "null";
  const attribute = block.attributes[name];
  if (attribute) return attributeMeaning(attribute.type, value, meanings[path]);
  const nested = block.blocks[name];
  if (!nested) throw new Error(`the schema has no ${path}`);
  const elements = (Array.isArray(value) ? value : [value]).map((element) =>
    isObject(element) ? objectMeaning(nested.block, element, path, meanings) : "unknown",
  );
  const blank = objectMeaning(nested.block, {}, path, meanings);
  // A block with nothing in it counts as none: `inline_policy {}` is how a role is said to have no inline policy.
  const said = elements.filter((element) => element !== blank);
  if (said.length === 0) return "null";
  return JSON.stringify(nested.nesting === "set" ? said.sort() : said);
}

function objectMeaning(block: Block, object: ObjectValue, path: string, meanings: NonNullable<Meanings>): string {
  const names = [...Object.keys(block.attributes), ...Object.keys(block.blocks)];
  return JSON.stringify(names.map((name) => meaningOf(block, name, object[name] ?? null, `${path}.${name}`, meanings)));
}

function attributeMeaning(type: AttributeType, value: Value, meaning?: (text: string) => string): string {
  if (value === UNKNOWN) return "unknown";
  if (typeof value === "string" && meaning) return meaning(value);
  if (Array.isArray(value)) {
    const elements = value.map((element) => (element === UNKNOWN ? "unknown" : JSON.stringify(element)));
    return JSON.stringify(type[0] === "set" ? elements.sort() : elements);
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, element]) => [
      key,
      element === UNKNOWN ? "unknown" : JSON.stringify(element),
    ]);
    return JSON.stringify(entries.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)));
  }
  return JSON.stringify(value);
}
