/** A mistake on the page of all messages, with what a user reads of it. */
export interface Entry {
  readonly what: string;
  readonly messages: readonly string[];
}

/** The entry as the page has it. */
export function textOf({ what, messages }: Entry): string {
  return [what, ...messages.map((each) => `    ${each}`)].join("\n");
}
