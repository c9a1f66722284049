/** The one place where tokens are met. A token stands for a value that only Terraform knows: a check asks `known` once and
 *  works on plain values from there, and a text is taken apart here if it is known, by Terraform if it is not.
 *  https://developer.hashicorp.com/terraform/cdktf/concepts/tokens */
import { Fn, Token, Tokenization } from "cdktf";

/** Whether the value is there at synth, with no token in it. */
export function known(value: unknown): boolean {
  return !Token.isUnresolved(value);
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
