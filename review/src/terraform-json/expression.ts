/** Terraform's templates and expressions, as far as they can be worked out without a run. Everything else stands for itself,
 *  as a symbol.
 *  https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 *  https://developer.hashicorp.com/terraform/language/expressions */
import { functionNamed } from "./functions";
import { asText, checkSize, isKnown, isSet, NotUnderstood } from "./known-value";
import { isObject, own } from "./resource";
import { hasSymbol, isSymbol, symbol } from "./symbol";

/** A part of a reference: a name, or what stands in brackets; undefined where that is not known, or all are meant. */
export type PathStep =
  | { readonly name: string }
  | {
      readonly key: string | number | undefined;
      /** Written as `.*`, which goes through all for the names behind it; an index stands behind the result. */
      readonly isAttributeSplat?: true;
    };

/** Gives the value of a reference such as `local.prefix`, or undefined where only Terraform knows it. */
export type Lookup = (path: readonly PathStep[]) => unknown;

/** The value of an attribute of a .tf.json file: every text in it is a template. */
export function evaluate(value: unknown, lookup: Lookup): unknown {
  if (typeof value === "string") return evaluateTemplate(value, lookup);
  if (Array.isArray(value)) return value.map((one) => evaluate(one, lookup));
  if (isObject(value)) {
    return Object.fromEntries(
      // Keys are templates too: { "${var.key}": 1 }.
      Object.entries(value).map(([key, one]) => [keyText(key, lookup), evaluate(one, lookup)]),
    );
  }
  return value;
}

