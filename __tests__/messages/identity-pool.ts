/** What is refused of a pool's settings, and of what is called on a pool. */
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Fn, Lazy, TerraformVariable } from "cdktf";
import type { TerraformStack } from "cdktf";
import { IdentityPool, Partition } from "../../src";
import { CLIENT, OIDC, OTHER_CLIENT, ROLE, SAML } from "../identity-pool/pools";
import { stackWith } from "../support/synth";
import { calling, refused, setting, withProps } from "./mistake";
import type { Anything, Section } from "./mistake";

const ID = "us-east-1:12345678-1234-1234-1234-123456789012";
/** In the shape of those that a user pool makes. */
const SECRET = "1p0example".repeat(6).slice(0, 51);
const rule = { claim: "department", matchType: "Equals", value: "finance", role: ROLE };
const rules = (...given: object[]) => ({
  roleMappings: [{ identityProvider: CLIENT, type: "Rules", rules: given.map((each) => ({ ...rule, ...each })) }],
});
const tags = (given: object) => ({ principalTags: [{ identityProvider: CLIENT, ...given }] });
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const mapped = (identityProvider: unknown, more: object = {}) => ({
  ...more,
  roleMappings: [{ identityProvider, type: "Token" }],
});

function guestsAlone(stack: TerraformStack): IdentityPool {
  return new IdentityPool(stack, "Pool", {
    identityPoolName: "maps",
    allowUnauthenticatedIdentities: true,
    authenticatedRole: "none",
  });
}

