/** What is wrong with the options of a permission. A permission is a function from plain data to statements, without a scope:
 *  it cannot report a problem itself, and an exception would hide all others. So its statements carry the problems to the
 *  role that they are granted to, which reports them with everything else that is wrong with the stack. */
import { Lazy } from "cdktf";
import { problemsWithOptions, problemsWithReferences } from "../checks/option-rules";
import type { OptionRules } from "../checks/option-rules";
import { known } from "../terraform/tokens";
import type { PolicyStatement } from "./policy-statement";
import type { SessionTag } from "./session-tag";

/** A symbol: it is never rendered, and `{ ...statement }` keeps it. */
const CHECK = Symbol("problems");
const REFUSED = Symbol("refused");

/** What a role knows and a permission does not. */
export interface RoleKnowledge {
  /** Terraform's text of a token. */
  readonly read: (value: unknown) => string;
  /** The options, with the literals that Lazies yield. */
  readonly withLiterals: (options: object) => object;
  /** The tags that sessions of the role bring along; undefined where they are not known here. */
  readonly sessionTags: readonly SessionTag[] | undefined;
  /** Whether the role is that of guests, who have no token and so no tags. */
  readonly isForGuests: boolean;
  /** Keys of the role's own tags, which are the same in all of its sessions. */
  readonly roleTags: readonly string[];
}

type Check = (role: RoleKnowledge) => readonly string[];

interface CheckedStatement extends PolicyStatement {
  readonly [CHECK]?: Check;
  readonly [REFUSED]?: true;
}

/** The statements of a permission whose options follow the rules. Else one statement that allows nothing and carries what
 *  is wrong: `statements` is never called with options that break a rule.
 *  @param combined what is wrong with options that are right each by itself */
export function checked(
  functionName: string,
  options: object,
  rules: OptionRules,
  statements: () => PolicyStatement[],
  combined: () => readonly string[] = () => [],
): PolicyStatement[] {
  const ofOptions = problemsWithOptions(functionName, options, rules);
  const problems = ofOptions.length > 0 ? ofOptions : combined().map((problem) => `${functionName}: ${problem}`);
  if (problems.length > 0) return [refused(problems)];
  // What is known is checked, and refers to nothing.
  const given = Object.keys(rules).flatMap((name): unknown => Reflect.get(options, name));
  if (given.every(known)) return statements();
  return carrying(statements(), ({ read, withLiterals }) => [
    ...problemsWithOptions(functionName, withLiterals(options), rules),
    ...problemsWithReferences(functionName, options, rules, read),
  ]);
}

/** A statement that allows nothing, and whose role reports the problems. Written anywhere else, such as in a policy document that
 *  the app makes itself, it stops the synth. */
export function refused(problems: readonly string[]): PolicyStatement {
  const action = Lazy.stringValue({
    produce: () => {
      throw new Error(problems.join("\n"));
    },
  });
  const statement: CheckedStatement = {
    effect: "Allow",
    actions: [action],
    resources: [],
    [CHECK]: () => problems,
    [REFUSED]: true,
  };
  return statement;
}

/** The statements, with one more question to the role that they are granted to. */
export function carrying(statements: readonly PolicyStatement[], check: Check): PolicyStatement[] {
  return statements.map((statement: CheckedStatement) => {
    const { [CHECK]: first } = statement;
    const both: Check = first === undefined ? check : (role) => [...first(role), ...check(role)];
    return { ...statement, [CHECK]: both };
  });
}

/** The problems that the statements carry, each once. */
export function problemsCarriedBy(statements: readonly PolicyStatement[], role: RoleKnowledge): string[] {
  // All statements of one permission carry the same check.
  const checks = new Set(statements.map((statement: CheckedStatement) => statement[CHECK]));
  return [...new Set([...checks].flatMap((check) => check?.(role) ?? []))];
}

/** Whether the statement is that of a permission, which checks its own options. */
export function isOfPermission(statement: PolicyStatement): boolean {
  return CHECK in statement;
}

/** Whether the statement is that of a permission whose options break a rule. Such a statement is not written. */
export function isRefused(statement: PolicyStatement): boolean {
  return REFUSED in statement;
}
