/** The one place where tokens are met. A token stands for a value that only Terraform knows: a check asks `known` once and
 *  works on plain values from there, and a text is taken apart here if it is known, by Terraform if it is not.
 *  https://developer.hashicorp.com/terraform/cdktf/concepts/tokens */
import {
  call,
  DefaultTokenResolver,
  Fn,
  FOR_EXPRESSION_VALUE,
  forExpression,
  Lazy,
  LazyBase,
  StringConcat,
  Token,
  Tokenization,
} from "cdktf";
import type { IResolvable, IResolveContext } from "cdktf";
import type { IConstruct } from "constructs";
import { hasTemplate } from "./iam-variables";
import { withEach } from "./with-each";

/** How tokens become texts where they are read before the stack is written. */
export const resolver = new DefaultTokenResolver(new StringConcat());

/** Whether the value is there at synth, with no token in it and no template of Terraform's, such as `${var.stage}`. */
export function known(value: unknown): boolean {
  return !isToken(value) && !(typeof value === "string" && hasTemplate(value));
}

/** Whether there is a token of CDKTF's in the value, whose text means nothing to a reader. */
export function isToken(value: unknown): boolean {
  // CDKTF takes long to say what most values are not. In a text each token is named, and a list that is a token has one entry.
  if (value === undefined || typeof value === "boolean") return false;
  if (typeof value === "string" && !value.includes("TfToken[")) return withTokensOfNumbers(value) !== value;
  if (Array.isArray(value) && value.length !== 1) return false;
  return Token.isUnresolved(value);
}

/** Whether the value is a token, or holds one somewhere. */
export function hasToken(value: unknown): boolean {
  return isToken(value) || (typeof value === "object" && value !== null && Object.values(value).some(hasToken));
}

/** The value, as a text where it is an expression of Terraform's, such as a variable's `value`, which CDKTF's own constructs take
 *  for any setting. */
export function asText(value: unknown): unknown {
  if (typeof value === "string") return withTokensOfNumbers(value);
  return Tokenization.isResolvable(value) ? Token.asString(value) : value;
}

/** What JavaScript makes of a number that only Terraform knows when it is put into a text: the number by which CDKTF remembers it,
 *  such as -8.109562212591379e+298. CDKTF finds it again in most texts, but not behind a hyphen. */
const NUMBER_IN_TEXT = /-\d(?:\.\d+)?e\+\d+/g;

function withTokensOfNumbers(text: string): string {
  if (!text.includes("e+")) return text;
  return text.replace(NUMBER_IN_TEXT, (number) => {
    const token = Tokenization.reverseNumber(Number(number));
    return token === undefined ? number : Token.asString(token);
  });
}

/** The value, as a list where it is an expression of Terraform's. */
export function asList(value: unknown): unknown {
  return Tokenization.isResolvable(value) ? Token.asList(value) : value;
}

/** A text for each entry of a list, which Terraform makes where only it knows the list. */
export function eachOf(given: readonly string[], text: (entry: string) => string): string[] {
  const list = asList(given) as readonly string[];
  if (isLazy(list)) return laterList([list], ([produced = []]) => eachOf(produced, text));
  if (known(list)) return list.map(text);
  return Token.asList(forExpression([...list], quoted(text(Token.asString(FOR_EXPRESSION_VALUE)))));
}

/** A text for each pair of entries of two lists, in the order of the first. */
export function eachPairOf(
  first: readonly string[],
  second: readonly string[],
  text: (first: string, second: string) => string,
): string[] {
  if (isLazy(first) || isLazy(second))
    return laterList([first, second], ([one = [], other = []]) => eachPairOf(one, other, text));
  if (known(first)) return joined(first.map((one) => eachOf(second, (other) => text(one, other))));
  if (known(second)) return joined(second.map((other) => eachOf(first, (one) => text(one, other))));
  const pairs = call("setproduct", [[...first], [...second]]);
  const part = (index: number): string => Token.asString(call("element", [FOR_EXPRESSION_VALUE, index]));
  return Token.asList(forExpression(pairs, quoted(text(part(0), part(1)))));
}

/** The text as an expression. CDKTF quotes what a function is given and nothing else in a `for` expression, and warns of
 *  texts that are half token: so the parts are joined. */
function quoted(text: string): IResolvable {
  const parts = text.split(/(\$\{TfToken\[[^\]]*\]\})/).filter((part) => part !== "");
  return call("join", ["", parts]);
}

/** All entries of the lists, as one list. */
export function joined(lists: readonly (readonly string[])[]): string[] {
  if (lists.some(isLazy)) return laterList(lists, joined);
  return lists.every(known)
    ? lists.flat()
    : Token.asList(
        call(
          "concat",
          lists.map((list) => [...list]),
        ),
      );
}

/** The value with each Lazy that yields a literal replaced by it, so that a check sees what Terraform will. Lists and plain
 *  objects are walked, constructs are left as they are. */
export function withLiterals<T>(scope: IConstruct, value: T): T {
  // Each branch gives back a value of the kind that it was given.
  return literalOf(scope, value) as T;
}

function literalOf(scope: IConstruct, value: unknown): unknown {
  if (!known(value)) return isLazy(value) ? literalOrToken(scope, value) : value;
  if (!Array.isArray(value) && !isPlainObject(value)) return value;
  return withEach(value, (entry) => literalOf(scope, entry));
}

function literalOrToken(scope: IConstruct, value: unknown): unknown {
  const resolved: unknown = Tokenization.resolve(value, { scope, resolver });
  return JSON.stringify(resolved ?? null).includes("${") ? value : resolved;
}

