import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { RoleMapping } from "../../../src";
import { named, problems, testApp } from "../../support/synth";
import { attachment, CLIENT, OTHER_CLIENT, pool, poolJson, PROVIDER, ROLE, statements } from "../pools";

const MAPPING: RoleMapping = { identityProvider: CLIENT, type: "Token", ambiguousRoleResolution: "AuthenticatedRole" };

test("a group is one of the user pool, with a role that its members' tokens choose", () => {
  const json = poolJson({}, (each) => {
    each.addGroup("editors", { userPoolClient: CLIENT, precedence: 1, description: "Those who edit" });
  });
  expect(named(json.resource.aws_cognito_user_group, "editors")).toEqual({
    name: "editors",
    user_pool_id: CLIENT.userPoolId,
    precedence: 1,
    description: "Those who edit",
    role_arn: expect.stringMatching(/aws_iam_role\.Pool_Group-editors_\w+\.arn/) as string,
  });
  expect(attachment(json).role_mapping).toEqual([
    { identity_provider: `${PROVIDER}:${CLIENT.clientId}`, type: "Token", ambiguous_role_resolution: "Deny" },
  ]);
  expect(statements(json, "Group-editors_TrustPolicy")).toMatchObject([
    { condition: [{}, { variable: "cognito-identity.amazonaws.com:amr", values: ["authenticated"] }] },
  ]);
});

test("several groups of a client share its one mapping", () => {
  const json = poolJson({}, (each) => {
    each.addGroup("editors", { userPoolClient: CLIENT });
    each.addGroup("readers", { userPoolClient: CLIENT });
  });
  expect(attachment(json).role_mapping).toHaveLength(1);
});

test.each(["before", "after"])("a mapping that is given %s the group stays as it is given", (when) => {
  const json = poolJson({ roleMappings: when === "before" ? [MAPPING] : [] }, (each) => {
    each.addGroup("editors", { userPoolClient: CLIENT });
    if (when === "after") each.addRoleMapping(MAPPING);
  });
  expect(attachment(json).role_mapping).toMatchObject([{ ambiguous_role_resolution: "AuthenticatedRole" }]);
});

test("a group beside a mapping by rules is refused: the token could not choose its role", () => {
  const rules = [{ claim: "a", matchType: "Equals" as const, value: "b", role: ROLE }];
  const found = problems(
    pool({ roleMappings: [{ identityProvider: CLIENT, type: "Rules", rules }] }, (each) => {
      each.addGroup("editors", { userPoolClient: CLIENT });
    }),
  );
  expect(found).toEqual([expect.stringContaining('which has one of type "Rules": give groups or rules')]);
});

test("a group that is added twice is refused, and two user pools may each have one of the name", () => {
  const twice = pool({}, (each) => {
    each.addGroup("editors", { userPoolClient: CLIENT });
    each.addGroup("editors", { userPoolClient: CLIENT });
  });
  expect(problems(twice)).toEqual([expect.stringContaining('the group "editors" is added twice')]);
  const json = poolJson({ userPoolClients: [CLIENT, OTHER_CLIENT] }, (each) => {
    each.addGroup("editors", { userPoolClient: CLIENT });
    each.addGroup("editors", { userPoolClient: OTHER_CLIENT, id: "Group-editors-eu" });
  });
  expect(Object.keys(json.resource.aws_cognito_user_group ?? {})).toHaveLength(2);
});

test("a group that takes the id of another group is not that group", () => {
  const found = problems(
    pool({}, (each) => {
      each.addGroup("editors", { userPoolClient: CLIENT });
      each.addGroup("readers", { userPoolClient: CLIENT, id: "Group-editors" });
    }),
  );
  expect(found).toEqual([expect.stringMatching(/addGroup: id is "Group-editors": .* has this id already/)]);
});

test("two stacks may each have a group of one name, though their user pools have one address", () => {
  const app = testApp();
  const addUsers = (id: string) => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    const { id: userPoolId } = new CognitoUserPool(stack, "users", { name: "users" });
    const client = { userPoolId, clientId: CLIENT.clientId };
    pool({ userPoolClients: [client] }, (each) => {
      each.addGroup("editors", { userPoolClient: client });
    })(stack);
  };
  addUsers("dev");
  addUsers("prod");
  expect(app.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
});

test("a group of a client that the pool does not have is refused", () => {
  const found = problems(
    pool({}, (each) => {
      each.addGroup("editors", { userPoolClient: OTHER_CLIENT });
    }),
  );
  expect(found).toEqual([expect.stringContaining("which the pool does not have")]);
});
