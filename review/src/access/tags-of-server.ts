/** Principal tags that no mapping of the pool has: a developer provider's server gives them to a session by itself.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html */
import type { Pool, PrincipalTag } from "../model/access-model";
import type { IamStatement } from "../iam/policy-document";
import { keysAndVariablesOf } from "./ineffective-texts";
import { tagOf } from "./people";
import { placedStatementsAndBoundary } from "./placed-statement";

/** Where the server writes them: what a mapping has as the name of a claim. */
const PRINCIPAL_TAGS = "PrincipalTags";

/** The name of the pool's developer provider, if it has one. */
export function developerProviderOf({ signIns }: Pool): string | undefined {
  return signIns.find(({ kind }) => kind === "developer-provider")?.provider;
}

/** The pool with a mapping for every tag that policies of its roles name, where its server may give that. Which value it gives,
 *  nobody but the server knows: users who get different ones are told apart by it. */
export function withTagsOfServer(pool: Pool): Pool {
  const identityProvider = developerProviderOf(pool);
  if (identityProvider === undefined) return pool;
  const mapped = new Set(pool.principalTags.map(({ tag }) => tag.toLowerCase()));
  const named = pool.roles.flatMap(placedStatementsAndBoundary).flatMap(({ statement }) => tagsIn(statement));
  const given = [...new Set(named)]
    .filter((tag) => !mapped.has(tag))
    .map((tag): PrincipalTag => ({ address: pool.address, identityProvider, tag, claim: PRINCIPAL_TAGS }));
  return { ...pool, principalTags: [...pool.principalTags, ...given] };
}

/** The tags that a statement names, in lower case: in keys of conditions, and as variables. */
export function tagsIn(statement: IamStatement): string[] {
  return keysAndVariablesOf(statement).flatMap(({ text }) => tagOf(text.trim()) ?? []);
}
