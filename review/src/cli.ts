/** The command `identity-pool-review`. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { SEVERITIES, type Severity } from "./findings/finding";
import { FORMATS, renderReview, type ReviewFormat } from "./formats";
import { cell } from "./formats/cell";
import { reviewAccess, type AccessReview } from "./review";
import { UnreadableDocument } from "./terraform-json/unreadable-document";

const USAGE = `Usage: identity-pool-review FILE [--format ${FORMATS.join("|")}] [--fail-on ${SEVERITIES.join("|")}]

Says who signs in to a Cognito identity pool, what they may do and on whose data.

FILE       a cdk.tf.json, or the output of \`terraform show -json\` for a plan or a state; - reads standard input
--format   how to show it; text, unless given
--fail-on  end with 1 if there is a finding of this severity or a worse one; never, unless given

Ends with 0 if all is fine, with 1 because of --fail-on, with 2 if it cannot read FILE or its own arguments.`;

/** Whatever keeps the command from its work. The message is one line. */
class Unusable extends Error {}

interface Arguments {
  readonly file: string;
  readonly format: ReviewFormat;
  readonly failOn: Severity | undefined;
}

function main(): number {
  try {
    const args = readArguments(process.argv.slice(2));
    if (args === "help") {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    const review = reviewAccess(readDocument(args.file));
    process.stdout.write(renderReview(review, args.format));
    return fails(review, args.failOn) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Unusable) && !(error instanceof UnreadableDocument)) throw error;
    process.stderr.write(`identity-pool-review: ${cell(error.message, "text")}\n`);
    return 2;
  }
}

function readArguments(args: string[]): Arguments | "help" {
  const { positionals, values } = parse(args);
  if (values.help === true) return "help";
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Unusable(`give one file (--help says more)`);
  return {
    file,
    format: oneOf(FORMATS, "--format", values.format ?? "text"),
    failOn: values["fail-on"] === undefined ? undefined : oneOf(SEVERITIES, "--fail-on", values["fail-on"]),
  };
}

function parse(args: string[]) {
  const string = { type: "string" } as const;
  try {
    const options = { format: string, "fail-on": string, help: { type: "boolean", short: "h" } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Unusable(messageOf(error));
  }
}

function oneOf<T extends string>(values: readonly T[], option: string, value: string): T {
  const known = values.find((one) => one === value);
  if (known === undefined) throw new Unusable(`${option} ${value}: use ${values.join(", ")}`);
  return known;
}

function readDocument(file: string): object {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Unusable(error instanceof SyntaxError ? `${file} is no JSON: ${error.message}` : messageOf(error));
  }
  if (typeof document !== "object" || document === null) throw new Unusable(`${file} holds no JSON object`);
  return document;
}

function fails({ findings }: AccessReview, failOn: Severity | undefined): boolean {
  if (failOn === undefined) return false;
  return findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = main();
