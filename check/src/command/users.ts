/** The users who sign in: their names from the command line, their secrets from the environment. */
import type { CheckOptions } from "../check";
import type { User } from "../deployed-pool";
import { CouldNotBeTried } from "../problem";
import { readToken, usernameOf } from "../sign-in/token";

export const PASSWORD = "IDENTITY_POOL_CHECK_PASSWORD";
export const ID_TOKEN = "IDENTITY_POOL_CHECK_ID_TOKEN";

/** @param names undefined where nobody signs in
 *  @throws CouldNotBeTried */
export function usersOf(names: readonly string[] | undefined, env: NodeJS.ProcessEnv): CheckOptions["users"] {
  if (names === undefined) return nobody(env);
  const first = userOf(names[0], env, "");
  if (first === undefined) {
    throw new CouldNotBeTried(
      `no user is given: give --user NAME and the password in ${PASSWORD}, or an id token in ${ID_TOKEN}; where nobody signs in, --guests alone`,
    );
  }
  const second = userOf(names[1], env, "_2");
  if (second === undefined) return [first];
  if (first.name === second.name)
    throw new CouldNotBeTried(`both tokens belong to ${first.name}: give the tokens of two users`);
  return [first, second];
}

function nobody(env: NodeJS.ProcessEnv): readonly [] {
  const token = [ID_TOKEN, `${ID_TOKEN}_2`].find((variable) => given(env[variable]) !== undefined);
  if (token === undefined) return [];
  throw new CouldNotBeTried(`--guests alone means that nobody signs in: unset ${token}, or give --guests on`);
}

function userOf(name: string | undefined, env: NodeJS.ProcessEnv, suffix: string): User | undefined {
  const variable = `${ID_TOKEN}${suffix}`;
  const idToken = given(env[variable]);
  if (idToken !== undefined) {
    const token = readToken(idToken, variable);
    return { name: name ?? usernameOf(token) ?? variable, idToken };
  }
  if (name === undefined) return undefined;
  const password = given(env[`${PASSWORD}${suffix}`]) ?? given(env[PASSWORD]);
  if (password === undefined) {
    throw new CouldNotBeTried(
      `the password of ${name} is not in the environment: set ${PASSWORD}, or ${variable} to an id token`,
    );
  }
  return { name, password };
}

function given(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
