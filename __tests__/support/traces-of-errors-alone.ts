/** CDKTF keeps a stack trace with each token, and Jest looks every frame of it up in source maps: without this, that is
 *  more than half of what the unit tests cost. Errors keep their traces. */
const capture = Error.captureStackTrace.bind(Error);

Error.captureStackTrace = (target: object, below?: (...args: never[]) => unknown): void => {
  if (target instanceof Error) capture(target, below);
};
