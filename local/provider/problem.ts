/** What the provider has to say against a configuration or a request: Terraform prints it as an error or a warning. */

/** Names of attributes and blocks, indexes of lists, keys of maps. It ends at a set: its elements have no address. */
export type AttributePath = readonly (string | number | { readonly key: string })[];

export interface Problem {
  /** @default "error" */
  readonly severity?: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly attribute?: AttributePath;
}

/** Ends an RPC with a problem, where the AWS provider or AWS itself would refuse. */
export class Refused extends Error {
  readonly problems: readonly Problem[];

  constructor(...problems: readonly Problem[]) {
    super(problems.map(({ summary, detail }) => (detail ? `${summary}: ${detail}` : summary)).join("; "));
    this.name = "Refused";
    this.problems = problems;
  }
}

/** The problems behind whatever was thrown; `doing` says what the provider was at, such as "creating aws_iam_role (x)". */
export function problemsOf(thrown: unknown, doing: string): readonly Problem[] {
  if (thrown instanceof Refused) return thrown.problems;
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return [{ summary: doing, detail: `${name}: ${message}` }];
}
