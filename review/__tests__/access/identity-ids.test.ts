/** Ids of identities, REGION:UUID, that a text of a policy may mean.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
import { IdentityIds } from "../../src/access/identity-ids";
import { matches } from "../../src/iam/pattern";

const IRELAND = new IdentityIds("eu-west-1:11111111-1111-1111-1111-111111111111");
const SOMEWHERE = new IdentityIds("⟨aws_cognito_identity_pool.app.id⟩");
const ID = "eu-west-1:22222222-2222-2222-2222-222222222222";
const KNOWN = IRELAND.marked("☆other");

test("an id that no user has looks like one of the pool", () => {
  expect(IRELAND.marked("☆self")).toBe("eu-west-1:☆self☆☆☆-☆☆☆☆-☆☆☆☆-☆☆☆☆-☆☆☆☆☆☆☆☆☆☆☆☆");
  expect(matches(IRELAND.looks, IRELAND.marked("☆self"))).toBe(true);
  expect(matches(SOMEWHERE.looks, SOMEWHERE.marked("☆self"))).toBe(true);
});

test("a pool's ids have its region; those of a pool that is not made yet, any", () => {
  const inFrankfurt = ID.replace("west", "central");
  expect([ID, inFrankfurt, "eu-west-1:2", "x"].map((id) => matches(IRELAND.looks, id))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([ID, inFrankfurt, "eu-west-1:2", "x"].map((id) => matches(SOMEWHERE.looks, id))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

const rest = "☆☆☆☆☆☆☆-☆☆☆☆-☆☆☆☆-☆☆☆☆-☆☆☆☆☆☆☆☆☆☆☆☆";

test.each<[string, string, string[]]>([
  ["an id", ID, [ID]],
  ["an id in a folder", `arn:aws:s3:::b/private/${ID}/*`, [ID]],
  ["an id behind a separator in a key", `user#${ID}`, [ID]],
  ["two ids", `${ID}|${ID.replaceAll("2", "3")}`, [ID, ID.replaceAll("2", "3")]],
  ["one id twice", `${ID}/${ID}`, [ID]],
  ["an id right behind a name", `notes-${ID}`, [ID]],
  ["what an id may begin with", "arn:aws:s3:::b/eu-west-1:9*", [`eu-west-1:9${rest}`]],
  ["a part of the region", "arn:aws:dynamodb:us-east-1:1:table/t/eu-w*2", [`eu-west-1:☆${rest.slice(0, -1)}2`]],
  ["the user of whom it is known anyway", "arn:aws:s3:::b/eu-west-1:*", []],
  ["another region", "arn:aws:s3:::b/us-east-1:9*", []],
  ["an id in an ARN's region and account", `arn:aws:s3:${ID}:b`, []],
  ["an account that begins as an id could", "arn:aws:sqs:eu-west-1:2*", []],
  ["a text that begins with a wildcard", "*9", []],
  ["a text that no id begins with", "arn:aws:s3:::b/public/*", []],
])("%s", (_what, text, ids) => {
  expect(IRELAND.within(text, KNOWN)).toEqual(ids);
});

test("of a pool that is not made yet, a text may mean ids of any region", () => {
  const known = SOMEWHERE.marked("☆other");
  expect(SOMEWHERE.within("us-east-1:9*", known)).toEqual([`us-east-1:9${rest}`]);
  expect(SOMEWHERE.within("eu-w*", known)).toEqual([`eu-west-1:☆${rest}`]);
  expect(SOMEWHERE.within("mars-1:9*", known)).toEqual([]);
  for (const region of ["af-south-1", "ap-northeast-3", "ap-southeast-7", "eu-north-1", "me-south-1", "us-gov-east-1"])
    expect(SOMEWHERE.within(`${region}:9*`, known)).toEqual([`${region}:9${rest}`]);
});

test("a region may have more words than most", () => {
  const id = ID.replace("eu-west", "us-gov-west");
  const gov = new IdentityIds(id.replaceAll("2", "3"));
  expect(gov.within(`notes-${id}`, gov.marked("☆other"))).toEqual([id]);
  expect(gov.marked("☆other")).toMatch(/^us-gov-west-1:/);
});
