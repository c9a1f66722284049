/** Yes, no, or "possible": it depends on a value that the question leaves open. Put together as in Kleene's logic, with
 *  one more answer for what is not modelled. */
import { NotModelled } from "./not-modelled";

export type Answer = boolean | "possible";

export function not(answer: Answer): Answer {
  return answer === "possible" ? answer : !answer;
}

/** Whether all hold. */
export function all(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes("possible") ? "possible" : true;
}

/** Whether one holds. */
export function some(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes("possible") ? "possible" : false;
}

/** Whether all tests hold. One that fails settles it, whatever the others could not tell:
 *  only if none fails is a test without an answer a reason to give none.
 *  @throws NotModelled the first one that a test threw, if no test failed */
export function everyTest(tests: readonly (() => Answer)[]): Answer {
  let refusal: NotModelled | undefined;
  let isPossible = false;
  for (const test of tests) {
    const answer = answerOf(test);
    if (answer === false) return false;
    if (answer instanceof NotModelled) refusal ??= answer;
    else if (answer === "possible") isPossible = true;
  }
  if (refusal !== undefined) throw refusal;
  return isPossible ? "possible" : true;
}

/** Runs a test and keeps its refusal as a value. */
export function answerOf(test: () => Answer): Answer | NotModelled {
  try {
    return test();
  } catch (error) {
    if (error instanceof NotModelled) return error;
    throw error;
  }
}
