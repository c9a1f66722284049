/** Reads a schema out of the CDKTF bindings in @cdktf/provider-aws, which were themselves generated from the provider's schema.
 *  Each compiled module ends in an inline source map that holds its TypeScript. There, every attribute is announced by a comment
 *  (`// name - computed: X, optional: Y, required: Z`), and the functions that write HCL say its type and whether it is a block. */
import { readFileSync } from "node:fs";
import type { Attribute, AttributeType, Block, NestedBlock } from "./schema";
import type { NotInBindings } from "./not-in-bindings";

export interface Binding {
  readonly terraformType: string;
  readonly block: Block;
}

export function readBinding(module: string, additions: NotInBindings = {}): Binding {
  const source = typescriptOf(module);
  const top = classes(source).find(({ text }) => text.includes('static readonly tfResourceType = "'));
  if (!top) throw new Error(`${module} has no class with a tfResourceType`);
  const terraformType = captured(/static readonly tfResourceType = "([a-z0-9_]+)"/, top.text, module);
  return { terraformType, block: new BlockReader(source, additions).read(top.text, top.text, "") };
}

class BlockReader {
  constructor(
    private readonly source: string,
    private readonly additions: NotInBindings,
  ) {}

  /** `declared` is the class with the comments and getters, `written` the code that writes the same block as HCL. */
  read(declared: string, written: string, path: string): Block {
    const attributes: Record<string, Attribute> = {};
    const blocks: Record<string, NestedBlock> = {};
    const hcl = hclEntries(written);
    for (const { name, computed, optional, required, text } of announced(declared)) {
      const entry = hcl.get(name);
      const at = path === "" ? name : `${path}.${name}`;
      if (entry?.isBlock) {
        blocks[name] = this.nestedBlock(entry, text, required, at);
      } else {
        attributes[name] = {
          type: entry ? writtenType(entry, at) : this.readType(text, at),
          ...(required && { required }),
          ...(optional && { optional }),
          ...(computed && { computed }),
          ...(this.additions.sensitive?.includes(at) && { sensitive: true }),
        };
      }
    }
    return { attributes: sorted(attributes), blocks: sorted(blocks) };
  }

  /** The type of a value that only AWS sets: such a list of objects is not a block. */
  private readType(text: string, path: string): AttributeType {
    const [, structName, wrapsSet] = /new ([A-Za-z0-9]+)List\(this, "[a-z0-9_]+", (true|false)\)/.exec(text) ?? [];
    if (structName === undefined) return getterType(text, path);
    const struct = classes(this.source).find(({ name }) => name === `${structName}OutputReference`);
    if (!struct) throw new Error(`${path} is a list of ${structName}, which has no class`);
    const members = announced(struct.text).map(({ name, text }) => [name, this.readType(text, `${path}.${name}`)]);
    const object = Object.fromEntries(members.sort()) as Record<string, AttributeType>;
    return [wrapsSet === "true" ? "set" : "list", ["object", object]];
  }

  private nestedBlock(entry: HclEntry, text: string, required: boolean, path: string): NestedBlock {
    const holder = /new ([A-Za-z0-9]+)(List|OutputReference)\(this, "/.exec(text);
    const [, structName = entry.storage.replace(/List$/, ""), holderKind = "List"] = holder ?? [];
    const written = hclFunction(this.source, structName);
    const declared = classes(this.source).find(({ name }) => name === `${structName}OutputReference`);
    // An OutputReference in place of a List is the bindings' way to say "at most one".
    const atMostOne = holderKind === "OutputReference" && entry.type !== "struct";
    const minItems = required && entry.type !== "struct" ? 1 : undefined;
    const maxItems = this.additions.maxItems?.[path] ?? (atMostOne ? 1 : undefined);
    return {
      nesting: entry.type === "struct" ? "single" : (entry.type as "list" | "set"),
      ...(minItems !== undefined && { minItems }),
      ...(maxItems !== undefined && { maxItems }),
      // The blocks of the provider itself have no class, since nothing can refer to them; all that is in them is optional.
      block: declared ? this.read(declared.text, written, path) : onlyOptional(written, path),
    };
  }
}

function onlyOptional(written: string, path: string): Block {
  const entries = [...hclEntries(written)];
  return {
    attributes: sorted(
      Object.fromEntries(
        entries.map(([name, entry]) => [name, { type: writtenType(entry, `${path}.${name}`), optional: true }]),
      ),
    ),
    blocks: {},
  };
}

function typescriptOf(module: string): string {
  const compiled = readFileSync(require.resolve(`@cdktf/provider-aws/lib/${module}`), "utf8");
  const map = captured(/sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)/, compiled, module);
  const { sourcesContent } = JSON.parse(Buffer.from(map, "base64").toString("utf8")) as { sourcesContent: string[] };
  const [source] = sourcesContent;
  if (source === undefined) throw new Error(`the source map of ${module} holds no source`);
  return source;
}

