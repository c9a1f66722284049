import { placedStatements, type PlacedStatement } from "../access/placed-statement";
import { developerProviderOf } from "../access/tags-of-server";
import { asList } from "../iam/policy-document";
import { mayHave } from "../model/role-tags";
import type { FindingCheck } from "./finding";

/** No session has a tag to which no claim is mapped, and that the role has not itself. What depends on the tag is out of reach or, in a Deny, not denied.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html */
export const unmappedPrincipalTag: FindingCheck = ({ pool, roles }) => {
  // Its server may give a session any tag.
  if (developerProviderOf(pool) !== undefined) return [];
  const mapped = new Set(pool.principalTags.map(({ tag }) => tag.toLowerCase()));
  return roles.flatMap(({ role }) =>
    placedStatements(role).flatMap((place) =>
      tagsIn(place)
        .filter((tag) => !mapped.has(tag.toLowerCase()) && !mayHave(role.tags, tag))
        .map((tag) => ({
          id: "unmapped-principal-tag",
          severity: "medium" as const,
          title: `No claim is mapped to the tag ${tag}`,
          reason: `A policy of ${role.name} compares aws:PrincipalTag/${tag}, and the pool puts no such tag on a session.`,
          fix: `Map a claim to ${tag} with aws_cognito_identity_pool_provider_principal_tag, or take it out of the policy.`,
          address: place.address,
        })),
    ),
  );
};

/** The tags that a statement compares: in keys of conditions, and as variables without a default. */
function tagsIn({ statement }: PlacedStatement): string[] {
  const conditions = Object.values(statement.Condition ?? {});
  const keys = conditions.flatMap((values) => Object.keys(values));
  const values = conditions.flatMap((byKey) => Object.values(byKey).flatMap((one) => asList(one).map(String)));
  const texts = [...asList(statement.Resource), ...asList(statement.NotResource), ...values];
  const inKeys = keys.flatMap((key) => tagsOf(key, /^aws:PrincipalTag\/(.+)$/gi));
  const inTexts = texts.flatMap((text) => tagsOf(text, /\$\{aws:PrincipalTag\/([^},]+)\}/gi));
  return [...new Set([...inKeys, ...inTexts])];
}

function tagsOf(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, tag = ""]) => tag);
}
