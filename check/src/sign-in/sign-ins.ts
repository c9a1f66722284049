/** Signs in to the pool, as users and as a guest, and finds out why where that is refused. */
import type { AuthFlow, DeployedPool, User } from "../deployed-pool";
import { poolInAccount } from "../diagnosis/account";
import { diagnose } from "../diagnosis/causes";
import { CouldNotBeTried } from "../problem";
import { isRefusal, sessionFor, type Session } from "./identity-pool";
import { SignInRefused } from "./sign-in-refused";
import { readToken, type Token } from "./token";
import { signInWithPassword } from "./user-pool";

/** What came of a sign-in, and the token if there is one: a guest has none, and nor has a user whom the user pool refused. */
export type SignInOutcome = { readonly token: Token | undefined } & (Session | { readonly refused: SignInRefused });

export class SignIns {
  constructor(
    private readonly pool: DeployedPool,
    private readonly authFlow: AuthFlow = "USER_SRP_AUTH",
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** @throws CouldNotBeTried */
  async user(user: User): Promise<SignInOutcome> {
    try {
      return await this.session(await this.tokenOf(user));
    } catch (error) {
      if (error instanceof SignInRefused) return { token: undefined, refused: error };
      throw error;
    }
  }

  /** @throws CouldNotBeTried */
  async guest(): Promise<SignInOutcome> {
    return this.session(undefined);
  }

  private async tokenOf({ name: username, password, idToken }: User): Promise<Token> {
    if (idToken !== undefined) return readToken(idToken, `the token of ${username}`);
    const { userPoolId, userPoolClientId } = this.pool;
    if (password === undefined) throw new CouldNotBeTried(`${username} has neither a password nor a token`);
    if (userPoolId === undefined || userPoolClientId === undefined) {
      throw new CouldNotBeTried(
        `${username} needs a user pool and an app client to sign in to: give userPoolId and userPoolClientId (--user-pool-id, --user-pool-client-id), or a token`,
      );
    }
    const { authFlow, signal } = this;
    return signInWithPassword({ userPoolId, userPoolClientId, username, password, authFlow, signal });
  }

  private async session(token: Token | undefined): Promise<SignInOutcome> {
    const { pool, signal } = this;
    const outcome = await sessionFor(pool, token, signal);
    if (!isRefusal(outcome)) return { ...outcome, token };
    const { step, name, message } = outcome;
    const isMeant = token === undefined && pool.allowUnauthenticatedIdentities !== true;
    const configured = isMeant ? undefined : await poolInAccount(pool, token, signal);
    return { token, refused: new SignInRefused(step, name, message, diagnose(outcome, { pool, token, configured })) };
  }
}
