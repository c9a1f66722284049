import { IdentityPool, permissions } from "../../src";
import type { IdentityPoolProps, PolicyStatement } from "../../src";
import { CLIENT, OIDC, PROVIDER, pool } from "../identity-pool/pools";
import { problems } from "../support/synth";

const bucketName = "notes-app-uploads";
const tableArn = "arn:aws:dynamodb:us-east-1:123456789012:table/notes";
const owner = permissions.principalTag("user");

/** A pool whose user pool maps the claim to the tag `user`. */
function mapped(claim: string): Partial<IdentityPoolProps> {
  return { principalTags: [{ identityProvider: CLIENT, tags: { user: claim } }] };
}

function problemsOf(statements: PolicyStatement[], props: Partial<IdentityPoolProps>): string[] {
  return problems(
    pool(props, ({ authenticatedRole }) => {
      authenticatedRole.grant(...statements);
    }),
  );
}

const OWNED: [string, PolicyStatement[]][] = [
  ["ownFiles", permissions.ownFiles({ bucketName, owner })],
  ["amplifyStorage", permissions.amplifyStorage({ bucketName, owner })],
  ["ownRows", permissions.ownRows({ tableArn, owner })],
  ["ownTopics", permissions.ownTopics({ prefix: "notes", owner })],
];

describe.each(OWNED)("%s of the owner that a tag names", (name, statements) => {
  test("is fine where the tag comes from the claim sub", () => {
    expect(problemsOf(statements, mapped("sub"))).toEqual([]);
  });

  test("is a problem where no provider of the pool gives the tag", () => {
    const problem = expect.stringContaining(
      `[test/Pool/AuthenticatedRole] ${name}: owner is the tag "user", which no provider of the pool gives to a session`,
    ) as unknown;
    expect(problemsOf(statements, {})).toEqual([problem]);
    expect(problemsOf(statements, { principalTags: [{ identityProvider: CLIENT, tags: { team: "sub" } }] })).toEqual([
      problem,
    ]);
  });

  test.each(["email", "preferred_username", "phone_number", "name", "custom:user_id"])(
    "is a problem where users may write the claim %s",
    (claim) => {
      expect(problemsOf(statements, mapped(claim))).toEqual([
        expect.stringContaining(
          `${name}: owner is the tag "user", which ${PROVIDER} fills from the claim "${claim}": users can change this claim, and so choose whose data they reach.`,
        ),
      ]);
    },
  );

  test("is a problem for guests, who have no tags", () => {
    const guests = pool({ ...mapped("sub"), allowUnauthenticatedIdentities: true }, ({ unauthenticatedRole }) => {
      unauthenticatedRole?.grant(...statements);
    });
    expect(problems(guests)).toEqual([
      expect.stringContaining(
        `[test/Pool/UnauthenticatedRole] ${name}: owner is the tag "user", and the role is that of guests`,
      ),
    ]);
  });

  test("is a problem where the role has a tag of that key itself, whatever its case", () => {
    expect(problemsOf(statements, { ...mapped("sub"), authenticatedRole: { tags: { User: "app" } } })).toEqual([
      expect.stringContaining(`${name}: owner is the tag "user", and the role itself has a tag with this key`),
    ]);
  });
});

test("every provider that gives the tag must give it from a claim that users cannot write", () => {
  const props: Partial<IdentityPoolProps> = {
    openIdConnectProviderArns: [OIDC],
    principalTags: [
      { identityProvider: CLIENT, tags: { user: "sub" } },
      { identityProvider: OIDC, tags: { user: "email" } },
    ],
  };
  expect(problemsOf(permissions.ownFiles({ bucketName, owner }), props)).toEqual([
    expect.stringContaining(`which ${OIDC} fills from the claim "email"`),
  ]);
});

test("Cognito's own mapping has the claim sub under the key username", () => {
  const props = { principalTags: [{ identityProvider: CLIENT, tags: {}, useDefaults: true }] };
  const ofTag = (key: string) => permissions.ownFiles({ bucketName, owner: permissions.principalTag(key) });
  expect(problemsOf(ofTag("username"), props)).toEqual([]);
  expect(problemsOf(ofTag("user"), props)).toHaveLength(1);
});

test.each<[string, PolicyStatement[], string[]]>([
  [
    "a list, which may ask for the owner without a slash",
    permissions.ownFiles({ bucketName, owner }),
    ["the first user reaches the other's keys"],
  ],
  ["a folder without a list", permissions.ownFiles({ bucketName, owner, list: false }), []],
  [
    "keys with a hyphen behind the owner",
    permissions.ownFiles({ bucketName, owner, list: false, keySeparator: "-" }),
    ["the first user reaches the other's keys"],
  ],
  ["keys that are the owner", permissions.ownRows({ tableArn, owner }), []],
  [
    "keys that begin with the owner",
    permissions.ownRows({ tableArn, owner, keySeparator: "#" }),
    ["the first user reaches the other's rows"],
  ],
])("a claim whose values may begin with one another, with %s: %j", (_, statements, found) => {
  expect(problemsOf(statements, mapped("cognito:username"))).toEqual(
    found.map((each) => expect.stringContaining(each) as unknown),
  );
  expect(problemsOf(statements, mapped("sub"))).toEqual([]);
});

test("the sub of a provider that is no user pool may be of any length", () => {
  const props: Partial<IdentityPoolProps> = {
    openIdConnectProviderArns: [OIDC],
    principalTags: [{ identityProvider: OIDC, tags: { user: "sub" } }],
  };
  expect(problemsOf(permissions.ownFiles({ bucketName, owner }), props)).toEqual([
    expect.stringContaining("may be the beginning of the value of another"),
  ]);
  expect(problemsOf(permissions.ownFiles({ bucketName, owner, list: false }), props)).toEqual([]);
  expect(problemsOf(permissions.ownRows({ tableArn, owner }), props)).toEqual([]);
});

test("a pool made elsewhere says whether its sessions have tags; which, it knows itself", () => {
  const elsewhere = (sessionTags?: boolean) =>
    problems((stack) => {
      const id = "us-east-1:12345678-1234-1234-1234-123456789012";
      IdentityPool.fromIdentityPoolId(stack, "Pool", id, { sessionTags })
        .addRole("Users")
        .grant(...permissions.ownFiles({ bucketName, owner }));
    });
  expect(elsewhere(true)).toEqual([]);
  expect(elsewhere()).toEqual([expect.stringContaining("give sessionTags: true")]);
});
