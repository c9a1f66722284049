/** Names that several patterns of resources stand for, by what the patterns say. */
import { namesOfAll } from "../../src/access/arn-names";
import { matches, wildcardPattern } from "../../src/iam/pattern";

/** What stands in the place of a wildcard that could be anything. */
const ANYTHING = "☆☆☆☆";

test.each([
  ["of a name, the name", ["arn:aws:s3:::b/x"], ["arn:aws:s3:::b/x"]],
  [
    "of a wildcard, nothing and something in its place",
    ["arn:aws:s3:::b/*"],
    ["arn:aws:s3:::b/", `arn:aws:s3:::b/${ANYTHING}`],
  ],
  [
    "no long one where another pattern says what stands there",
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b/x*"],
    ["arn:aws:s3:::b/x"],
  ],
  ["what begins as one and ends as the other", ["arn:aws:s3:::b/*/c", "arn:aws:s3:::b/d/*"], ["arn:aws:s3:::b/d/c"]],
  ["none of other buckets", ["arn:aws:s3:::b/*", "arn:aws:s3:::c/*"], []],
  ["none of other services", ["arn:aws:s3:::b/*", "arn:aws:dynamodb:::b/x"], []],
  [
    "regions and accounts of the pattern that has them",
    ["arn:aws:dynamodb:*:*:table/t", "arn:aws:dynamodb:eu-west-1:123456789012:table/*"],
    ["arn:aws:dynamodb:eu-west-1:123456789012:table/t"],
  ],
  [
    "no region, and some, in the place of a wildcard",
    ["arn:aws:dynamodb:*:*:table/t"],
    ["arn:aws:dynamodb:::table/t", "arn:aws:dynamodb:☆:☆:table/t"],
  ],
  [
    "so too beside a wildcard for all",
    ["arn:aws:dynamodb:*:*:table/t", "arn:*"],
    ["arn:aws:dynamodb:::table/t", "arn:aws:dynamodb:☆:☆:table/t"],
  ],
  ["a wildcard for all parts that follow", ["arn:*", "arn:aws:s3:::b/x"], ["arn:aws:s3:::b/x"]],
  ["a wildcard for all", ["*", "arn:aws:s3:::b/x"], ["arn:aws:s3:::b/x"]],
  [
    "a wildcard that goes over the colons",
    ["*:table/t", "arn:aws:dynamodb:eu-west-1:1:table/t"],
    ["arn:aws:dynamodb:eu-west-1:1:table/t"],
  ],
  ["such a wildcard beside one at the end", ["arn:*b/*", "arn:aws:s3:::b/private/x"], ["arn:aws:s3:::b/private/x"]],
  ["a wildcard that begins in a part", ["arn:aws:s*", "arn:aws:s3:::b/x"], ["arn:aws:s3:::b/x"]],
  ["nothing of what has fewer parts", ["b", "arn:aws:s3:::b"], []],
  ["of actions, which are no ARNs, one action", ["dynamodb:*", "*:GetItem*"], ["dynamodb:GetItem"]],
  ["of an open action, also a long one", ["*:GetItem*", "dynamodb:*"], ["dynamodb:GetItem"]],
])("%s", (_what, patterns, names) => {
  const compiled = patterns.map(wildcardPattern);
  const found = namesOfAll(compiled);
  expect(found).toEqual(names);
  for (const name of found) expect(compiled.every((pattern) => matches(pattern, name))).toBe(true);
});
