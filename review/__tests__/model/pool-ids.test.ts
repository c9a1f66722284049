/** What a trust policy compares with a pool's id.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
import type { Pool } from "../../src/model/access-model";
import { isComparable, isIdOfResource, isPattern, isPoolId } from "../../src/model/pool-ids";

const ID = "eu-west-1:11111111-1111-1111-1111-111111111111";
const MADE = "⟨aws_cognito_identity_pool.main.id⟩";

const KNOWN = { id: ID } as Pool;
const TO_COME = { id: MADE, isNew: true } as Pool;
/** It may have been made before: the configuration does not tell. */
const PERHAPS_MADE = { id: MADE } as Pool;
const OUTSIDE = { id: "⟨var.pool_id⟩" } as Pool;

test.each<[string, string, Pool, boolean]>([
  ["an id with a known one", ID, KNOWN, true],
  ["an id with one that nobody can have written down", ID, TO_COME, true],
  ["no id with one that may be it", ID, PERHAPS_MADE, false],
  ["a pattern with any", "eu-west-1:*", PERHAPS_MADE, true],
  ["the id of another pool of the file with that of one", "⟨aws_cognito_identity_pool.other.id⟩", TO_COME, true],
  ["the id of another pool of the file with a known one", MADE, KNOWN, true],
  ["the id of a pool of the file with one that a variable gives", MADE, OUTSIDE, false],
  ["a variable with none", "⟨var.pool_id⟩", KNOWN, false],
  ["another attribute of a pool", "⟨aws_cognito_identity_pool.main.arn⟩", KNOWN, true],
  ["another attribute, known after apply", "⟨known after apply: aws_cognito_identity_pool.main.arn⟩", KNOWN, true],
  ["what may be the id, known after apply", "⟨known after apply: aws_cognito_identity_pool.main.id⟩", KNOWN, false],
  ["a text around an id", `pool/${MADE}`, KNOWN, true],
  ["a text around a variable", "eu-west-1:⟨var.uuid⟩", KNOWN, false],
  ["a text around an id and a variable", `${MADE}/⟨var.uuid⟩`, KNOWN, false],
  ["an attribute of another resource", "⟨aws_cognito_user_pool.main.id⟩", KNOWN, false],
])("can compare %s", (_what, value, pool, is) => {
  expect(isComparable(value, pool)).toBe(is);
});

test.each([
  ["eu-west-1:*", true],
  ["eu-west-1:1111111?", true],
  [ID, false],
  ["⟨local.ids[*]⟩", false],
  ["⟨local.region⟩:*", true],
])("whether %s is a pattern", (value, is) => {
  expect(isPattern(value)).toBe(is);
});

test.each([
  [ID, true],
  [ID.toUpperCase(), true],
  [MADE, true],
  ['⟨module.app.module.pool["a"].aws_cognito_identity_pool.main[0].id⟩', true],
  ["⟨aws_cognito_identity_pool.main.arn⟩", false],
  ["⟨aws_cognito_user_pool.main.id⟩", false],
  [`arn:aws:cognito-identity:eu-west-1:1:identitypool/${ID}`, false],
  [`${MADE}*`, false],
  ["1h57kf5cpq17m0eml12EXAMPLE", false],
  ["eu-west-1:*", false],
])("whether %s is a pool's id", (value, is) => {
  expect(isPoolId(value)).toBe(is);
});

test("an id that is written out is not one of the file's own", () => {
  expect(isIdOfResource(ID)).toBe(false);
  expect(isIdOfResource(MADE)).toBe(true);
});
