/** The one place where tokens are met. A token stands for a value that only Terraform knows: a check asks `known` once and
 *  works on plain values from there, and a text is taken apart here if it is known, by Terraform if it is not.
 *  https://developer.hashicorp.com/terraform/cdktf/concepts/tokens */
import { call, Fn, FOR_EXPRESSION_VALUE, forExpression, Token, Tokenization } from "cdktf";
import type { IResolvable } from "cdktf";
import { hasTemplate } from "./iam-variables";

/** Whether the value is there at synth, with no token in it and no template of Terraform's, such as `${var.stage}`. */
export function known(value: unknown): boolean {
  return !Token.isUnresolved(value) && !(typeof value === "string" && hasTemplate(value));
}

/** A text for each entry of a list, which Terraform makes where only it knows the list. */
export function eachOf(list: readonly string[], text: (entry: string) => string): string[] {
  if (known(list)) return list.map(text);
  return Token.asList(forExpression([...list], quoted(text(Token.asString(FOR_EXPRESSION_VALUE)))));
}

/** A text for each pair of entries of two lists, in the order of the first. */
export function eachPairOf(
  first: readonly string[],
  second: readonly string[],
  text: (first: string, second: string) => string,
): string[] {
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
  return lists.every(known)
    ? lists.flat()
    : Token.asList(
        call(
          "concat",
          lists.map((list) => [...list]),
        ),
      );
}

/** One of the parts between the separators.
 *  @param index from 0; -1 is the last part */
export function split(text: string, separator: string, index: number): string {
  if (known(text)) return text.split(separator).at(index) ?? "";
  const parts = Fn.split(separator, text);
  return Token.asString(index < 0 ? Fn.element(Fn.reverse(parts), -1 - index) : Fn.element(parts, index));
}

/** The text, without the prefix where it begins with it. */
export function withoutPrefix(text: string, prefix: string): string {
  if (!known(text)) return Fn.trimprefix(text, prefix);
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

/** The text, without the suffix where it ends with it. */
export function withoutSuffix(text: string, suffix: string): string {
  if (!known(text)) return Fn.trimsuffix(text, suffix);
  return text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

/** The text with every occurrence replaced. */
export function replaced(text: string, search: string, replacement: string): string {
  return known(text) ? text.replaceAll(search, replacement) : Fn.replace(text, search, replacement);
}

/** The text with each character of a set replaced, and cut.
 *  @param characters a set as regular expressions write it, such as `[^a-z]`, for JavaScript and Terraform alike */
export function replacedAndCut(text: string, characters: string, replacement: string, length: number): string {
  if (known(text)) return text.replaceAll(new RegExp(characters, "g"), replacement).slice(0, length);
  // Terraform takes what stands between slashes for a pattern.
  return Fn.substr(Fn.replace(text, `/${characters}/`, replacement), 0, length);
}

/** What of the text is there at synth. */
export function withoutTokens(text: string): string {
  return Tokenization.reverse(text).reduce((rest, token) => rest.replaceAll(Token.asString(token), ""), text);
}