export const ofSettings: Section = {
  heading: "Settings of an identity pool",
  where: "Synth stops. Each message comes with the construct's path before it.",
  mistakes: [
    refused("no settings", (stack) => new IdentityPool(stack, "Pool", undefined as Anything)),
    setting({ identityPoolName: "a/b" }),
    setting({ identityPoolName: "" }),
    setting({ identityPoolName: "n".repeat(129) }),
    setting({ identityPoolName: undefined }),
    setting({ identityPoolName: null }),
    setting({ identityPoolName: 7 }),
    setting({ identity_pool_name: "notes" }),
    setting({ cors: true }),
    setting({ identityPoolName: "notes-undefined" }),
    setting({ identityPoolName: "notes-${stage}" }),
    setting({ authenticationProviders: {} }),
    setting({ cognitoIdentityProviders: [] }),
    setting({ supportedLoginProviders: {} }),
    setting({ provider: {}, dependsOn: [], lifecycle: { preventDestroy: true } }),
    refused("identityPoolName: variable.numberValue", (stack) => {
      const { numberValue } = new TerraformVariable(stack, "number", { type: "number" });
      withProps({ identityPoolName: numberValue })(stack);
    }),
    refused("userPoolClients: [{ userPoolId, clientId: variable.listValue[0] }]", (stack) => {
      const [clientId] = new TerraformVariable(stack, "clients", { type: "list(string)" }).listValue;
      withProps({ userPoolClients: [{ ...CLIENT, clientId }] })(stack);
    }),
    refused("new IdentityPool(stack, { identityPoolName })", (stack) => {
      new IdentityPool(stack, { identityPoolName: "notes" } as Anything, undefined as Anything);
    }),
    setting({ developerProviderName: "my login" }),
    setting({ allowClassicFlow: "false" }),
    refused("allowClassicFlow: variable.stringValue", (stack) => {
      withProps({ allowClassicFlow: new TerraformVariable(stack, "flow", { type: "bool" }).stringValue })(stack);
    }),
    refused("allowClassicFlow: variable.booleanValue", (stack) => {
      withProps({ allowClassicFlow: new TerraformVariable(stack, "flow", { type: "bool" }).booleanValue })(stack);
    }),
    setting({ authenticatedRole: "none", userPoolClients: [] }),
    refused('addRole("Finance") in a pool of guests alone', (stack) => {
      guestsAlone(stack).addRole("Finance");
    }),
    {
      what: "pool.authenticatedRole of a pool of guests alone",
      messages: () => {
        const messages: string[] = [];
        stackWith((stack) => {
          try {
            guestsAlone(stack).authenticatedRole.grant();
          } catch (error) {
            messages.push((error as Error).message);
          }
        });
        return messages;
      },
    },
    setting({ partition: "aws-cn" }),
    setting({ partition: Partition.custom({ name: "ISO", dnsSuffix: "c2s" }) }),
    setting({ partition: Partition.custom({ name: "aws-iso", dnsSufix: "c2s.ic.gov" } as Anything) }),
    setting({
      partition: Partition.custom({
        name: 1,
        dnsSuffix: 1,
        cognitoPrincipal: 1,
        conditionKeyPrefix: 1,
        maxRoleNameLength: 0,
      } as Anything),
    }),
    setting({
      partition: Partition.custom({ name: "aws-iso", cognitoPrincipal: "", conditionKeyPrefix: "cognito:aud" }),
    }),
    setting({ partition: Partition.custom(undefined as Anything) }),
    setting({ region: "Ireland" }),
    refused(
      "clientConfig({ userPoolClient: OTHER_CLIENT, bucketName, bucketRegion })",
      calling((pool) =>
        pool.clientConfig({ userPoolClient: OTHER_CLIENT, bucketName: "Notes", bucketRegion: "Ireland" }),
      ),
    ),
    refused(
      "clientConfig({ bucket })",
      calling((pool) => pool.clientConfig({ bucket: "notes" } as Anything)),
    ),
    refused(
      'clientConfig("notes")',
      calling((pool) => pool.clientConfig("notes" as Anything)),
    ),
    refused(
      "clientConfig({ bucketName: bucket.arn })",
      calling((pool, _, stack) =>
        pool.clientConfig({ bucketName: new S3Bucket(stack, "bucket", { bucketPrefix: "notes-" }).arn }),
      ),
    ),
    setting({ region: "us-iso-east-1" }),
    setting({ region: "us-gov-west-1", partition: Partition.AWS }),
    setting({ region: "us-gov-west-1", partition: Partition.AWS_US_GOV_EAST }),
    setting({ tags: "team=notes" }),
    setting({ tags: { team: 7 } }),
    setting({ tags: { "a,b": "c;d" } }),
    setting({ tags: { "aws:team": "notes" } }),
    setting({ tags: Object.fromEntries(many(51, (i) => [`tag${i}`, "a"])) }),
    setting({ tags: null }),
    setting({ tags: new Date(0) }),
    refused(
      'new IdentityPool(stack, "1pool", ...)',
      (stack) => new IdentityPool(stack, "1pool", { identityPoolName: "n" }),
    ),
  ],
};

