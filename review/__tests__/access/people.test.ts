/** What texts of policies stand for when one user or another asks. */
import { isFirstOfMine, isFirstOfOther, ownPatternsWithinOthers, People, tagOf } from "../../src/access/people";
import { matches } from "../../src/iam/pattern";
import type { Pool, PrincipalTag } from "../../src/model/access-model";

const POOL = "eu-west-1:11111111-1111-1111-1111-111111111111";
const SUB = "${cognito-identity.amazonaws.com:sub}";
const USER_ID = "${aws:userid}";

function people(claims: Record<string, string> = {}): People {
  const principalTags = Object.entries(claims).map(([tag, claim]): PrincipalTag => ({
    address: "tags",
    identityProvider: "p",
    tag,
    claim,
  }));
  return new People({ id: POOL, principalTags } as unknown as Pool);
}

const WITHOUT_TAGS = people();
const { other } = WITHOUT_TAGS;
const ME = WITHOUT_TAGS.valueOf("cognito-identity.amazonaws.com:sub", "me") ?? "";

describe("a variable", () => {
  test.each([
    ["cognito-identity.amazonaws.com:sub", ME],
    ["COGNITO-IDENTITY.AMAZONAWS.COM:SUB", ME],
    ["cognito-identity.cn-north-1.amazonaws.com.cn:sub", ME],
    ["cognito-identity-us-gov.amazonaws.com:sub", ME],
    ["cognito-identity.amazonaws.com:aud", POOL],
    ["aws:userid", "☆role:CognitoIdentityCredentials"],
    ["aws:PrincipalTag/team", "☆self-tag-team"],
    ["AWS:principaltag/TEAM", "☆self-tag-team"],
    ["aws:PrincipalTag/other", undefined],
    ["cognito-identity.amazonaws.com:subject", undefined],
    ["accounts.google.com:sub", undefined],
    ["aws:username", undefined],
  ])("%s", (key, value) => {
    expect(people({ Team: "custom:team" }).valueOf(key, "me")).toBe(value);
  });

  test("is another one for another user, but for what all have", () => {
    const all = people({ team: "custom:team" });
    const of = (key: string) => [
      all.valueOf(key, "me"),
      all.valueOf(key, "other"),
      all.valueOf(key, all.otherWithName("ann")),
    ];
    expect(new Set(of("cognito-identity.amazonaws.com:sub")).size).toBe(2);
    expect(of("aws:PrincipalTag/team")).toEqual(["☆self-tag-team", "☆other-tag-team", "ann"]);
    expect(new Set(of("cognito-identity.amazonaws.com:aud")).size).toBe(1);
    expect(all.valueOf("cognito-identity.amazonaws.com:sub", all.otherWithId("eu-west-1:2"))).toBe("eu-west-1:2");
  });

  test("stands in a text for its value, for a wildcard as a character, or for anything", () => {
    const pattern = WITHOUT_TAGS.patternFor(`a/${SUB}/\${*}/\${?}/\${$}/\${aws:PrincipalTag/x}/b?*`, "me");
    expect(matches(pattern, `a/${ME}/*/?/$/anything/bcd`)).toBe(true);
    expect(matches(pattern, `a/${ME}/*/?/$/anything/b`)).toBe(false);
    expect(matches(pattern, `a/${ME}/x/?/$/anything/bcd`)).toBe(false);
    expect(matches(pattern, `a/${other.identityId}/*/?/$/anything/bcd`)).toBe(false);
  });

  test("may have a default", () => {
    const text = "a/${cognito-identity.amazonaws.com:sub, 'x'}";
    expect(WITHOUT_TAGS.namesFor(text, "me")).toEqual([`a/${ME}`]);
  });
});

test("names that a text stands for have nothing, or something, in the place of wildcards", () => {
  expect(WITHOUT_TAGS.namesFor(`a?/${SUB}/*`, "me")).toEqual([`a☆/${ME}/`, `a☆/${ME}/☆☆☆☆`]);
  expect(WITHOUT_TAGS.namesFor("a", "me")).toEqual(["a"]);
});

