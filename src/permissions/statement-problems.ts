/** What is wrong with the options of a permission. A permission is a function from plain data to statements, without a scope:
 *  it cannot report a problem itself, and an exception would hide all others. So its statements carry the problems to the
 *  role that they are granted to, which reports them with everything else that is wrong with the stack. */
import { problemsWithOptions, problemsWithReferences } from "../checks/option-rules";
import type { OptionRules } from "../checks/option-rules";
import type { PolicyStatement } from "./policy-statement";

/** A symbol: it is never rendered, and `{ ...statement }` keeps it. */
const CHECK = Symbol("problems of a permission");

/** Gives the problems, once Terraform's text of a token can be read. */
type Check = (read: (value: unknown) => string) => readonly string[];

interface CheckedStatement extends PolicyStatement {
  readonly [CHECK]?: Check;
}

/** The statements of a permission whose options follow the rules. Else one statement that allows nothing and carries what
 *  is wrong: `statements` is never called with options that break a rule. */
export function checked(
  functionName: string,
  options: object,
  rules: OptionRules,
  statements: () => PolicyStatement[],
): PolicyStatement[] {
  const problems = problemsWithOptions(functionName, options, rules);
  if (problems.length > 0) return [refused(problems)];
  return statements().map((statement) =>
    carrying(statement, (read) => problemsWithReferences(functionName, options, rules, read)),
  );
}

/** A statement that allows nothing, and whose role reports the problems. */
export function refused(problems: readonly string[]): PolicyStatement {
  return carrying({ effect: "Allow", actions: [], resources: [] }, () => problems);
}

function carrying(statement: CheckedStatement, check: Check): CheckedStatement {
  const { [CHECK]: first } = statement;
  return { ...statement, [CHECK]: first === undefined ? check : (read) => [...first(read), ...check(read)] };
}

/** The problems that the statements carry, each once.
 *  @param read gives Terraform's text of a token */
export function problemsCarriedBy(statements: readonly PolicyStatement[], read: (value: unknown) => string): string[] {
  return [...new Set(statements.flatMap((statement) => (statement as CheckedStatement)[CHECK]?.(read) ?? []))];
}

/** Whether the statement stands for a permission whose options break a rule: there is nothing in it to write. */
export function isRefused(statement: PolicyStatement): boolean {
  return CHECK in statement && statement.actions?.length === 0;
}
