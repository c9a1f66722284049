/** A user pool of the stack has several names in Terraform: by its id, by its endpoint, with the region written out. */
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { Testing } from "cdktf";
import { IdentityPool } from "../../../src";
import type { IdentityPoolProps, PrincipalTags, RoleMapping } from "../../../src";
import { problems, stackWith, synthesized } from "../../support/synth";
import { attachment, CLIENT, ROLE } from "../pools";

interface Users {
  readonly users: CognitoUserPool;
  readonly client: CognitoUserPoolClient;
}

type Name = (made: Users) => string;

const byEndpoint: Name = ({ users, client }) => `${users.endpoint}:${client.id}`;
const byRegion: Name = ({ users, client }) => `cognito-idp.us-east-1.amazonaws.com/${users.id}:${client.id}`;

function poolWith(
  props: (made: Users) => Partial<IdentityPoolProps>,
  build: (pool: IdentityPool, made: Users) => void,
) {
  return (stack: Parameters<Parameters<typeof stackWith>[0]>[0]): void => {
    const users = new CognitoUserPool(stack, "users", { name: "users" });
    const made = { users, client: new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users.id }) };
    const given = { identityPoolName: "notes", userPoolClients: [made.client], ...props(made) };
    build(new IdentityPool(stack, "Pool", given), made);
  };
}

const token = (identityProvider: RoleMapping["identityProvider"]): RoleMapping => ({
  identityProvider,
  type: "Token",
  ambiguousRoleResolution: "AuthenticatedRole",
});

describe.each<[string, Name]>([
  ["its endpoint", byEndpoint],
  ["its id and the region", byRegion],
])("a user pool by %s", (_, name) => {
  const withGroup = poolWith(
    (made) => ({ roleMappings: [token(name(made))] }),
    (pool, { client }) => {
      pool.addGroup("editors", { userPoolClient: client });
    },
  );

  test("a group adds no second mapping beside the one that is given", () => {
    expect(attachment(synthesized(withGroup)).role_mapping).toMatchObject([
      { ambiguous_role_resolution: "AuthenticatedRole" },
    ]);
  });

  test("who says what becomes of users in no group is not warned", () => {
    const stack = stackWith(withGroup);
    Testing.synth(stack, true);
    expect(
      stack.node.findAll().flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn")),
    ).toEqual([]);
  });

  test("a second mapping, rules beside a group, and tags given twice are refused", () => {
    const rules = [{ claim: "a", matchType: "Equals" as const, value: "b", role: ROLE }];
    const twice = poolWith(
      (made) => ({ roleMappings: [token(made.client), token(name(made))] }),
      () => undefined,
    );
    expect(problems(twice)).toEqual([expect.stringContaining("and so is roleMappings[0].identityProvider")]);
    const byRules = poolWith(
      (made) => ({ roleMappings: [{ identityProvider: name(made), type: "Rules", rules }] }),
      (pool, { client }) => {
        pool.addGroup("editors", { userPoolClient: client });
      },
    );
    expect(problems(byRules)).toEqual([expect.stringContaining('which has one of type "Rules": give groups or rules')]);
    const tags = (made: Users): PrincipalTags[] => [
      { identityProvider: made.client, tags: { user: "sub" } },
      { identityProvider: name(made).replace(/:[^:]*$/, ""), tags: { team: "custom:team" } },
    ];
    const tagged = poolWith(
      (made) => ({ principalTags: tags(made) }),
      () => undefined,
    );
    expect(problems(tagged)).toEqual([expect.stringContaining("and so is principalTags[0].identityProvider")]);
  });
});

test("two clients of a user pool, two user pools, and a replica are different providers", () => {
  const sound = poolWith(
    ({ users, client }) => {
      const replica = { userPoolId: users.id, clientId: client.id, region: "us-west-2" };
      return {
        userPoolClients: [client, { userPoolId: users.id, clientId: "phone" }, CLIENT, replica],
        roleMappings: [client, { userPoolId: users.id, clientId: "phone" }, CLIENT, replica].map(token),
      };
    },
    () => undefined,
  );
  expect(problems(sound)).toEqual([]);
});

describe("two app clients that the stack makes", () => {
  const problemsWith = (build: (pool: IdentityPool, other: CognitoUserPoolClient) => void, clientId?: string) =>
    problems((stack) => {
      const users = new CognitoUserPool(stack, "users", { name: "users" });
      const [web, phone] = ["web", "phone"].map(
        (name) => new CognitoUserPoolClient(stack, name, { name, userPoolId: users.id }),
      ) as [CognitoUserPoolClient, CognitoUserPoolClient];
      const client = clientId === undefined ? web : { userPoolId: users.id, clientId };
      const pool = new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients: [client] });
      build(pool, phone);
    });

  test.each<[string, (pool: IdentityPool, other: CognitoUserPoolClient) => void]>([
    ["a group", (pool, userPoolClient) => pool.addGroup("editors", { userPoolClient })],
    [
      "a mapping",
      (pool, other) => {
        pool.addRoleMapping(token(other));
      },
    ],
    ["the configuration of an app", (pool, userPoolClient) => pool.clientConfig({ userPoolClient })],
  ])("%s for the one that the pool does not have is refused", (_what, build) => {
    expect(problemsWith(build)).toEqual([
      expect.stringMatching(
        /is ".*:\$\{aws_cognito_user_pool_client\.phone\.id\}", which the pool does not have: give one of .*:\$\{aws_cognito_user_pool_client\.web\.id\}, or add it/,
      ),
    ]);
  });

  test("a pool's client by an id that is written out may be the one that the stack makes", () => {
    const build = (pool: IdentityPool, userPoolClient: CognitoUserPoolClient) => {
      pool.addGroup("editors", { userPoolClient });
    };
    expect(problemsWith(build, CLIENT.clientId)).toEqual([]);
  });
});
