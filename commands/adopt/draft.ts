/** What an app that adopts a pool is made of, while it is put together. */
import type { PolicyJson } from "./policy-json";
import type { PoolInAws } from "./pool-in-aws";

export interface DraftOptions {
  /** Whether the names that imports need stand in main.ts, as Terraform 1.5 takes them; else they are variables. */
  readonly literals: boolean;
  /** Whether every policy is written as it is, in JSON; else as statements, where these say the same. */
  readonly policiesAsJson: boolean;
}

export class Draft {
  /** The settings of the stack. */
  readonly props: Record<string, unknown> = {};
  /** The names of what exists. */
  readonly adopt: Record<string, unknown> = {};
  /** What differs from one environment to the next. */
  readonly variables: Record<string, string> = {};
  /** Names of variables whose values are not repeated. */
  readonly secrets: string[] = [];
  /** Statements of main.ts that follow the stack. */
  readonly calls: string[] = [];
  /** Classes that these use, and the modules that export them. */
  readonly classes = new Map<string, string>();
  /** What the reader should know. */
  readonly notes: string[] = [];

  constructor(
    readonly pool: PoolInAws,
    readonly options: DraftOptions,
  ) {}

  /** Puts down a name that an import needs: a variable, or a literal of the adoption. */
  name(setting: string, variable: string, value: string): void {
    if (this.options.literals) this.adopt[setting] = value;
    else this.variables[variable] = value;
  }

  /** Such a name within a text of main.ts. */
  reference(variable: string, value: string): string {
    return this.options.literals ? value : `\${var.${variable}}`;
  }
}

/** A value as TypeScript. */
export function code(value: unknown): string {
  return JSON.stringify(value);
}

/** A text that Terraform shall read as it is: it takes `${` and `%{` for the beginnings of templates. */
export function literal(text: string): string {
  const escaped = withoutTemplates(text);
  // As HCL, CDKTF escapes no quotes in a text in which it sees a template: there it is an expression.
  return escaped !== text && text.includes('"') ? `\${${JSON.stringify(escaped)}}` : escaped;
}

/** A policy as Terraform shall write it. As HCL, CDKTF takes a text that begins with a brace for an object. */
export function policyExpression(document: PolicyJson): string {
  return `\${jsonencode(${withoutTemplates(JSON.stringify(document))})}`;
}

function withoutTemplates(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** Tags as Terraform shall read them. It neither shows nor writes those of AWS's own services. */
export function literalTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(tags).filter(([key]) => !key.startsWith("aws:"));
  return Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, literal(value)]));
}
