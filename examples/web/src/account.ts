/** Who is signed in, and the credentials that the identity pool gives them.
 *  https://docs.amplify.aws/gen1/javascript/build-a-backend/auth/ */
import { confirmSignIn, fetchAuthSession, getCurrentUser, signIn, signOut } from "aws-amplify/auth";
import { ShownProblem } from "./problems";

export interface Account {
  readonly username: string;
  /** What the keys of this user's files begin with. */
  readonly identityId: string;
}

/** The user of an earlier visit, if still signed in. */
export async function currentAccount(): Promise<Account | undefined> {
  const { tokens } = await fetchAuthSession();
  return tokens === undefined ? undefined : account();
}

/** Signs in.
 *  @returns what is to be done next: "new-password" for a user whom an administrator made, at the first sign-in */
export async function signInWith(username: string, password: string): Promise<"done" | "new-password"> {
  // Somebody else may have signed in in another tab since.
  await signOut();
  return next(await signIn({ username, password }));
}

/** Goes on with the sign-in, with the password that the user chose. */
export async function chooseNewPassword(password: string): Promise<"done" | "new-password"> {
  return next(await confirmSignIn({ challengeResponse: password }));
}

function next({ nextStep: { signInStep } }: Awaited<ReturnType<typeof signIn>>): "done" | "new-password" {
  if (signInStep === "DONE") return "done";
  if (signInStep === "CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED") return "new-password";
  throw new ShownProblem(`The user pool asks for more than this small app knows (${signInStep}), such as a code.`);
}

export async function account(): Promise<Account> {
  const { identityId } = await fetchAuthSession();
  if (identityId === undefined) throw new ShownProblem("The identity pool gave no identity. Sign in again.");
  const { username } = await getCurrentUser();
  return { username, identityId };
}

/** Temporary credentials for AWS, which Amplify renews when they have expired. */
export async function credentials() {
  const { credentials } = await fetchAuthSession();
  if (credentials === undefined) throw new ShownProblem("You are signed out. Sign in again.");
  return credentials;
}

export { signOut };
