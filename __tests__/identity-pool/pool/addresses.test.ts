import { join } from "node:path";
import { permissions } from "../../../src";
import { expectGolden } from "../../support/golden";
import { CLIENT, OIDC, OTHER_CLIENT, poolJson, ROLE, SAML } from "../pools";

test("the addresses of a pool with everything stay as they are: a changed address destroys what is live", () => {
  const json = poolJson(
    {
      userPoolClients: [CLIENT, OTHER_CLIENT],
      openIdConnectProviderArns: [OIDC],
      samlProviderArns: [SAML],
      allowUnauthenticatedIdentities: true,
      authenticatedRole: { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess"] },
      principalTags: [{ identityProvider: CLIENT, tags: { team: "custom:team" } }],
    },
    (pool) => {
      const finance = pool.addRole("Finance");
      const rules = [{ claim: "department", matchType: "Equals" as const, value: "finance", role: finance }];
      pool.addRoleMapping({ identityProvider: SAML, type: "Rules", rules });
      pool.addRoleMapping({
        identityProvider: OIDC,
        type: "Rules",
        rules: rules.map((rule) => ({ ...rule, role: ROLE })),
      });
      pool.addGroup("editors", { userPoolClient: CLIENT }).grant(...permissions.ownFiles({ bucketName: "notes" }));
      pool.authenticatedRole.grant(...permissions.ownDatasets(pool));
      pool.authenticatedRole.addPolicy("Guardrail", permissions.guardrail(pool));
    },
  );
  const addresses = [
    json.resource,
    ...Object.entries(json.data).map(([type, blocks]) => ({ [`data.${type}`]: blocks })),
  ]
    .flatMap((blocks) => Object.entries(blocks))
    .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`));
  expectGolden(join(__dirname, "golden", "addresses.txt"), `${addresses.join("\n")}\n`);
});
