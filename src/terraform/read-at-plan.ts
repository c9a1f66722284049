/** Keeps policy documents readable at plan.
 *
 *  Terraform puts a data source off to apply when something that it refers to is going to change, though nothing that
 *  it reads changes: with the pool's attribute in a trust policy, a new tag on the pool shows every role as changing.
 *  Through a local value Terraform looks at the value alone.
 *  https://developer.hashicorp.com/terraform/language/block/data */
import { TerraformLocal, Token, Tokenization } from "cdktf";
import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import { fingerprint, terraformText } from "./terraform-text";
import { isPlainObject, isToken } from "./tokens";

/** The same value, with each reference in it replaced by a local value of the scope. Lists and objects are walked;
 *  literals come back as they are. */
export function readAtPlan<T>(scope: Construct, value: T): T {
  // Each branch of `throughLocals` gives back a value of the kind that it was given.
  return throughLocals(scope, value) as T;
}

function throughLocals(scope: Construct, value: unknown): unknown {
  if (typeof value === "string") return stringThroughLocals(scope, value);
  if (Array.isArray(value)) {
    if (isToken(value)) return local(scope, value).asList;
    return value.map((entry) => throughLocals(scope, entry));
  }
  if (Tokenization.isResolvable(value)) return local(scope, value).expression;
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, throughLocals(scope, entry)]));
  }
  return value;
}

function stringThroughLocals(scope: Construct, text: string): string {
  if (!isToken(text)) return text;
  return Tokenization.reverse(text)
    .filter((token) => !isKnownAtPlan(scope, token))
    .reduce((read, token) => read.replaceAll(Token.asString(token), () => local(scope, token).asString), text);
}

/** Variables and local values are known when Terraform plans, and so is what is computed from them alone. */
function isKnownAtPlan(scope: Construct, token: IResolvable): boolean {
  const expression = terraformText(scope, token).replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const referred = Array.from(expression.matchAll(/(?<![\w.-])([A-Za-z_][\w-]*)\./g), ([, name]) => name);
  return referred.length > 0 && referred.every((name) => name === "var" || name === "local");
}

function local(scope: Construct, value: unknown): TerraformLocal {
  const id = `Value${fingerprint(scope, value)}`;
  const existing = scope.node.tryFindChild(id);
  return existing instanceof TerraformLocal ? existing : new TerraformLocal(scope, id, value);
}
