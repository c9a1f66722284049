import { Partition } from "../../src";
import { ownDatasets } from "../../src/permissions/own-datasets";
import { granted, statementsOf, token } from "./granted";
import { PARTITIONS, resourcesIn } from "./library";

const identityPoolId = "us-east-1:11111111-2222-4333-8444-555555555555";

test("one has the datasets of one's own identity in this pool, and what concerns that identity, and no QueryRecords", () => {
  const own = `arn:aws:cognito-sync:*:*:identitypool/${identityPoolId}/identity/&{cognito-identity.amazonaws.com:sub}`;
  expect(statementsOf(ownDatasets({ identityPoolId, partition: Partition.AWS }))).toEqual([
    {
      sid: "OwnDatasets",
      effect: "Allow",
      actions: [
        "cognito-sync:DeleteDataset",
        "cognito-sync:DescribeDataset",
        "cognito-sync:ListDatasets",
        "cognito-sync:ListRecords",
        "cognito-sync:SetDatasetConfiguration",
        "cognito-sync:SubscribeToDataset",
        "cognito-sync:UnsubscribeFromDataset",
        "cognito-sync:UpdateRecords",
      ],
      resources: [`${own}/dataset/*`],
    },
    {
      sid: "OwnIdentity",
      effect: "Allow",
      actions: ["cognito-sync:DescribeIdentityUsage", "cognito-sync:RegisterDevice"],
      resources: [own],
    },
  ]);
});

test("the pool may be one that only Terraform knows", () => {
  const statements = granted([
    (stack) => ownDatasets({ identityPoolId: token(stack, "pool_id"), partition: Partition.AWS }),
  ]);
  expect(statements).toMatchObject([
    { resources: [expect.stringMatching(/identitypool\/\$\{var\.pool_id\}\/identity\/[^/]*\/dataset\/\*$/)] },
    { resources: [expect.stringMatching(/identitypool\/\$\{var\.pool_id\}\/identity\/[^/]*$/)] },
  ]);
});

test.each(PARTITIONS)("in $region, pool and identity are those of $partition.name", (place) => {
  const { partition } = place;
  const resources = resourcesIn(place);
  const own = `arn:${partition.name}:cognito-sync:*:*:identitypool/${resources.identityPoolId}/identity/&{${partition.cognitoPrincipal}:sub}`;
  expect(statementsOf(ownDatasets({ ...resources, partition }), partition)).toMatchObject([
    { resources: [`${own}/dataset/*`] },
    { resources: [own] },
  ]);
});
