/** What the simulator answers with instead of a guess. */
export class NotModelled extends Error {
  override readonly name = "NotModelled";

  /** @param subject what is not modelled, as a noun: the message continues it */
  constructor(readonly subject: string) {
    super(`the simulator does not model ${subject}`);
  }
}

/** Whether all tests hold. One that fails settles it, whatever the others could not tell:
 *  only if none fails is a test without an answer a reason to give none.
 *  @throws NotModelled the first one that a test threw, if no test failed */
export function everyTest(tests: readonly (() => boolean)[]): boolean {
  const answers = tests.map(answerOf);
  if (answers.includes(false)) return false;
  return requireAnswers(answers);
}

/** Runs a test and keeps its refusal as a value. */
export function answerOf(test: () => boolean): boolean | NotModelled {
  try {
    return test();
  } catch (error) {
    if (error instanceof NotModelled) return error;
    throw error;
  }
}

function requireAnswers(answers: readonly (boolean | NotModelled)[]): true {
  const refusal = answers.find((answer) => answer instanceof NotModelled);
  if (refusal instanceof NotModelled) throw refusal;
  return true;
}