function classes(source: string): { name: string; text: string }[] {
  return [...source.matchAll(/^export class ([A-Za-z0-9]+) [^\n]*\n(.*?)^}/gms)].map(([, name = "", text = ""]) => ({
    name,
    text,
  }));
}

function hclFunction(source: string, structName: string): string {
  const name = structName.charAt(0).toLowerCase() + structName.slice(1);
  return captured(new RegExp(`^export function ${name}ToHclTerraform\\(.*?\\n(.*?)^}`, "ms"), source, structName);
}

interface Announced {
  readonly name: string;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  /** From the comment to the next one: the member's code. */
  readonly text: string;
}

function announced(classText: string): Announced[] {
  const comment = /^ {2}\/\/ ([a-z0-9_]+) - computed: (true|false), optional: (true|false), required: (true|false)$/gm;
  const found = [...classText.matchAll(comment)];
  return found.map((match, index) => ({
    name: match[1] ?? "",
    computed: match[2] === "true",
    optional: match[3] === "true",
    required: match[4] === "true",
    text: classText.slice(match.index, found[index + 1]?.index),
  }));
}

interface HclEntry {
  readonly isBlock: boolean;
  readonly type: string;
  readonly storage: string;
}

function hclEntries(code: string): Map<string, HclEntry> {
  const entry =
    /^\s+([a-z0-9_]+): \{\n\s+value: .*\n\s+isBlock: (true|false),\n\s+type: "([a-z]+)",\n\s+storageClassType: "([A-Za-z0-9]+)",/gm;
  return new Map(
    [...code.matchAll(entry)].map(([, name = "", isBlock, type = "", storage = ""]) => [
      name,
      { isBlock: isBlock === "true", type, storage },
    ]),
  );
}

const STORED: Readonly<Record<string, AttributeType>> = {
  string: "string",
  boolean: "bool",
  number: "number",
  stringList: "string",
  numberList: "number",
  stringMap: "string",
  booleanMap: "bool",
  numberMap: "number",
};

function writtenType({ type, storage }: HclEntry, path: string): AttributeType {
  const element = STORED[storage];
  if (element === undefined) throw new Error(`${path} is stored as ${storage}, which the reader does not know`);
  if (type === "simple") return element;
  if (type === "list" || type === "set" || type === "map") return [type, element];
  throw new Error(`${path} is of type ${type}, which the reader does not know`);
}

/** Only computed attributes are never written, so their type is that of the getter. */
const GOT: readonly (readonly [RegExp, AttributeType])[] = [
  [/cdktf\.Fn\.tolist\(this\.getListAttribute\(/, ["set", "string"]],
  [/this\.getListAttribute\(/, ["list", "string"]],
  [/this\.getStringMapAttribute\(|new cdktf\.StringMap\(this/, ["map", "string"]],
  [/this\.getStringAttribute\(/, "string"],
  [/this\.getNumberAttribute\(/, "number"],
  [/this\.getBooleanAttribute\(/, "bool"],
];

function getterType(text: string, path: string): AttributeType {
  const found = GOT.find(([getter]) => getter.test(text));
  if (!found) throw new Error(`${path} has no getter that the reader knows`);
  return found[1];
}

function captured(pattern: RegExp, text: string, where: string): string {
  const value = pattern.exec(text)?.[1];
  if (value === undefined) throw new Error(`${where}: nothing matches ${String(pattern)}`);
  return value;
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