/** Whether the object is written as one, or made by no class. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A value that is made at synth, by code: what it yields may be a literal. */
function isLazy(value: unknown): boolean {
  return !known(value) && Tokenization.reverse(value).some((token) => token instanceof LazyBase);
}

/** The list in alphabetical order, sorted by Terraform where only it knows the list. */
export function sortedList(list: readonly string[]): string[] {
  if (isLazy(list)) return laterList([list], ([produced = []]) => sortedList(produced));
  return known(list) ? [...list].sort() : Fn.sort([...list]);
}

/** What a Lazy yields goes into the function here too: a list of its own that CDKTF's functions cannot write. */
function laterList(
  lists: readonly (readonly string[])[],
  change: (lists: readonly (readonly string[])[]) => string[],
): string[] {
  return Lazy.listValue({ produce: (context) => change(lists.map((list) => producedList(list, context))) });
}

function producedList(list: readonly string[], context: IResolveContext): readonly string[] {
  if (!isLazy(list)) return list;
  const [token] = Tokenization.reverse(list);
  return (token?.resolve(context) ?? []) as string[];
}

/** What a Lazy yields goes into the function, not the Lazy: CDKTF's functions write its literal without quotes. */
function later(text: string, change: (text: string) => string): string {
  return Lazy.stringValue({ produce: (context) => change(produced(text, context)) });
}

function produced(text: string, context: IResolveContext): string {
  return Tokenization.reverse(text)
    .filter((token) => token instanceof LazyBase)
    .reduce((rest, token) => rest.replaceAll(Token.asString(token), () => String(token.resolve(context))), text);
}

/** A text that is in no check's reach, for what was not given or cannot be used: the problem with it is reported once, and
 *  nothing is written then. */
export function unusable(): string {
  unusableTexts += 1;
  // Each is another one, so that no two of them look like one value given twice.
  return Token.asString(Token.asAny(`\${unusable.${unusableTexts}}`));
}

let unusableTexts = 0;

/** Whether the list stands for one that only Terraform knows. A text of such a list among others is broken: Terraform would
 *  read it as a text. */
export function isPartOfListToken(value: unknown): boolean {
  return typeof value === "string" && value.includes("#{TfToken[");
}

/** One of the parts between the separators.
 *  @param index from 0; -1 is the last part */
export function split(text: string, separator: string, index: number): string {
  if (known(text)) return text.split(separator).at(index) ?? "";
  if (isLazy(text)) return later(text, (each) => split(each, separator, index));
  const parts = Fn.split(separator, unmixed(text));
  return Token.asString(index < 0 ? Fn.element(Fn.reverse(parts), -1 - index) : Fn.element(parts, index));
}

/** The text, without the prefix where it begins with it. */
export function withoutPrefix(text: string, prefix: string): string {
  if (isLazy(text)) return later(text, (each) => withoutPrefix(each, prefix));
  if (!known(text)) return Fn.trimprefix(unmixed(text), prefix);
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

/** The text, without the suffix where it ends with it. */
export function withoutSuffix(text: string, suffix: string): string {
  if (isLazy(text)) return later(text, (each) => withoutSuffix(each, suffix));
  if (!known(text)) return Fn.trimsuffix(unmixed(text), suffix);
  return text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

/** The text with every occurrence replaced. */
export function replaced(text: string, search: string, replacement: string): string {
  if (isLazy(text)) return later(text, (each) => replaced(each, search, replacement));
  return known(text) ? text.replaceAll(search, replacement) : Fn.replace(unmixed(text), search, replacement);
}

/** The text with each character of a set replaced, and cut.
 *  @param characters a set as regular expressions write it, such as `[^a-z]`, for JavaScript and Terraform alike */
export function replacedAndCut(text: string, characters: string, replacement: string, length: number): string {
  if (isLazy(text)) return later(text, (each) => replacedAndCut(each, characters, replacement, length));
  if (known(text)) return text.replaceAll(new RegExp(characters, "g"), replacement).slice(0, length);
  // Terraform takes what stands between slashes for a pattern.
  return Fn.substr(Fn.replace(unmixed(text), `/${characters}/`, replacement), 0, length);
}

const TOKEN = String.raw`\$\{TfToken\[[^\]]+\]\}`;
/** What stands in a template, such as `var.stage` or `join("-", var.names)`. */
const EXPRESSION = String.raw`(?:[^{}"]|"[^{}"]*"|${TOKEN})+`;
const PART = new RegExp(String.raw`(${TOKEN}|\$\{${EXPRESSION}\})`);
const WHOLE_TEMPLATE = new RegExp(String.raw`^\$\{(?!TfToken\[)(${EXPRESSION})\}$`);

/** The text as one token. CDKTF's functions warn of "escape sequences" when they are given literal and token in one text, and
 *  take each by itself without a word. */
function unmixed(text: string): string {
  const parts = text
    .split(PART)
    .filter((part) => part !== "")
    .map((part) => withoutTemplate(part));
  return parts.length > 1 ? Fn.join("", parts) : (parts[0] ?? "");
}

/** A template such as `${var.stage}`, which CDKTF's functions would escape, as a token of its expression. There may be a token in it,
 *  such as a resource's `fqn`. */
function withoutTemplate(part: string): string {
  const [, expression] = WHOLE_TEMPLATE.exec(part) ?? [];
  return expression === undefined ? part : Token.asString(Token.asAny(expression));
}

/** What of the text is there at synth. */
export function withoutTokens(text: string): string {
  return Tokenization.reverse(text).reduce((rest, token) => rest.replaceAll(Token.asString(token), ""), text);
}