function keyText(key: string, lookup: Lookup): string {
  if (!/[$%]\{/.test(key)) return key;
  const value = evaluateTemplate(key, lookup);
  return typeof value === "string" ? value : symbol(key);
}

export function evaluateTemplate(template: string, lookup: Lookup): unknown {
  // Most texts of a file: nothing in them is to be worked out.
  if (!/[$%]\{/.test(template)) return template;
  try {
    return checkSize(new Parser(template, lookup).wholeTemplate());
  } catch (error) {
    if (error instanceof NotUnderstood) return symbol(template);
    throw error;
  }
}

/** What a path leads to inside a value that is known.
 *  @returns undefined if it leads nowhere */
export function valueAt(value: unknown, path: readonly PathStep[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof value === "string" && isSymbol(value)) return deeper(value, path);
  if ("key" in step && step.key === undefined) {
    if (!Array.isArray(value)) return undefined;
    const names = step.isAttributeSplat ? rest.findIndex((one) => !("name" in one)) : -1;
    const behindEach = names < 0 ? rest : rest.slice(0, names);
    const all = value.map((one) => valueAt(one, behindEach));
    return all.includes(undefined) ? undefined : valueAt(all, rest.slice(behindEach.length));
  }
  const key = "name" in step ? step.name : step.key;
  if (Array.isArray(value)) return /^\d+$/.test(String(key)) ? valueAt(value[Number(key)], rest) : undefined;
  return isObject(value) ? valueAt(own(value, String(key)), rest) : undefined;
}

/** Part of a value that is not known: `each.value.arn`, where each.value is ⟨aws_iam_role.reader⟩. */
function deeper(value: string, path: readonly PathStep[]): string {
  const source = value.slice(1, -1);
  const isReference = /^[\w-]+(?:\.[\w*-]+|\[(?:'[^']*'|\d+|\*)\])*$/.test(source);
  return symbol(`${isReference ? source : `(${source})`}${pathText(path)}`);
}

/** A path as Terraform writes it. */
export function pathText(path: readonly PathStep[]): string {
  return path
    .map((step) => {
      if ("name" in step) return `.${step.name}`;
      if (step.key === undefined) return "[*]";
      return typeof step.key === "number" ? `[${step.key}]` : `["${step.key}"]`;
    })
    .join("");
}

const MAX_DEPTH = 200;

/** Reads and evaluates in one pass: there is nothing that would need a tree. */
class Parser {
  private position = 0;
  private depth = 0;
  /** Names that a `for` gives to the element that it is at. */
  private scope: ReadonlyMap<string, unknown> = new Map();

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
    let interpolations = 0;
    while (!isEnd()) {
      if (this.position >= this.source.length || this.at("%{")) throw new NotUnderstood();
      if (this.skip("$${")) parts.push("${");
      else if (this.skip("%%{")) parts.push("%{");
      else if (this.skip("${")) {
        interpolations += 1;
        parts.push(this.interpolation());
      } else if (quoted && this.at("\\")) parts.push(this.escape());
      else parts.push(this.match(quoted ? /[^$%\\"]+/y : /[^$%]+/y) ?? this.take(1));
    }
    if (interpolations === 1 && parts.length === 1) return parts[0];
    return checkSize(parts.map(asText).join(""));
  }

  /** An expression up to its closing brace; one that is not understood becomes a symbol of its own text. */
  private interpolation(): unknown {
    const { position: start, depth, scope } = this;
    try {
      this.skip("~");
      const value = this.expression();
      this.skip("~");
      this.expect("}");
      return value;
    } catch (error) {
      if (!(error instanceof NotUnderstood) || scope.size > 0) throw error;
      // It may have stopped deep inside.
      this.depth = depth;
      this.scope = scope;
      this.position = endOfInterpolation(this.source, start);
      return symbol(this.source.slice(start, this.position - 1).trim());
    }
  }

  private expression(): unknown {
    if (this.depth > MAX_DEPTH) throw new NotUnderstood();
    this.depth += 1;
    const value = this.conditional();
    this.depth -= 1;
    return value;
  }

  private conditional(): unknown {
    const condition = this.binary(0);
    if (!this.skip("?")) return condition;
    const whenTrue = this.expression();
    this.expect(":");
    const whenFalse = this.expression();
    if (condition === true || condition === "true") return whenTrue;
    if (condition === false || condition === "false") return whenFalse;
    throw new NotUnderstood();
  }

  /** Operators, the weakest first. */
  private binary(level: number): unknown {
    const operators = OPERATORS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      this.space();
      const operator = operators.find((one) => this.at(one));
      if (operator === undefined) return left;
      this.position += operator.length;
      left = operate(operator, left, this.binary(level + 1));
    }
  }

  private unary(): unknown {
    this.space();
    if (this.at("!") && !this.at("!=")) {
      this.position += 1;
      return !boolean(this.unary());
    }
    if (this.at("-")) {
      this.position += 1;
      return -number(this.unary());
    }
    const value = this.term();
    this.space();
    return value;
  }

  private term(): unknown {
    if (this.skip('"')) return this.steps(this.quoted());
    if (this.skip("[")) return this.steps(this.list());
    if (this.skip("{")) return this.steps(this.object());
    if (this.skip("(")) {
      const value = this.expression();
      this.expect(")");
      return this.steps(value);
    }
    const digits = this.match(/\d+(?:\.\d+)?/y);
    if (digits !== undefined) return Number(digits);
    const name = this.match(/[\p{L}_][\p{L}\p{N}_-]*/uy);
    if (name === undefined) throw new NotUnderstood();
    if (this.skip("(")) return this.steps(this.call(name));
    if (name === "true" || name === "false") return name === "true";
    if (name === "null") return null;
    return this.reference([{ name }, ...this.path()]);
  }

  private reference(path: readonly PathStep[]): unknown {
    const [first, ...rest] = path;
    if (first !== undefined && "name" in first && this.scope.has(first.name)) {
      const value = valueAt(this.scope.get(first.name), rest);
      if (value === undefined) throw new NotUnderstood();
      return value;
    }
    return this.lookup(path) ?? symbol(pathText(path).slice(1));
  }

  /** What stands behind a name: `.arn`, `[0]`, `["x"]`, `[*]`. */
  private path(): PathStep[] {
    const path: PathStep[] = [];
    for (;;) {
      if (this.skip(".*")) path.push({ key: undefined, isAttributeSplat: true });
      else if (this.at(".") && !this.at("...")) {
        this.position += 1;
        const name = this.match(/[\p{L}\p{N}_-]+/uy);
        if (name === undefined) throw new NotUnderstood();
        path.push(/^\d+$/.test(name) ? { key: Number(name) } : { name });
      } else if (this.skip("[*]")) path.push({ key: undefined });
      else if (this.skip("[")) {
        const key = this.expression();
        this.expect("]");
        if (typeof key !== "string" && typeof key !== "number") throw new NotUnderstood();
        path.push({ key: typeof key === "string" && hasSymbol(key) ? undefined : key });
      } else return path;
    }
  }

  /** A path behind a value that stands there itself: `[var.a, var.b][0]`. */
  private steps(value: unknown): unknown {
    const path = this.path();
    if (path.length === 0) return value;
    const found = valueAt(value, path);
    if (found === undefined) throw new NotUnderstood();
    return found;
  }

  private call(name: string): unknown {
    const args: unknown[] = [];
    this.space();
    while (!this.skip(")")) {
      const value = this.expression();
      if (this.skip("...")) {
        if (!Array.isArray(value)) throw new NotUnderstood();
        args.push(...(value as unknown[]));
      } else args.push(value);
      this.separator(")");
    }
    return checkSize(functionNamed(name)(...args));
  }

  private quoted(): unknown {
    const value = this.template(() => this.at('"'), true);
    this.expect('"');
    return value;
  }

  private list(): unknown {
    this.space();
    if (this.match(/for\s/y) !== undefined) return this.forEach("]");
    const values: unknown[] = [];
    while (!this.skip("]")) {
      values.push(this.expression());
      this.separator("]");
    }
    return checkSize(values);
  }

  private object(): unknown {
    this.space();
    if (this.match(/for\s/y) !== undefined) return this.forEach("}");
    const entries: [string, unknown][] = [];
    while (!this.skip("}")) {
      const key = this.key();
      this.space();
      if (!(this.skip("=") || this.skip(":"))) throw new NotUnderstood();
      entries.push([key, this.expression()]);
      this.separator("}");
    }
    return checkSize(Object.fromEntries(entries));
  }

  private key(): string {
    if (this.skip('"')) return asText(this.quoted());
    if (this.skip("(")) {
      const key = this.expression();
      this.expect(")");
      return asText(key);
    }
    const name = this.match(/[\p{L}_][\p{L}\p{N}_-]*/uy);
    if (name === undefined) throw new NotUnderstood();
    return name;
  }

  /** `[for key, value in collection : value if condition]`, and the same in braces with `key => value`. Groups, `value...`, are
   *  not understood. */
  private forEach(end: "]" | "}"): unknown {
    const names = [this.forName()];
    if (this.skip(",")) names.push(this.forName());
    if (this.match(/in\s/y) === undefined) throw new NotUnderstood();
    const elements = entriesOf(this.expression());
    this.expect(":");
    const body = this.position;
    const results: [string, unknown][] = [];
    const outer = this.scope;
    for (const [key, value] of elements.length === 0 ? [[undefined, undefined] as const] : elements) {
      this.position = body;
      const given = names.length === 1 ? [value] : [key, value];
      this.scope = new Map([...outer, ...names.map((name, i) => [name, given[i]] as const)]);
      // Without an element there is nothing to evaluate; the body's end is found by its braces.
      if (elements.length === 0) {
        this.scope = outer;
        this.position = endOf(this.source, body, end) - 1;
        break;
      }
      const first = this.expression();
      const second = end === "}" && this.skip("=>") ? this.expression() : undefined;
      this.space();
      const isKept = this.match(/if\s/y) === undefined || boolean(this.expression());
      if (isKept) results.push(end === "}" ? [asText(first), second] : ["", first]);
    }
    this.scope = outer;
    this.space();
    this.expect(end);
    if (end === "]") return checkSize(results.map(([, value]) => value));
    return checkSize(Object.fromEntries(results));
  }

  private forName(): string {
    this.space();
    const name = this.match(/[\p{L}_][\p{L}\p{N}_-]*/uy);
    if (name === undefined) throw new NotUnderstood();
    this.space();
    return name;
  }

  private separator(end: string): void {
    this.space();
    if (!this.skip(",") && !this.at(end)) {
      // In an object, a new line separates too.
      const isNewLine = /\n\s*$/.test(this.source.slice(0, this.position));
      if (end !== "}" || !isNewLine) throw new NotUnderstood();
    }
    this.space();
  }

  private escape(): string {
    this.expect("\\");
    const unicode = this.match(/u[0-9a-fA-F]{4}/y);
    if (unicode !== undefined) return String.fromCharCode(parseInt(unicode.slice(1), 16));
    const character = ESCAPES.get(this.take(1));
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

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

const OPERATORS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];

function operate(operator: string, left: unknown, right: unknown): unknown {
  switch (operator) {
    case "||":
      return boolean(left) || boolean(right);
    case "&&":
      return boolean(left) && boolean(right);
    case "==":
    case "!=":
      if (!isKnown(left) || !isKnown(right)) throw new NotUnderstood();
      return (JSON.stringify(left) === JSON.stringify(right)) === (operator === "==");
    case "<":
      return number(left) < number(right);
    case ">":
      return number(left) > number(right);
    case "<=":
      return number(left) <= number(right);
    case ">=":
      return number(left) >= number(right);
    case "+":
      return number(left) + number(right);
    case "-":
      return number(left) - number(right);
    case "*":
      return number(left) * number(right);
    case "/":
      return number(left) / number(right);
    default:
      return number(left) % number(right);
  }
}

function boolean(value: unknown): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new NotUnderstood();
}

function number(value: unknown): number {
  const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof parsed !== "number" || !Number.isFinite(parsed)) throw new NotUnderstood();
  return parsed;
}

/** What a `for` or a for_each goes through: a list's elements by number, a set's by themselves, an object's by key.
 *  @throws NotUnderstood if that is not known */
export function entriesOf(collection: unknown): [unknown, unknown][] {
  if (Array.isArray(collection)) {
    return (collection as unknown[]).map((value, i) => [isSet(collection) ? value : i, value]);
  }
  if (isObject(collection)) return Object.entries(collection);
  throw new NotUnderstood();
}

/** Where an interpolation ends: behind its closing brace, braces and texts inside it counted.
 *  @throws NotUnderstood if it does not end */
function endOfInterpolation(source: string, start: number): number {
  return endOf(source, start, "}");
}

function endOf(source: string, start: number, end: "}" | "]"): number {
  const open = end === "}" ? "{" : "[";
  let depth = 1;
  let inText = false;
  for (let i = start; i < source.length; i += 1) {
    const character = source[i];
    if (character === "\\") i += 1;
    else if (character === '"') inText = !inText;
    else if (inText) continue;
    else if (character === open) depth += 1;
    else if (character === end) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  throw new NotUnderstood();
}
