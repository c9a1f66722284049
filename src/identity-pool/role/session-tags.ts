/** Tags of a session that a role's statements name.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
import type { PolicyStatement } from "../../permissions/policy-statement";
import { isUnusableKey } from "../../permissions/principal-tag";
import type { RoleKnowledge } from "../../permissions/statement-problems";

const PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html";

/** What a role knows of tags when it is synthesized. */
export type TagKnowledge = Omit<RoleKnowledge, "read" | "withLiterals">;

/** Warnings about tags in statements that no session of the role is known to have. Such a statement matches nothing: users get
 *  AccessDenied without a hint, and a deny denies nothing. Not errors, because a role can get tags from elsewhere, such as the
 *  provider's default tags. */
export function warningsAboutSessionTags(
  statements: readonly PolicyStatement[],
  { sessionTags, roleTags, isForGuests }: TagKnowledge,
): string[] {
  if (sessionTags === undefined) return [];
  const brought = isForGuests ? [] : sessionTags.map(({ key }) => key);
  const present = new Set([...brought, ...roleTags].map((key) => key.toLowerCase()));
  return [...tagsNamedIn(statements)]
    .filter((key) => !present.has(key.toLowerCase()) && !isUnusableKey(key))
    .map(
      (key) =>
        `A grant names the tag ${JSON.stringify(key)} (aws:PrincipalTag/${key}), which ` +
        (isForGuests
          ? "guests do not have, because they have no token. Use the identity id, or leave the grant out"
          : "no provider of the pool gives to a session, so it matches nothing. Map a claim to it with addPrincipalTags. For a pool made elsewhere that has the tag, give sessionTags: true") +
        `. See ${PAGE}`,
    );
}

/** The keys of tags in variables and condition keys; not those with a default, which a session may lack. */
function tagsNamedIn(statements: readonly PolicyStatement[]): Set<string> {
  const text = JSON.stringify(statements);
  return new Set(Array.from(text.matchAll(/aws:PrincipalTag\/([^{}"',$]*)(?=[}"])/gi), ([, key = ""]) => key));
}
