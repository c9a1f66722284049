/** What the command does: a file in, a review and an exit status out. */
import { relative, resolve, sep } from "node:path";
import { acceptFindings, UnusableAcceptances } from "../acceptance";
import { openFindings, SEVERITIES, type Severity } from "../findings/finding";
import { renderReview } from "../formats";
import { reviewAccess, type AccessReview } from "../review";
import { VERSION } from "../version";
import { readArguments, STANDARD_INPUT, USAGE, type ReviewArguments } from "./arguments";
import { readJson } from "./input";
import { EXPECTED } from "../terraform-json/read";
import { Unusable } from "./unusable";

export const EXIT = { fine: 0, findings: 1, unusable: 2 } as const;

export interface Result {
  readonly output: string;
  readonly status: number;
}

/** @throws Unusable, UnreadableDocument: their message is for the terminal */
export async function runCommand(args: readonly string[]): Promise<Result> {
  const read = readArguments(args);
  if (read.kind === "help") return { output: `${USAGE}\n`, status: EXIT.fine };
  if (read.kind === "version") return { output: `${VERSION}\n`, status: EXIT.fine };
  const review = await reviewOf(read);
  return {
    output: renderReview(review, read.format, { file: pathInRepository(read.file) }),
    status: fails(review, read.failOn) ? EXIT.findings : EXIT.fine,
  };
}

/** As code scanning wants it: relative to the folder in which the command runs. */
function pathInRepository(file: string): string | undefined {
  if (file === STANDARD_INPUT) return undefined;
  const path = relative(process.cwd(), file);
  return path.split(sep)[0] === ".." ? resolve(file) : path;
}

async function reviewOf({ file, accept }: ReviewArguments): Promise<AccessReview> {
  const document = await readJson(file);
  if (typeof document !== "object" || document === null)
    throw new Unusable(`${file} does not hold a JSON object: ${EXPECTED}`);
  const review = reviewAccess(document);
  if (accept === undefined) return review;
  const acceptances = await readJson(accept);
  try {
    return acceptFindings(review, acceptances);
  } catch (error) {
    if (error instanceof UnusableAcceptances) throw new Unusable(`${accept}: ${error.message}`);
    throw error;
  }
}

function fails({ findings }: AccessReview, failOn: Severity | undefined): boolean {
  if (failOn === undefined) return false;
  return openFindings(findings).some(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn));
}