export const ofSignIn: Section = {
  heading: "Who signs in",
  where: "Synth stops.",
  mistakes: [
    setting({ userPoolClients: CLIENT }),
    setting({ userPoolClients: {} }),
    setting({ userPoolClients: [CLIENT.clientId] }),
    setting({ userPoolClients: [{ userPoolId: "eu-west-1", clientId: "a+b", region: "eu" }] }),
    setting({ userPoolClients: [{ userPoolId: CLIENT.userPoolId, clientID: "a" }] }),
    setting({ userPoolClients: [CLIENT, CLIENT] }),
    refused("userPoolClients: [a promise]", withProps({ userPoolClients: [Promise.resolve(CLIENT)] })),
    setting({ userPoolClients: many(51, (i) => ({ ...CLIENT, clientId: `c${i}` })) }),
    refused("userPoolClients: a promise", withProps({ userPoolClients: Promise.resolve([CLIENT]) })),
    refused("userPoolClients: a list variable", (stack) => {
      withProps({ userPoolClients: new TerraformVariable(stack, "clients", { type: "list(string)" }).listValue })(
        stack,
      );
    }),
    refused("userPoolClients[0].userPoolId: a CognitoUserPool", (stack) => {
      const users = new CognitoUserPool(stack, "users", { name: "users" });
      withProps({ userPoolClients: [{ ...CLIENT, userPoolId: users }] })(stack);
    }),
    refused("userPoolClients[0]: a CognitoUserPool", (stack) => {
      withProps({ userPoolClients: [new CognitoUserPool(stack, "users", { name: "users" })] })(stack);
    }),
    refused("userPoolClients: [{ userPoolId: client.id, clientId: users.id }]", (stack) => {
      const users = new CognitoUserPool(stack, "users", { name: "users" });
      const client = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users.id });
      withProps({ userPoolClients: [{ userPoolId: client.id, clientId: users.id }] })(stack);
    }),
    refused("userPoolClients: [{ userPoolId: others.id, clientId: client.id }]", (stack) => {
      const [users, others] = ["users", "others"].map((name) => new CognitoUserPool(stack, name, { name }));
      const client = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users?.id ?? "" });
      withProps({ userPoolClients: [{ userPoolId: others?.id, clientId: client.id }] })(stack);
    }),
    refused("userPoolClients[0].clientId: a secret", withProps({ userPoolClients: [{ ...CLIENT, clientId: SECRET }] })),
    setting({ samlProviderArns: SAML }),
    setting({ samlProviderArns: [7, "a"] }),
    setting({ samlProviderArns: [SAML, SAML] }),
    setting({ samlProviderArns: [SAML.replace("arn:aws:", "arn:aws-cn:")] }),
    refused("samlProviderArns: Fn.concat([variable.listValue, [ARN]])", (stack) => {
      const { listValue } = new TerraformVariable(stack, "arns", { type: "list(string)" });
      withProps({ samlProviderArns: Fn.concat([listValue, [SAML]]) as Anything })(stack);
    }),
    refused("samlProviderArns: [ARN, ...variable.listValue]", (stack) => {
      const arns = new TerraformVariable(stack, "arns", { type: "list(string)" }).listValue;
      withProps({ samlProviderArns: [SAML, ...arns] })(stack);
    }),
    setting({ openIdConnectProviderArns: [SAML, 7] }),
    setting({ openIdConnectProviderArns: OIDC }),
    setting({ socialLogins: "google" }),
    setting({ socialLogins: ["google"] }),
    setting({ socialLogins: null }),
    setting({ socialLogins: { google: "a b" } }),
    setting({ socialLogins: { google: "GOCSPX-a-secret" } }),
    setting({ socialLogins: { facebook: "0123456789abcdef0123456789abcdef" } }),
    setting({ socialLogins: { amazon: "amzn1.oa2-cs.v1.a-secret" } }),
    setting({ socialLogins: { facbook: "1234567890" } }),
    setting({ socialLogins: { linkedin: "1234567890" } }),
    setting({ socialLogins: { "accounts.google.com": "1234567890" } }),
    setting({ socialLogins: { twitter: "key;secret" } }),
    setting({ socialLogins: { twitter: { consumerKey: "key", consumerSecret: "a b" } } }),
    setting({ socialLogins: { twitter: { consumerKey: "key" } } }),
    refused(
      "addUserPoolClient({ userPoolId })",
      calling((pool) => {
        pool.addUserPoolClient({ userPoolId: CLIENT.userPoolId } as Anything);
      }),
    ),
  ],
};

