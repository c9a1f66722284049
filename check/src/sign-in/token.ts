/** Id tokens, as far as the check reads them. It does not verify them: AWS does.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
import { CouldNotBeTried } from "../problem";

export interface Token {
  readonly text: string;
  readonly claims: Claims;
  /** Name of the provider, as `Logins` has it: the issuer without `https://`. */
  readonly provider: string;
}

export interface Claims {
  readonly iss: string;
  readonly aud?: string;
  readonly exp?: number;
  readonly token_use?: string;
  readonly [claim: string]: unknown;
}

/** @param name where the token comes from, for messages, which never hold the token
 *  @throws CouldNotBeTried for what cannot be used to sign in */
export function readToken(text: string, name: string): Token {
  const claims = claimsIn(text);
  if (claims === undefined)
    throw new CouldNotBeTried(`${name} does not hold a token: give the text of an id token (a JWT)`);
  if (claims.token_use === "access") {
    throw new CouldNotBeTried(`${name} holds an access token: give the id token of the same sign-in`);
  }
  if (typeof claims.exp === "number" && claims.exp * 1000 <= Date.now()) {
    throw new CouldNotBeTried(
      `${name} expired at ${new Date(claims.exp * 1000).toISOString()}: sign in again for a new one`,
    );
  }
  return { text, claims, provider: claims.iss.replace(/^https:\/\//, "") };
}

function claimsIn(text: string): Claims | undefined {
  const parts = text.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString("utf8")) as Partial<Claims> | null;
    return typeof claims?.iss === "string" ? (claims as Claims) : undefined;
  } catch {
    return undefined;
  }
}

/** The name by which a user pool knows the user of a token. */
export function usernameOf({ claims }: Token): string | undefined {
  const name = claims["cognito:username"] ?? claims.email ?? claims.sub;
  return typeof name === "string" ? name : undefined;
}
