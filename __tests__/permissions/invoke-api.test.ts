import { invokeApi } from "../../src/permissions/invoke-api";
import type { InvokeApiOptions } from "../../src/permissions/invoke-api";
import { granted, statementsOf, token } from "./granted";
import { PARTITIONS } from "./library";

const apiId = "a1b2c3d4e5";

test("without options, every method of this API may be called, and none of another", () => {
  expect(statementsOf(invokeApi({ apiId }))).toEqual([
    {
      sid: "InvokeApi",
      effect: "Allow",
      actions: ["execute-api:Invoke"],
      resources: ["arn:aws:execute-api:*:*:a1b2c3d4e5/*/*/*"],
    },
  ]);
});

test.each<[Partial<InvokeApiOptions>, string]>([
  [{ stage: "prod" }, "*:*:a1b2c3d4e5/prod/*/*"],
  [{ stage: "$default" }, "*:*:a1b2c3d4e5/$default/*/*"],
  [{ method: "GET" }, "*:*:a1b2c3d4e5/*/GET/*"],
  [{ path: "notes/*" }, "*:*:a1b2c3d4e5/*/*/notes/*"],
  [{ path: "/notes/*" }, "*:*:a1b2c3d4e5/*/*/notes/*"],
  [{ path: "/" }, "*:*:a1b2c3d4e5/*/*/"],
  [{ region: "eu-west-1" }, "eu-west-1:*:a1b2c3d4e5/*/*/*"],
  [{ accountId: "123456789012" }, "*:123456789012:a1b2c3d4e5/*/*/*"],
])("%j leaves %s to call", (options, resource) => {
  expect(statementsOf(invokeApi({ apiId, ...options }))).toMatchObject([
    { resources: [`arn:aws:execute-api:${resource}`] },
  ]);
});

test("everything may be a value that only Terraform knows", () => {
  const statements = granted([
    (stack) =>
      invokeApi({
        apiId: token(stack, "api_id"),
        stage: token(stack, "stage"),
        method: token(stack, "method"),
        path: token(stack, "path"),
        region: token(stack, "region"),
        accountId: token(stack, "account"),
      }),
  ]);
  expect(statements).toMatchObject([
    {
      resources: [
        expect.stringMatching(
          /^arn:aws:execute-api:\$\{var\.region\}:\$\{var\.account\}:\$\{var\.api_id\}\/\$\{var\.stage\}\/\$\{var\.method\}\/.*var\.path/,
        ),
      ],
    },
  ]);
});

test.each(PARTITIONS)("in $region, the API is one of $partition.name", ({ partition }) => {
  expect(statementsOf(invokeApi({ apiId, partition }), partition)).toMatchObject([
    { resources: [`arn:${partition.name}:execute-api:*:*:a1b2c3d4e5/*/*/*`] },
  ]);
});