describe("whose a text is", () => {
  const all = people({ team: "custom:team", name: "cognito:username", id: "sub", Both: "sub", both: "custom:team" });

  test.each([
    [`b/${SUB}`, true, true],
    ["b/${aws:PrincipalTag/id}", true, true],
    ["b/${aws:PrincipalTag/name}", true, true],
    ["b/${aws:PrincipalTag/team}", false, true],
    // One of two providers gives it by a claim that several users share.
    ["b/${aws:PrincipalTag/both}", false, true],
    ["b/${aws:PrincipalTag/other}", false, false],
    ["b/public", false, false],
    [`b/\${aws:PrincipalTag/team}/${SUB}`, true, true],
  ])("%s names one user: %p, tells users apart: %p", (text, one, apart) => {
    expect([all.namesUser(text), all.tellsUsersApart(text)]).toEqual([one, apart]);
  });

  test.each([
    [`arn:aws:s3:::b/${USER_ID}/*`, true],
    [`${USER_ID}/*`, true],
    [`arn:aws:s3:::b/${USER_ID}/${SUB}/*`, false],
    [`arn:aws:s3:::b/${SUB}/*`, false],
    ["arn:aws:s3:::b/public/*", false],
    // In the place of an account it names nobody.
    [`arn:aws:dynamodb:eu-west-1:${USER_ID}:table/t`, false],
    [`arn:aws:dynamodb:\${aws:RequestedRegion}:1:table/${USER_ID}`, true],
  ])("%s is meant for one and is the same for all: %p", (text, is) => {
    expect(WITHOUT_TAGS.isSameForAll(text)).toBe(is);
  });
});

describe("in a comparison", () => {
  const all = people({ team: "custom:team" });

  test("the id may be any of the pool, the tag what a policy asks for, and the rest is what it is", () => {
    expect(all.comparedValues("cognito-identity.amazonaws.com:sub")).toMatchObject({ example: ME });
    expect(all.comparedValues("cognito-identity.amazonaws.com:aud")).toEqual([POOL]);
    expect(all.comparedValues("aws:userid")).toBeUndefined();
    expect(all.comparedValues("aws:SourceIp")).toBeUndefined();
    expect(all.tagValues("aws:PrincipalTag/Team")).toBe("unknown");
    expect(all.tagValues("aws:PrincipalTag/other")).toEqual([]);
    expect([all.hasTag("aws:PrincipalTag/team"), all.hasTag("team")]).toEqual([true, false]);
  });
});

describe("names of others", () => {
  test.each<[string, Record<string, string>, string, string[]]>([
    ["a name with a wildcard behind it", { user: "cognito:username" }, "arn:aws:s3:::b/uploads/a*", ["a☆other"]],
    ["one of two in a text", { user: "cognito:username" }, "b/a*/c*d|e", ["a☆other", "c☆other"]],
    ["a name with a ? in it", { user: "cognito:username" }, "a?b*", ["a☆b☆other"]],
    ["a whole name", { user: "cognito:username" }, "arn:aws:s3:::b/ann", []],
    ["a wildcard alone", { user: "cognito:username" }, "arn:aws:s3:::b/*", []],
    ["a part with a variable", { user: "cognito:username" }, `b/x-${SUB}*`, []],
    ["a name, where the tag is the sub", { user: "sub" }, "b/uploads*", []],
    ["what a sub begins with", { user: "sub" }, "b/0a1b-?*", ["0a1b-☆☆other"]],
    ["what a sub begins with, or a name", { user: "sub", team: "custom:team" }, "b/uploads*", ["uploads☆other"]],
    ["no tags", {}, "b/a*", []],
  ])("%s", (_what, claims, text, names) => {
    expect(people(claims).namesWithin(text)).toEqual(names);
  });

  test("may begin as one's own, and go on with what stands behind it", () => {
    const texts = [
      "b/${aws:PrincipalTag/user}-*",
      "${aws:PrincipalTag/user}/x",
      "${aws:PrincipalTag/team}.",
      "${aws:PrincipalTag/user}-",
    ];
    expect(people({ user: "cognito:username" }).namesBeyondMine(texts)).toEqual([
      "☆self-tag-user☆other",
      "☆self-tag-user-☆other",
    ]);
    expect(people({ user: "sub", client: "aud" }).namesBeyondMine(texts)).toEqual([]);
  });
});