export const ofMappings: Section = {
  heading: "Role mappings and principal tags",
  where: "Synth stops.",
  mistakes: [
    setting({ roleMappings: [{ providerUrl: "accounts.google.com", useToken: true, mappingKey: "google" }] }),
    setting({ roleMappings: [{ ...mapped(CLIENT).roleMappings[0], resolveAmbiguousRoles: true }] }),
    setting({ roleMappings: "Token" }),
    setting({ roleMappings: [7] }),
    setting({ roleMappings: [{ identityProvider: CLIENT, type: "token", ambiguousRole: "Deny" }] }),
    setting({ roleMappings: [{ identityProvider: undefined, type: "Token", ambiguousRoleResolution: "deny" }] }),
    setting(rules()),
    setting({ roleMappings: [{ identityProvider: CLIENT, type: "Token", rules: [rule] }] }),
    setting(rules({ match: "Equals" })),
    setting({ roleMappings: [{ identityProvider: CLIENT, type: "Rules", rules: rule }] }),
    setting({ roleMappings: [{ identityProvider: CLIENT, type: "Rules", rules: ["department"] }] }),
    setting(rules({ claim: "cost center", matchType: "equals", value: "", role: "finance" })),
    setting(rules({ role: undefined })),
    setting(rules(...many(26, (i) => ({ value: `v${i}` })))),
    setting({ ...mapped("accounts.google.com") }),
    setting({ userPoolClients: undefined, ...mapped("accounts.google.com") }),
    setting(mapped("login.notes", { developerProviderName: "login.notes" })),
    setting(mapped("login.example.com", { openIdConnectProviderArns: [OIDC] })),
    setting(mapped(`${SAML}${"y".repeat(100)}`, { samlProviderArns: [`${SAML}${"y".repeat(100)}`] })),
    setting({ roleMappings: [mapped(CLIENT).roleMappings[0], mapped(CLIENT).roleMappings[0]] }),
    setting({ ...mapped(CLIENT), allowClassicFlow: true }),
    setting({
      userPoolClients: many(11, (i) => ({ ...CLIENT, clientId: `c${i}` })),
      roleMappings: many(11, (i) => ({ identityProvider: { ...CLIENT, clientId: `c${i}` }, type: "Token" })),
    }),
    refused(
      "a rule with the guests' role",
      calling(
        (pool) => {
          pool.addRoleMapping({
            identityProvider: CLIENT,
            type: "Rules",
            rules: [{ ...rule, matchType: "Equals", role: pool.unauthenticatedRole ?? pool.authenticatedRole }],
          });
        },
        { allowUnauthenticatedIdentities: true },
      ),
    ),
    refused("unauthenticatedRole: a role of another pool", (stack) => {
      const other = IdentityPool.fromIdentityPoolId(stack, "Other", ID);
      withProps({ unauthenticatedRole: { roleArn: other.addRole("Users").roleArn } })(stack);
    }),
    refused("unauthenticatedRole: the authenticated role of the pool", (stack) => {
      const pool: { made?: IdentityPool } = {};
      const roleArn = Lazy.stringValue({ produce: () => pool.made?.authenticatedRole.roleArn });
      pool.made = withProps({ unauthenticatedRole: { roleArn } })(stack);
    }),
    refused("authenticatedRole: a role of another pool", (stack) => {
      const first = withProps({})(stack);
      new IdentityPool(stack, "Again", {
        identityPoolName: "again",
        userPoolClients: [CLIENT],
        authenticatedRole: { roleArn: first.authenticatedRole.roleArn },
      });
    }),
    setting({ principalTags: "custom:team" }),
    setting({ principalTags: ["custom:team"] }),
    setting(tags({ tag: { team: "custom:team" } })),
    setting(tags({ tags: "custom:team" })),
    setting(tags({ tags: { "": "custom:team", team: "" }, useDefaults: "no" })),
    setting(tags({ tags: Object.fromEntries(many(51, (i) => [`tag${i}`, "a"])) })),
    setting({ principalTags: [{ identityProvider: OTHER_CLIENT, tags: { team: "custom:team" } }] }),
    setting({ principalTags: [1, 2].map(() => ({ identityProvider: CLIENT, tags: { team: "custom:team" } })) }),
    refused("principalTags[0].identityProvider: another one by the time of synth", (stack) => {
      let provider = SAML;
      const identityProvider = Lazy.stringValue({ produce: () => provider });
      withProps({ samlProviderArns: [SAML, `${SAML}-b`], principalTags: [{ identityProvider, tags: { team: "t" } }] })(
        stack,
      );
      provider = `${SAML}-b`;
    }),
  ],
};

