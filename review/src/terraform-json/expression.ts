/** Terraform's templates and expressions, as far as they can be worked out without a run: texts, lists, objects,
 *  references to locals, jsonencode(). Everything else stands for itself, as a symbol.
 *  https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping */
import { isObject } from "./resource";
import { symbol } from "./symbol";

/** Gives the value of a reference such as `local.prefix`, or undefined where only Terraform knows it. */
export type Lookup = (reference: string) => unknown;

/** The value of an attribute of a .tf.json file: every text in it is a template. */
export function evaluate(value: unknown, lookup: Lookup): unknown {
  if (typeof value === "string") return evaluateTemplate(value, lookup);
  if (Array.isArray(value)) return value.map((one) => evaluate(one, lookup));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, evaluate(one, lookup)]));
  }
  return value;
}

function evaluateTemplate(template: string, lookup: Lookup): unknown {
  try {
    return new Parser(template, lookup).wholeTemplate();
  } catch (error) {
    if (error instanceof NotUnderstood) return symbol(template);
    throw error;
  }
}

class NotUnderstood extends Error {}

/** Reads and evaluates in one pass: there is nothing that would need a tree. */
class Parser {
  private position = 0;

  constructor(
    private readonly source: string,
    private readonly lookup: Lookup,
  ) {}

  wholeTemplate(): unknown {
    return this.template(() => this.position >= this.source.length, false);
  }

  /** The parts of a template until its end. One that is a single expression has the expression's type. */
  private template(isEnd: () => boolean, quoted: boolean): unknown {
    const parts: unknown[] = [];
    const addText = (more: string): void => {
      if (typeof parts.at(-1) === "string") parts.push(`${String(parts.pop())}${more}`);
      else parts.push(more);
    };
    let interpolations = 0;
    while (!isEnd()) {
      if (this.position >= this.source.length || this.at("%{")) throw new NotUnderstood();
      if (this.skip("$${")) addText("${");
      else if (this.skip("%%{")) addText("%{");
      else if (this.skip("${")) {
        interpolations += 1;
        parts.push(this.interpolation());
      } else if (quoted && this.at("\\")) addText(this.escape());
      else addText(this.take(1));
    }
    if (interpolations === 1 && parts.length === 1) return parts[0];
    return parts.map(asText).join("");
  }

  /** An expression up to its closing brace; one that is not understood becomes a symbol of its own text. */
  private interpolation(): unknown {
    const start = this.position;
    try {
      const value = this.expression();
      this.expect("}");
      return value;
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      this.position = endOfInterpolation(this.source, start);
      return symbol(this.source.slice(start, this.position - 1).trim());
    }
  }

  private expression(): unknown {
    this.space();
    const value = this.term();
    this.space();
    return value;
  }

  private term(): unknown {
    if (this.skip('"')) return this.quoted();
    if (this.skip("[")) return this.list();
    if (this.skip("{")) return this.object();
    const number = this.match(/-?\d+(?:\.\d+)?/y);
    if (number !== undefined) return Number(number);
    const reference = this.match(/[A-Za-z_][\w-]*(?:\.[\w-]+|\.\*|\[(?:\d+|"[^"]*"|\*)\])*/y);
    if (reference === undefined) throw new NotUnderstood();
    if (this.skip("(")) return this.call(reference);
    return this.reference(reference);
  }

  private reference(reference: string): unknown {
    if (reference === "true" || reference === "false") return reference === "true";
    if (reference === "null") return null;
    const value = this.lookup(reference);
    return value === undefined ? symbol(reference) : value;
  }

  private call(name: string): unknown {
    if (name !== "jsonencode") throw new NotUnderstood();
    const argument = this.expression();
    this.expect(")");
    return JSON.stringify(argument);
  }

  private quoted(): unknown {
    const value = this.template(() => this.at('"'), true);
    this.expect('"');
    return value;
  }

  private list(): unknown[] {
    const values: unknown[] = [];
    this.space();
    while (!this.skip("]")) {
      values.push(this.expression());
      this.separator("]");
    }
    return values;
  }

  private object(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.space();
    while (!this.skip("}")) {
      const key = this.skip('"') ? asText(this.quoted()) : this.match(/[A-Za-z_][\w-]*/y);
      this.space();
      if (key === undefined || !(this.skip("=") || this.skip(":"))) throw new NotUnderstood();
      entries.push([key, this.expression()]);
      this.separator("}");
    }
    return Object.fromEntries(entries);
  }

  private separator(end: string): void {
    if (!this.skip(",") && !this.at(end)) throw new NotUnderstood();
    this.space();
  }

  private escape(): string {
    const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
    this.expect("\\");
    const unicode = this.match(/u[0-9a-fA-F]{4}/y);
    if (unicode !== undefined) return String.fromCharCode(parseInt(unicode.slice(1), 16));
    const character = escapes[this.take(1)];
    if (character === undefined) throw new NotUnderstood();
    return character;
  }

  private at(token: string): boolean {
    return this.source.startsWith(token, this.position);
  }

  private skip(token: string): boolean {
    const found = this.at(token);
    if (found) this.position += token.length;
    return found;
  }

  private expect(token: string): void {
    if (!this.skip(token)) throw new NotUnderstood();
  }

  private take(length: number): string {
    this.position += length;
    return this.source.slice(this.position - length, this.position);
  }

  private match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.position;
    const found = sticky.exec(this.source)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }

  private space(): void {
    this.match(/\s+/y);
  }
}

/** Where an interpolation ends: behind its closing brace, braces and texts inside it counted.
 *  @throws NotUnderstood if it does not end */
function endOfInterpolation(source: string, start: number): number {
  let depth = 1;
  let inText = false;
  for (let i = start; i < source.length; i += 1) {
    const character = source[i];
    if (character === "\\") i += 1;
    else if (character === '"') inText = !inText;
    else if (inText) continue;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  throw new NotUnderstood();
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  // A list or an object inside a text: Terraform would refuse it.
  throw new NotUnderstood();
}
