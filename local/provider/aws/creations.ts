/** Creations are sent once. The AWS SDK repeats a request whose answer did not come, and where AWS has no token for it, and the name is
 *  no key, as with identity pools, a repeated creation makes a second one that no state knows.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
import type { FinalizeRequestMiddleware, MiddlewareStack } from "@smithy/types";

/** Resources that may have been created: only a look shows it. */
export class AnswerLost extends Error {
  override readonly name = "AnswerLost";

  // Without the error as its `cause`: there the SDK would look for a reason to retry.
  constructor(command: string, error: unknown) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    super(
      `${command} got no answer (${name}: ${message}), and is not sent a second time: it may have been done. ` +
        "Look for what it creates: import it if it is there, apply once more if it is not.",
    );
  }
}

export function sendCreationsOnce<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
): void {
  const once: FinalizeRequestMiddleware<Input, Output> = (next, context) => async (args) => {
    try {
      return await next(args);
    } catch (error) {
      const command = String(context.commandName).replace(/Command$/, "");
      // The SDK tells by the error whether to retry, and does not know this one.
      throw command.startsWith("Create") && mayHaveBeenDone(error) ? new AnswerLost(command, error) : error;
    }
  };
  // Within the loop that retries.
  stack.addRelativeTo(once, { relation: "after", toMiddleware: "retryMiddleware", name: "sendCreationsOnce" });
}

/** Errors of a request that did not arrive. */
const UNSENT = ["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH"];

function mayHaveBeenDone(error: unknown): boolean {
  const { code = "", $metadata: { httpStatusCode = 0 } = {} } = error as {
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  if (UNSENT.includes(code)) return false;
  return httpStatusCode === 0 || httpStatusCode >= 500;
}