export const ofGroups: Section = {
  heading: "Groups and further roles",
  where: "Synth stops.",
  mistakes: [
    refused(
      'addRole("")',
      calling((pool) => pool.addRole("")),
    ),
    refused(
      "addRole(undefined)",
      calling((pool) => pool.addRole(undefined as Anything)),
    ),
    refused(
      "addRole(variable.stringValue)",
      calling((pool, _, stack) => pool.addRole(new TerraformVariable(stack, "role", { type: "string" }).stringValue)),
    ),
    refused(
      'addRole("Resource")',
      calling((pool) => pool.addRole("Resource")),
    ),
    refused(
      'addRole("A/B"), addRole("A--B")',
      calling((pool) => {
        pool.addRole("A/B");
        pool.addRole("A--B");
      }),
    ),
    refused(
      'addRole("A--B"), addRole("A/B")',
      calling((pool) => {
        pool.addRole("A--B");
        pool.addRole("A/B");
      }),
    ),
    refused(
      'addRole("Finance", { roleNme })',
      calling((pool) => pool.addRole("Finance", { roleNme: "f" } as Anything)),
    ),
    refused(
      'addRole("Finance", { roleArn })',
      calling((pool) => pool.addRole("Finance", { roleArn: ROLE } as Anything)),
    ),
    refused(
      "addGroup(undefined, ...)",
      calling((pool) => pool.addGroup(undefined as Anything, { userPoolClient: CLIENT })),
    ),
    refused(
      'addGroup("my editors", { precedence: -1, description })',
      calling((pool) =>
        pool.addGroup("my editors", { userPoolClient: CLIENT, precedence: -1, description: "d".repeat(2049) }),
      ),
    ),
    refused(
      'addGroup("editors")',
      calling((pool) => pool.addGroup("editors", undefined as Anything)),
    ),
    refused(
      'addGroup("editors", { precedance, id: 7 })',
      calling((pool) => pool.addGroup("editors", { precedance: 1, id: 7 } as Anything)),
    ),
    refused(
      'addGroup("editors", { userPoolClient: another pool\'s })',
      calling((pool) => pool.addGroup("editors", { userPoolClient: OTHER_CLIENT })),
    ),
    refused(
      'addGroup("editors", ...) twice',
      calling((pool) => {
        pool.addGroup("editors", { userPoolClient: CLIENT });
        pool.addGroup("editors", { userPoolClient: CLIENT });
      }),
    ),
    refused('addGroup("editors", ...) on two pools', (stack) => {
      for (const id of ["A", "B"]) {
        const pool = new IdentityPool(stack, id, { identityPoolName: id, userPoolClients: [CLIENT] });
        pool.addGroup("editors", { userPoolClient: CLIENT });
      }
    }),
    refused(
      "addGroup(variable.stringValue, ...)",
      calling((pool, _, stack) =>
        pool.addGroup(new TerraformVariable(stack, "group", { type: "string" }).stringValue, {
          userPoolClient: CLIENT,
        }),
      ),
    ),
    refused(
      "a group beside rules for the same client",
      calling((pool) => pool.addGroup("editors", { userPoolClient: CLIENT }), rules({}) as Anything),
    ),
  ],
};

export const ofImported: Section = {
  heading: "Pools that are made elsewhere",
  where: "Synth stops.",
  mistakes: [
    refused("fromIdentityPoolId(stack, id, undefined)", (stack) =>
      IdentityPool.fromIdentityPoolId(stack, "Pool", undefined as Anything),
    ),
    refused('fromIdentityPoolId(stack, id, "notes")', (stack) =>
      IdentityPool.fromIdentityPoolId(stack, "Pool", "notes"),
    ),
    refused("fromIdentityPoolId(stack, id, poolId, { sessionTag: true })", (stack) =>
      IdentityPool.fromIdentityPoolId(stack, "Pool", ID, { sessionTag: true } as Anything),
    ),
    refused("fromIdentityPoolId(stack, id, poolId, true)", (stack) =>
      IdentityPool.fromIdentityPoolId(stack, "Pool", ID, true as Anything),
    ),
    refused("fromIdentityPoolArn(stack, id, poolId)", (stack) => IdentityPool.fromIdentityPoolArn(stack, "Pool", ID)),
  ],
};
