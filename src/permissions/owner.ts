/** Whose data a grant is about: the data of the identity, or that of a tag of the session.
 *
 *  An identity id belongs to one pool in one region. A pool that replaces it, or one in a second region, gives the same user
 *  another id, and the user no longer reaches what the first id owned. A tag from the claim `sub` of a user pool is the same
 *  in every pool.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
import { optional, textRule } from "../checks/option-rules";
import { known } from "../terraform/tokens";
import type { PolicyStatement } from "./policy-statement";
import { isUnusableKey } from "./principal-tag";
import { isWrittenByUsers } from "./session-tag";
import { carrying } from "./statement-problems";
import type { RoleKnowledge } from "./statement-problems";

/** Whose data a permission is for.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
export interface Owned {
  /** Whose data it is: a policy variable, the same in every session of a user and in no one else's.
   *  `permissions.principalTag("user")`, with a tag from the claim `sub`, is for data that outlives the pool. The second page
   *  says which to choose before there is data.
   *  @default the identity id, which belongs to this pool alone
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html
   *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/owners.md */
  readonly owner?: string;
}

const PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html";

/** One policy variable or more, with text between them. A text without a variable would be the same for all users. */
const VARIABLE = /[&$]\{(?:aws:PrincipalTag\/[^{}'"*?,]+|cognito-identity[\w.-]*:sub)\}/;

export const ownerRule = optional(
  textRule(
    new RegExp(String.raw`^[^*?{}$&]*(?:${VARIABLE.source}[^*?{}$&]*)+$`),
    'a policy variable, such as permissions.principalTag("user")',
    PAGE,
  ),
);

/** Of a pattern: the text has no identity id in it. Where the owner follows a text by itself, the id would stand there twice, and
 *  fit no name that the app writes. */
export const WITHOUT_OWNER = String.raw`(?!.*[&$]\{cognito-identity[\w.-]*:sub\})`;

/** The statements, with a check whether users could choose whose data they reach.
 *  @param oneLength what happens if the text of one owner is the beginning of another's; undefined if nothing does */
export function ownedBy(
  functionName: string,
  owner: string | undefined,
  statements: readonly PolicyStatement[],
  oneLength: string | undefined,
): PolicyStatement[] {
  if (owner === undefined || !known(owner)) return [...statements];
  return carrying(statements, (role) => problemsWithOwner(functionName, owner, role, oneLength));
}

function problemsWithOwner(
  functionName: string,
  owner: string,
  role: RoleKnowledge,
  oneLength: string | undefined,
): string[] {
  const keys = Array.from(owner.matchAll(/aws:PrincipalTag\/([^{}]+)\}/g), ([, key = ""]) => key);
  return keys
    .filter((key) => !isUnusableKey(key))
    .flatMap((key) => problemsWithTag(key, role, oneLength))
    .map((problem) => `${functionName}: ${problem}. See ${PAGE}`);
}

function problemsWithTag(
  key: string,
  { read, sessionTags, roleTags, isForGuests }: RoleKnowledge,
  oneLength: string | undefined,
): string[] {
  // IAM does not tell the keys of tags apart by case.
  const isSame = (other: string): boolean => other.toLowerCase() === key.toLowerCase();
  const setting = `owner is the tag ${JSON.stringify(key)}`;
  if (isForGuests) {
    return [
      `${setting}, and the role is that of guests, who have no token and so no tags: leave out owner or the whole grant`,
    ];
  }
  if (roleTags.some(isSame)) {
    return [
      `${setting}, and the role itself has a tag with this key: users whose token gives no such tag would all own the same data. Rename one of the two tags`,
    ];
  }
  if (sessionTags === undefined) return [];
  const mapped = sessionTags.filter((tag) => isSame(tag.key));
  if (mapped.length === 0) {
    return [
      `${setting}, which no provider of the pool gives to a session, so nobody would own any data: map the claim sub to it with addPrincipalTags. For a pool made elsewhere that has the tag, give sessionTags: true`,
    ];
  }
  return mapped
    .filter(({ claim }) => known(claim))
    .flatMap(({ claim, identityProvider }) => {
      const filled = `${setting}, which ${read(identityProvider)} fills from the claim ${JSON.stringify(claim)}`;
      if (isWrittenByUsers(claim)) {
        return [
          `${filled}: users can change this claim, and so choose whose data they reach. Use a claim that they cannot change, such as sub`,
        ];
      }
      return oneLength === undefined || hasOneLength(claim, identityProvider)
        ? []
        : [
            `${filled}: the value of one user may be the beginning of the value of another, and then ${oneLength}. Use the claim sub of a user pool, whose values all have the same length, or end the owner's part with a slash and grant no list`,
          ];
    });
}

/** Whether no value can be the beginning of another one: a user pool's values are UUIDs, other providers' have any length. */
function hasOneLength(claim: string, identityProvider: string): boolean {
  return claim === "sub" && (!known(identityProvider) || identityProvider.startsWith("cognito-idp."));
}
