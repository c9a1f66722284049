/** Errors in words: what went wrong, and what to do. */

/** A problem whose message is for the user as it is. */
export class ShownProblem extends Error {}

/** What was being done when an error came. */
export type Attempt = "start" | "sign-in" | "list" | "upload" | "open" | "delete";

export function inWords(error: unknown, attempt: Attempt): string {
  if (error instanceof ShownProblem) return error.message;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (isUnanswered(name, message)) return unanswered(attempt);
  return WORDS[attempt]?.[name] ?? WORDS.all?.[name] ?? `AWS answered "${name}: ${message}".`;
}

const SIGN_IN = {
  NotAuthorizedException: "The name or the password is not right. Try again.",
  UserNotFoundException: "The name or the password is not right. Try again.",
  UserNotConfirmedException: "This account is not confirmed yet. Look for the code that was sent to you.",
  PasswordResetRequiredException: "The password of this account has to be reset. Ask whoever runs the app.",
  InvalidPasswordException:
    "The password is too simple. Take a longer one with capital and small letters, digits and signs.",
  LimitExceededException: "Too many attempts. Wait a few minutes, then try again.",
  TooManyRequestsException: "Too many attempts. Wait a few minutes, then try again.",
};

const WORDS: Partial<Record<Attempt | "all", Record<string, string>>> = {
  start: { NotAuthorizedException: "Your sign-in has ended. Sign in again." },
  "sign-in": SIGN_IN,
  list: { AccessDenied: "AWS refused to list your files: the role of signed-in users may not. Grant it ownFiles." },
  upload: {
    AccessDenied: "AWS refused the upload: the role of signed-in users may not write here. Grant it ownFiles.",
  },
  delete: { AccessDenied: "AWS refused to delete the file. It is still there." },
  open: {
    AccessDenied:
      "AWS refused: this file is another user's, or it is no longer there. Ask its owner to send it to you.",
    NoSuchKey: "This file is no longer there.",
  },
  all: {
    NotAuthorizedException: "Your sign-in has ended. Sign out, then sign in again.",
    ExpiredToken: "Your sign-in has ended. Sign out, then sign in again.",
    InvalidIdentityPoolConfigurationException:
      "The identity pool has no role for signed-in users. Whoever runs the app has to attach one.",
    NoSuchBucket:
      "The bucket that amplify_outputs.json names is not there. Deploy the stack, then write the file again.",
    PermanentRedirect: "The bucket is in another region than amplify_outputs.json says. Write the file again.",
    ResourceNotFoundException:
      "A pool that amplify_outputs.json names is not there. Deploy the stack, then write the file again.",
    RequestTimeTooSkewed: "The clock of this device is wrong. Set it, then try again.",
  },
};

/** A browser does not tell a page why it got no answer. */
function isUnanswered(name: string, message: string): boolean {
  return (
    name === "NetworkError" ||
    message.includes("XHR_HTTP_HANDLER_ERROR") ||
    /failed to fetch|load failed/i.test(message) ||
    (name === "TypeError" && /network/i.test(message))
  );
}

function unanswered(attempt: Attempt): string {
  if (!navigator.onLine) return "You are offline. Connect to the internet, then try again.";
  if (attempt === "start" || attempt === "sign-in") return "No connection to AWS. Check the network, then try again.";
  return (
    "No answer from the bucket. Check the network. If that works, the bucket is not there, " +
    `or its CORS rules lack this page: add ${location.origin} to their allowed origins.`
  );
}
