import { Testing } from "cdktf";
import type { TerraformStack } from "cdktf";
import fc from "fast-check";
import { IdentityPool, permissions } from "../../../src";
import { stackWith } from "../../support/synth";
import { CLIENT, OTHER_CLIENT, SAML } from "../pools";

type Call = (pool: IdentityPool) => void;

const SAMLS = [SAML, `${SAML}-b`];

/** One of everything that can be called, each independent of the others. */
const calls: Call[] = [
  (pool) => {
    pool.addUserPoolClient(CLIENT);
  },
  (pool) => {
    pool.addUserPoolClient(OTHER_CLIENT);
  },
  (pool) => {
    pool.addRoleMapping({
      identityProvider: OTHER_CLIENT,
      type: "Token",
      ambiguousRoleResolution: "AuthenticatedRole",
    });
  },
  (pool) => {
    const role = pool.addRole("Finance");
    pool.addRoleMapping({
      identityProvider: SAML,
      type: "Rules",
      rules: [
        { claim: "department", matchType: "Equals", value: "finance", role },
        { claim: "department", matchType: "NotEqual", value: "sales", role },
      ],
    });
  },
  (pool) => {
    pool
      .addGroup("editors", { userPoolClient: CLIENT, precedence: 1 })
      .grant({ actions: ["s3:GetObject"], resources: ["*"] });
  },
  (pool) => {
    pool.addGroup("readers", { userPoolClient: CLIENT });
  },
  (pool) => {
    pool.addPrincipalTags({ identityProvider: CLIENT, tags: { team: "custom:team" } });
  },
  (pool) => {
    pool.addPrincipalTags({ identityProvider: SAML, tags: { team: "team" } });
  },
  (pool) => {
    pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes" }));
  },
  (pool) => {
    pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: "other" }));
  },
  (pool) => {
    pool.authenticatedRole.grant(...permissions.ownDatasets(pool));
  },
  (pool) => {
    pool.authenticatedRole.addPolicy("Guardrail", permissions.guardrail(pool));
  },
  (pool) => {
    pool.authenticatedRole.attachManagedPolicy("arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess");
  },
];

function synthesizedAfter(order: readonly Call[], samlProviderArns: string[]): string {
  return Testing.synth(
    stackWith((stack: TerraformStack) => {
      const pool = new IdentityPool(stack, "Pool", { identityPoolName: "notes", samlProviderArns });
      for (const call of order) call(pool);
    }),
    true,
  );
}

test("the order of the calls leaves no trace in what Terraform reads", () => {
  const expected = synthesizedAfter(calls, SAMLS);
  const orders = fc.shuffledSubarray(calls, { minLength: calls.length });
  const arns = fc.shuffledSubarray(SAMLS, { minLength: SAMLS.length });
  fc.assert(
    fc.property(orders, arns, (order, samlProviderArns) => {
      expect(synthesizedAfter(order, samlProviderArns)).toBe(expected);
    }),
    { numRuns: 50 },
  );
});
