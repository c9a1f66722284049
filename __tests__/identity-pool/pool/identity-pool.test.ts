import { CognitoIdentityPool } from "@cdktf/provider-aws/lib/cognito-identity-pool";
import { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { TerraformVariable, Testing } from "cdktf";
import { IdentityPool } from "../../../src";
import "../../support/matchers";
import { only, problems, stackWith, synthesized } from "../../support/synth";
import { attachment, CLIENT, OIDC, OTHER_CLIENT, pool, poolJson, poolResource, PROVIDER, ROLE, SAML } from "../pools";

describe("who may sign in", () => {
  test("a pool with nothing but a name lets nobody in", () => {
    expect(poolResource(synthesized(pool({ userPoolClients: undefined })))).toEqual({
      identity_pool_name: "notes",
      allow_unauthenticated_identities: false,
      allow_classic_flow: false,
    });
  });

  test("a client's tokens are checked with the user pool unless that is switched off for it", () => {
    const unchecked = { ...OTHER_CLIENT, serverSideTokenCheck: false };
    expect(poolResource(poolJson({ userPoolClients: [CLIENT, unchecked] })).cognito_identity_providers).toEqual([
      {
        client_id: "2another",
        provider_name: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_ZyXwVuTsR",
        server_side_token_check: false,
      },
      { client_id: CLIENT.clientId, provider_name: PROVIDER, server_side_token_check: true },
    ]);
  });

  test("a client that is added later is one like those that were given", () => {
    const given = poolJson({ userPoolClients: [CLIENT, OTHER_CLIENT] });
    const added = poolJson({ userPoolClients: [OTHER_CLIENT] }, (each) => {
      each.addUserPoolClient(CLIENT);
    });
    expect(added).toEqual(given);
  });

  test("the region of a user pool whose id only Terraform knows is read from the id", () => {
    const json = synthesized((stack) => {
      const userPoolId = new TerraformVariable(stack, "users", { type: "string" }).stringValue;
      pool({ userPoolClients: [{ ...CLIENT, userPoolId }] })(stack);
    });
    expect(poolResource(json).cognito_identity_providers).toMatchObject([
      { provider_name: 'cognito-idp.${element(split("_", var.users), 0)}.amazonaws.com/${var.users}' },
    ]);
  });

  test("a client of a user pool's replica has the region that is given in its name, everywhere that the name is", () => {
    const client = { ...CLIENT, region: "eu-west-1" };
    const json = poolJson({
      userPoolClients: [client],
      principalTags: [{ identityProvider: client, tags: { user: "sub" } }],
      roleMappings: [{ identityProvider: client, type: "Token" }],
    });
    const name = "cognito-idp.eu-west-1.amazonaws.com/us-east-1_AbCdEfGhI";
    expect(poolResource(json).cognito_identity_providers).toMatchObject([{ provider_name: name }]);
    expect(attachment(json).role_mapping).toMatchObject([{ identity_provider: `${name}:${CLIENT.clientId}` }]);
    expect(only(json.resource.aws_cognito_identity_pool_provider_principal_tag)).toMatchObject({
      identity_provider_name: name,
    });
  });

  test("a client's region is one of AWS's", () => {
    expect(problems(pool({ userPoolClients: [{ ...CLIENT, region: "Ireland" }] }))).toEqual([
      expect.stringContaining('userPoolClients[0].region is "Ireland": give'),
    ]);
  });

  test("social logins go under the names that Cognito has for them, Twitter's in two parts", () => {
    const json = poolJson({
      socialLogins: {
        amazon: "amzn1.app",
        apple: "com.example.notes",
        digits: "digits-key",
        facebook: "1234567890",
        google: "123.apps.googleusercontent.com",
        twitter: { consumerKey: "key", consumerSecret: "secret" },
      },
    });
    expect(poolResource(json).supported_login_providers).toEqual({
      "www.amazon.com": "amzn1.app",
      "appleid.apple.com": "com.example.notes",
      "www.digits.com": "digits-key",
      "graph.facebook.com": "1234567890",
      "accounts.google.com": "123.apps.googleusercontent.com",
      "api.twitter.com": "key;secret",
    });
  });

  test("SAML providers are sorted: the service does not keep their order", () => {
    const [a, b] = [`${SAML}-a`, `${SAML}-b`];
    expect(poolResource(poolJson({ samlProviderArns: [b, a] })).saml_provider_arns).toEqual([a, b]);
  });

  test.each([
    ["samlProviderArns", SAML],
    ["openIdConnectProviderArns", OIDC],
  ])("a provider that stands twice in %s is refused", (setting, arn) => {
    expect(problems(pool({ [setting]: [arn, arn] }))).toEqual([
      expect.stringContaining(`${setting}[1] is "${arn}", and so is ${setting}[0]: give each provider once`),
    ]);
  });

  test.each([
    ["samlProviderArns", OIDC, "saml-provider"],
    ["openIdConnectProviderArns", SAML, "oidc-provider"],
  ])("%s takes ARNs of its kind alone", (setting, arn, type) => {
    expect(problems(pool({ [setting]: [arn] }))).toEqual([expect.stringContaining(`iam::ACCOUNT:${type}/NAME`)]);
  });

  test("OpenID Connect providers, a developer provider and guests are written as they are given", () => {
    const props = { openIdConnectProviderArns: [OIDC], developerProviderName: "login.notes" };
    expect(poolResource(poolJson({ ...props, allowUnauthenticatedIdentities: true }))).toMatchObject({
      openid_connect_provider_arns: [OIDC],
      developer_provider_name: "login.notes",
      allow_unauthenticated_identities: true,
    });
  });

  test("the classic flow and tags are there on request", () => {
    expect(poolResource(poolJson({ allowClassicFlow: true, tags: { team: "notes" } }))).toMatchObject({
      allow_classic_flow: true,
      tags: { team: "notes" },
    });
  });
});

describe("roles", () => {
  const roles = (props: Parameters<typeof poolJson>[0]) =>
    Object.keys(poolJson(props).resource.aws_iam_role ?? {}).map((address) => address.split("_")[1]);

  test("without guests there is no role that a guest could take", () => {
    expect(roles({})).toEqual(["AuthenticatedRole"]);
  });

  test("guests, or asking for it, make the guests' role", () => {
    expect(roles({ allowUnauthenticatedIdentities: true })).toEqual(["AuthenticatedRole", "UnauthenticatedRole"]);
    expect(roles({ unauthenticatedRole: {} })).toEqual(["AuthenticatedRole", "UnauthenticatedRole"]);
  });

  test("both roles are attached, each for its own", () => {
    expect(attachment(poolJson({ allowUnauthenticatedIdentities: true })).roles).toEqual({
      authenticated: expect.stringMatching(/^\$\{aws_iam_role\.Pool_AuthenticatedRole_\w+\.arn\}$/) as string,
      unauthenticated: expect.stringMatching(/^\$\{aws_iam_role\.Pool_UnauthenticatedRole_\w+\.arn\}$/) as string,
    });
  });

  test("a role that exists is attached by its ARN, and not made", () => {
    const json = poolJson({ authenticatedRole: { roleArn: ROLE } });
    expect(attachment(json).roles).toEqual({ authenticated: ROLE });
    expect(json.resource.aws_iam_role).toBeUndefined();
    expect(json.data.aws_iam_policy_document).toBeUndefined();
  });

  test("the attachment is never replaced the other way round: deleting the old one would empty the new one's roles", () => {
    expect(attachment(poolJson())).not.toHaveProperty("lifecycle");
  });
});

describe("escape hatches", () => {
  const stack = stackWith(
    pool({}, ({ resource, rolesAttachment }) => {
      resource.addOverride("developer_provider_name", "overridden");
      rolesAttachment.addOverride("lifecycle.prevent_destroy", true);
    }),
  );

  test("what is overridden on the L1s is what Terraform reads", () => {
    const json = Testing.synth(stack, true);
    expect(json).toHaveResourceWithProperties(CognitoIdentityPool, { developer_provider_name: "overridden" });
    expect(json).toHaveResourceWithProperties(CognitoIdentityPoolRolesAttachment, {
      lifecycle: { prevent_destroy: true },
    });
  });
});

test("everything that is wrong in a stack is reported at once, each with the path of its construct", () => {
  const found = problems((stack) => {
    new IdentityPool(stack, "A", { identityPoolName: "a/b", userPoolClients: [CLIENT, CLIENT] });
    new IdentityPool(stack, "B", { identityPoolName: "b", authenticatedRole: { maxSessionDurationSeconds: 60 } });
  });
  expect(found).toEqual([
    expect.stringContaining('[test/A] identityPoolName is "a/b"'),
    expect.stringContaining("[test/A] userPoolClients[1] is"),
    expect.stringContaining("[test/B/AuthenticatedRole] maxSessionDurationSeconds is 60: give a whole number"),
  ]);
});

test("a construct id that would make an address that Terraform does not take is refused", () => {
  const found = problems(
    (stack) => new IdentityPool(stack, "2nd", { identityPoolName: "n", userPoolClients: [CLIENT] }),
  );
  expect(found).toEqual([
    expect.stringContaining('the construct id "2nd" is the first part of the Terraform addresses'),
  ]);
});

test("synthesized twice, a stack comes out the same", () => {
  const stack = stackWith(pool({ allowUnauthenticatedIdentities: true }));
  expect(Testing.synth(stack, true)).toBe(Testing.synth(stack, true));
});
