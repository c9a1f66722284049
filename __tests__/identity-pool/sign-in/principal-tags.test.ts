import { TerraformVariable } from "cdktf";
import { permissions } from "../../../src";
import type { PrincipalTags } from "../../../src";
import { named, only, problems } from "../../support/synth";
import { CLIENT, OTHER_CLIENT, pool, poolJson, PROVIDER, SAML, statements } from "../pools";

const TAGS: PrincipalTags = { identityProvider: CLIENT, tags: { team: "custom:team" } };

test("a user pool's claims become tags, under the user pool's name without its client", () => {
  const json = poolJson({ principalTags: [TAGS] });
  expect(only(json.resource.aws_cognito_identity_pool_provider_principal_tag)).toEqual({
    identity_pool_id: expect.stringContaining("local.Pool_IdentityPoolId") as string,
    identity_provider_name: PROVIDER,
    principal_tags: { team: "custom:team" },
    use_defaults: false,
  });
});

test("Cognito's own mapping is used on request; Terraform's default, true, is never left to stand", () => {
  const json = poolJson({ principalTags: [{ ...TAGS, useDefaults: true }] });
  expect(only(json.resource.aws_cognito_identity_pool_provider_principal_tag)).toMatchObject({ use_defaults: true });
});

const actionsOf = (json: ReturnType<typeof poolJson>, role: string) =>
  statements(json, `_${role}_TrustPolicy`)[0]?.actions;

test("tags need a permission of their own in every trust policy of the pool, also of roles made before and after", () => {
  const json = poolJson({ allowUnauthenticatedIdentities: true }, (each) => {
    each.addRole("Before");
    each.addPrincipalTags(TAGS);
    each.addRole("After");
  });
  for (const role of ["AuthenticatedRole", "UnauthenticatedRole", "Before", "After"]) {
    expect(actionsOf(json, role)).toEqual(["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]);
  }
});

test("without tags nobody may tag a session", () => {
  expect(actionsOf(poolJson(), "AuthenticatedRole")).toEqual(["sts:AssumeRoleWithWebIdentity"]);
});

test("an owner may be one of tags that only Terraform knows", () => {
  const found = problems((stack) => {
    const tags = new TerraformVariable(stack, "tags", { type: "map(string)" }).value as never;
    pool({ principalTags: [{ ...TAGS, tags }] }, ({ authenticatedRole }) => {
      const owner = permissions.principalTag("user");
      authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes", owner, list: false }));
    })(stack);
  });
  expect(found).toEqual([]);
});

test("each provider has tags of its own, at an address that does not depend on the order", () => {
  const providers = (principalTags: PrincipalTags[]) => {
    const { resource } = poolJson({ samlProviderArns: [SAML], principalTags });
    const tags = Object.entries(resource.aws_cognito_identity_pool_provider_principal_tag ?? {});
    return Object.fromEntries(tags.map(([address, { identity_provider_name }]) => [address, identity_provider_name]));
  };
  const saml = { identityProvider: SAML, tags: { team: "team" } };
  expect(Object.values(providers([TAGS, saml])).sort()).toEqual([SAML, PROVIDER].sort());
  expect(providers([saml, TAGS])).toEqual(providers([TAGS, saml]));
});

test("a provider's tags are given once: two clients of one user pool share theirs", () => {
  const sibling = { ...CLIENT, clientId: "sibling" };
  const found = problems(
    pool({
      userPoolClients: [CLIENT, sibling],
      principalTags: [TAGS, { identityProvider: sibling, tags: { team: "custom:other" } }],
    }),
  );
  expect(found).toEqual([
    expect.stringContaining(`principalTags[1].identityProvider is "${PROVIDER}", and so is principalTags[0]`),
  ]);
});

test("tags of a provider that the pool does not have are refused", () => {
  const found = problems(pool({ principalTags: [{ ...TAGS, identityProvider: OTHER_CLIENT }] }));
  expect(found).toEqual([expect.stringContaining("principalTags[0].identityProvider")]);
});

test("a tag named like a property of every object is a tag like others", () => {
  const tags = JSON.parse('{ "__proto__": "sub", "constructor": "aud" }') as Record<string, string>;
  const json = poolJson({ principalTags: [{ ...TAGS, tags }] });
  expect(named(json.resource.aws_cognito_identity_pool_provider_principal_tag, "").principal_tags).toMatchObject({
    constructor: "aud",
  });
});
