/** One thing that is tried, and what AWS answers to it. */
import { answerOf, messageOf } from "../problem";
import type { Caller } from "./caller";

/** Whether AWS lets a call through. */
export type Access = "allowed" | "refused";

/** What IAM is asked by a call. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request; none where it does not have the key. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export interface Attempt {
  /** Stays the same from one version to the next. */
  readonly id: string;
  readonly caller: Caller;
  readonly what: string;
  /** Whose data it is: "their own", or a name. */
  readonly whose: string;
  /** What is promised where nothing says more. */
  readonly promised: Access;
  readonly asks: Question;
  /** What the answer would say nothing without; undefined once it is there. */
  readonly isMissing?: () => string | undefined;
  readonly call: (abortSignal: AbortSignal | undefined) => Promise<unknown>;
  /** Errors that only somebody hears who was let through: what the call names is not there, on purpose. */
  readonly allowedWith?: readonly string[];
}

/** What AWS answered. */
export interface Answer {
  /** "unknown" where the answer says neither. */
  readonly seen: Access | "unknown";
  /** "done", or the name of AWS's error, with its words where it says neither. */
  readonly answer: string;
}

/** Cognito Sync calls it NotAuthorizedException. */
const REFUSALS = /^(AccessDenied(Exception)?|NotAuthorizedException|UnauthorizedOperation)$/;

export async function answerTo(attempt: Attempt, signal: AbortSignal | undefined): Promise<Answer> {
  try {
    await attempt.call(signal);
    return { seen: "allowed", answer: "done" };
  } catch (error) {
    const answer = answerOf(error);
    if (answer === undefined) return { seen: "unknown", answer: messageOf(error) };
    const { name, message } = answer;
    if (REFUSALS.test(name)) return { seen: "refused", answer: name };
    if (attempt.allowedWith?.includes(name)) return { seen: "allowed", answer: name };
    return { seen: "unknown", answer: message === "" || message === name ? name : `${name}: ${message}` };
  }
}
