/** What users of the shipped stack may do: the policies of its roles, as they stand after Terraform's run. */
import { join } from "node:path";
import { simulate } from "../../src";
import type { IdentityPoolStackProps, PolicyDocument } from "../../src";
import { PARTITIONS, resourcesIn } from "../permissions/library";
import { expectGolden } from "../support/golden";
import { accessTable, LEGEND } from "./access-matrix-table";
import * as targets from "./access-matrix-targets";
import type { Targets } from "./access-matrix-targets";
import { inlinePolicy, inlinePolicyNames } from "./support/clients";
import { describeOnLocalAws } from "./support/shared";
import { roleNameOf, Workspace } from "./support/workspace";

const SERVICES: Record<string, Targets> = {
  "cognito-identity": targets.pools,
  "cognito-sync": targets.datasets,
  mobileanalytics: () => [],
  s3: targets.files,
  // The library's other services, of which the stack grants nothing.
  appsync: targets.graphqlApi,
  dynamodb: targets.rows,
  "execute-api": targets.api,
  firehose: targets.deliveryStream,
  geo: targets.map,
  iot: targets.topics,
  kinesis: targets.kinesisStream,
  lambda: targets.lambdaFunction,
  rum: targets.appMonitor,
};

const STACKS: [string, string, IdentityPoolStackProps][] = [
  ["the guide's policy and the guardrail", "stack-guide.md", {}],
  ["the guide's policy alone", "stack-guide-without-guardrail.md", { guardrail: false }],
  ["least privilege", "stack-least-privilege.md", { permissions: "least-privilege" }],
];

const place = PARTITIONS[0];
const session = { [`${place.partition.conditionKeyPrefix}:sub`]: targets.usersIn(place).me };

describeOnLocalAws("the deployed stack", () => {
  describe.each(STACKS)("with %s", (title, golden, props) => {
    let policies: PolicyDocument[];
    let identityPoolId: string;
    let policiesOfGuests: string[];

    beforeAll(async () => {
      const workspace = new Workspace();
      workspace.synthesizeShipped(props);
      await workspace.init();
      const outputs = await workspace.apply();
      identityPoolId = outputs.identity_pool_id;
      const role = roleNameOf(outputs.authenticated_role_arn);
      const names = await inlinePolicyNames(role);
      policies = await Promise.all(
        names.map(async (name) => (await inlinePolicy(role, name)) as unknown as PolicyDocument),
      );
      policiesOfGuests = await inlinePolicyNames(roleNameOf(outputs.unauthenticated_role_arn));
    });

    test("signed-in users may do what they could before, and nothing else", async () => {
      const resources = { ...resourcesIn(place), identityPoolId };
      const tables = await Promise.all(
        Object.entries(SERVICES).map(([service, targetsOf]) =>
          accessTable(service, policies, place, session, targetsOf(place, resources)),
        ),
      );
      const text = [`# What signed-in users of the shipped stack may do: ${title}`, LEGEND, ...tables].join("\n\n");
      expectGolden(join(__dirname, "golden", golden), `${text}\n`);
    });

    test("guests have no policy at all", () => {
      expect(policiesOfGuests).toEqual([]);
    });

    test("no user does anything to another's files", () => {
      const { somebodyElse } = targets.usersIn(place);
      for (const key of [somebodyElse, `${somebodyElse}-1538-photo.jpg`, `${somebodyElse}/photo.jpg`]) {
        for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]) {
          const resource = `arn:aws:s3:::notes-app-uploads/${key}`;
          expect(simulate(policies, { action, resource, context: session })).toBe("implicitDeny");
        }
      }
    });
  });
});