describe("a name with ids in it", () => {
  test.each([
    [`b/${ME}/x`, "mine"],
    [`b/${other.identityId}/x`, "theirs"],
    [`b/${ME}/${other.identityId}`, "mine"],
    [`b/${other.identityId}/${ME}`, "theirs"],
    ["b/☆other-tag-team/x", "theirs"],
    ["b/public", "nobody's"],
  ])("%s is %s", (name, whose) => {
    const is = { mine: isFirstOfMine(name, other), theirs: isFirstOfOther(name, other) };
    expect(is).toEqual({ mine: whose === "mine", theirs: whose === "theirs" });
  });

  test("that begins with one's own is another user's", () => {
    const longer = WITHOUT_TAGS.otherWithName("☆self-tag-user-☆other");
    expect(isFirstOfOther("b/☆self-tag-user-☆other/x", longer)).toBe(true);
    expect(isFirstOfMine("b/☆self-tag-user/☆self-tag-user-☆other", longer)).toBe(true);
  });
});

describe("an own text reaches into another's where a wildcard stands before one's own id", () => {
  const within = (text: string, name: string): boolean =>
    ownPatternsWithinOthers(WITHOUT_TAGS.patternFor(text, "me"), other).some((pattern) => matches(pattern, name));
  const THEIRS = other.identityId;

  test.each([
    [`arn:aws:s3:::b/*/${SUB}/a`, `arn:aws:s3:::b/${THEIRS}/${ME}/a`, true],
    [`arn:aws:s3:::b/*${SUB}`, `arn:aws:s3:::b/${THEIRS}/x/${ME}`, true],
    [`*/${SUB}/a`, `${THEIRS}/${ME}/a`, true],
    [`arn:aws:s3:::b/${SUB}/*`, `arn:aws:s3:::b/${ME}/${THEIRS}`, false],
    [`arn:aws:iot:*:*:topic/${SUB}`, `arn:aws:iot:${THEIRS}::topic/${ME}`, false],
    [`arn:aws:iot:*:*:topic/*/${SUB}`, `arn:aws:iot:a:b:topic/${THEIRS}/${ME}`, true],
    // The stage and the method of an API are no folders.
    [
      `arn:aws:execute-api:eu-west-1:1:api/*/*/${SUB}`,
      `arn:aws:execute-api:eu-west-1:1:api/prod/${THEIRS}/${ME}`,
      false,
    ],
    [
      `arn:aws:execute-api:eu-west-1:1:api/*/*/*/${SUB}`,
      `arn:aws:execute-api:eu-west-1:1:api/prod/GET/${THEIRS}/${ME}`,
      true,
    ],
    ["arn:aws:s3:::b/*", `arn:aws:s3:::b/${THEIRS}`, false],
  ])("%s for %s: %p", (text, name, is) => {
    expect(within(text, name)).toBe(is);
  });
});

test.each([
  ["aws:PrincipalTag/Team", "team"],
  ["AWS:PRINCIPALTAG/a/b", "a/b"],
  ["aws:PrincipalTag/", undefined],
  ["aws:RequestTag/team", undefined],
  ["xaws:PrincipalTag/team", undefined],
])("the tag of the key %s is %s", (key, tag) => {
  expect(tagOf(key)).toBe(tag);
});
