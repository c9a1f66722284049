import { pool } from "../identity-pool/pools";
import { problems } from "../support/synth";

const both = (tags: Record<string, string>) => pool({ tags, authenticatedRole: { tags } });

test.each(["aws:team", "AWS:team"])("the key %s is kept for AWS, on the pool and on a role", (key) => {
  const message = `tags has the key "${key}": AWS keeps keys that begin with aws: for itself, so give another. See https://`;
  expect(problems(both({ [key]: "notes" }))).toEqual([
    expect.stringContaining(`[test/Pool] ${message}`),
    expect.stringContaining(`[test/Pool/AuthenticatedRole] ${message}`),
  ]);
});

test("a value that begins with aws: is refused on a role, where IAM refuses it, and taken on the pool", () => {
  expect(problems(both({ team: "aws:notes" }))).toEqual([
    expect.stringContaining(
      '[test/Pool/AuthenticatedRole] tags["team"] is "aws:notes": AWS keeps values of a role\'s tags',
    ),
  ]);
});

test("two keys that differ in case alone are refused on a role, where they are one key for IAM, and taken on the pool", () => {
  expect(problems(both({ team: "notes", Team: "Notes" }))).toEqual([
    expect.stringContaining(
      '[test/Pool/AuthenticatedRole] tags has the keys "team" and "Team": IAM takes them for the same key',
    ),
  ]);
});
