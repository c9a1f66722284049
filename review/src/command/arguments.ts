/** What the command was asked for. */
import { parseArgs } from "node:util";
import { SEVERITIES, type Severity } from "../findings/finding";
import { FORMATS, type ReviewFormat } from "../formats";
import { messageOf, Unusable } from "./unusable";

export const USAGE = `Usage: identity-pool-review FILE [options]

Says who signs in to a Cognito identity pool, what they may do, and on whose data.

FILE                 a cdk.tf.json, or the output of \`terraform show -json\` for a plan or a state;
                     - reads standard input

--format FORMAT      how to show it: ${FORMATS.join(", ")} (default: text)
--fail-on SEVERITY   exit with 1 if there is a finding of this severity or a worse one:
                     ${SEVERITIES.join(", ")} (default: exit with 0 whatever is found)
--accept FILE        findings that are accepted and do not count: a JSON list of
                     { "id", "address", "reason", "until" (optional: the last day, 2026-12-31) }
--version            print the version
-h, --help           print this

Exit status: 0 nothing at that severity, 1 findings, 2 unusable input`;

/** The name of standard input among the arguments. */
export const STANDARD_INPUT = "-";

export type Arguments = { readonly kind: "help" } | { readonly kind: "version" } | ReviewArguments;

export interface ReviewArguments {
  readonly kind: "review";
  readonly file: string;
  readonly format: ReviewFormat;
  readonly failOn: Severity | undefined;
  readonly accept: string | undefined;
}

const ONE_FILE = "give one file, or - for standard input (--help says more)";

/** @throws Unusable for anything that USAGE does not have */
export function readArguments(args: readonly string[]): Arguments {
  const { positionals, values, tokens } = parse(args);
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  const names = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Unusable(`--${twice} is given twice: give it once`);
  const [file, ...more] = positionals;
  if (file === undefined || file === "") throw new Unusable(`no file is given: ${ONE_FILE}`);
  if (more.length > 0) throw new Unusable(`${positionals.length} files are given: ${ONE_FILE}`);
  if (file === STANDARD_INPUT && values.accept === STANDARD_INPUT) {
    throw new Unusable("FILE and --accept are both -: only one of them can be standard input");
  }
  return {
    kind: "review",
    file,
    format: oneOf(FORMATS, "--format", values.format ?? "text"),
    failOn: values["fail-on"] === undefined ? undefined : oneOf(SEVERITIES, "--fail-on", values["fail-on"]),
    accept: values.accept,
  };
}

function parse(args: readonly string[]) {
  const string = { type: "string" } as const;
  const boolean = { type: "boolean" } as const;
  const options = {
    format: string,
    "fail-on": string,
    accept: string,
    version: boolean,
    help: { ...boolean, short: "h" },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, tokens: true });
  } catch (error) {
    const [sentence = ""] = messageOf(error).split(/\.\s/);
    throw new Unusable(`${sentence} (--help says more)`);
  }
}

function oneOf<T extends string>(values: readonly T[], option: string, value: string): T {
  const known = values.find((one) => one === value);
  if (known === undefined) throw new Unusable(`${option} is ${value}: give one of ${values.join(", ")}`);
  return known;
}
