import { TerraformVariable } from "cdktf";
import { simulate } from "../../src";
import { pool } from "../identity-pool/pools";
import { synthesized } from "../support/synth";
import { invokeApi } from "../../src/permissions/invoke-api";
import type { InvokeApiOptions } from "../../src/permissions/invoke-api";
import { granted, policy, problemsOf, statementsOf, token } from "./granted";
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

const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

test.each<[Partial<InvokeApiOptions>, string[]]>([
  [{ stage: "prod" }, ["*:*:a1b2c3d4e5/prod/*/*"]],
  [{ stage: "$default" }, ["*:*:a1b2c3d4e5/$default/*/*"]],
  [{ method: "GET" }, ["*:*:a1b2c3d4e5/*/GET/*"]],
  [{ methods: ["GET", "POST"] }, ["*:*:a1b2c3d4e5/*/GET/*", "*:*:a1b2c3d4e5/*/POST/*"]],
  [{ path: "notes/*" }, METHODS.map((method) => `*:*:a1b2c3d4e5/*/${method}/notes/*`)],
  [{ path: "/notes/*" }, METHODS.map((method) => `*:*:a1b2c3d4e5/*/${method}/notes/*`)],
  [{ path: "/" }, METHODS.map((method) => `*:*:a1b2c3d4e5/*/${method}/`)],
  [{ path: "*" }, ["*:*:a1b2c3d4e5/*/*/*"]],
  [{ methods: ["*"], path: "notes" }, METHODS.map((method) => `*:*:a1b2c3d4e5/*/${method}/notes`)],
  [
    { stage: "prod", methods: ["GET", "POST"], paths: ["notes", "/notes/*"] },
    ["GET/notes", "GET/notes/*", "POST/notes", "POST/notes/*"].map((route) => `*:*:a1b2c3d4e5/prod/${route}`),
  ],
  [{ region: "eu-west-1" }, ["eu-west-1:*:a1b2c3d4e5/*/*/*"]],
  [{ accountId: "123456789012" }, ["*:123456789012:a1b2c3d4e5/*/*/*"]],
])("%j leaves %j to call", (options, resources) => {
  expect(statementsOf(invokeApi({ apiId, ...options }))).toMatchObject([
    { resources: resources.map((resource) => `arn:aws:execute-api:${resource}`) },
  ]);
});

test.each([
  ["prod/GET/notes", "allowed"],
  ["prod/DELETE/notes", "allowed"],
  // `*` in the place of the method would stand for `GET/x` too.
  ["prod/GET/x/notes", "implicitDeny"],
  ["prod/POST/admin/GET/notes", "implicitDeny"],
  ["prod/GET/notes/1", "implicitDeny"],
  ["dev/GET/notes", "implicitDeny"],
])("a path without methods is matched by itself alone: %s is %s", async (route, decision) => {
  const policies = [await policy(statementsOf(invokeApi({ apiId, stage: "prod", paths: ["notes"] })))];
  const resource = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/${route}`;
  expect(simulate(policies, { action: "execute-api:Invoke", resource })).toBe(decision);
});

test.each<[Record<string, unknown>, string]>([
  [{ apiId: "" }, 'invokeApi: apiId is "": give the id of the API'],
  [{ apiId: "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com" }, "invokeApi: apiId is "],
  [{ stage: "" }, 'invokeApi: stage is ""'],
  [{ stage: undefined }, "invokeApi: stage is undefined"],
  [{ methods: [] }, "invokeApi: methods is an empty list"],
  [{ methods: ["GET", "FETCH"] }, 'invokeApi: methods[1] is "FETCH": give one of "DELETE", "GET"'],
  [{ methods: ["get"] }, 'invokeApi: methods[0] is "get"'],
  [{ methods: "GET" }, 'invokeApi: methods is "GET": give a list'],
  [{ method: "ANY" }, 'invokeApi: method is "ANY"'],
  [{ paths: [""] }, 'invokeApi: paths[0] is ""'],
  [{ paths: ["notes "] }, 'invokeApi: paths[0] is "notes "'],
  [{ paths: undefined }, "invokeApi: paths is undefined"],
  [{ path: "notes", paths: ["notes"] }, "invokeApi: paths and path are both given: give only paths"],
  [{ accountId: 123456789012 }, "invokeApi: accountId is 123456789012: give the 12 digits"],
  [{ stage: "prod/notes" }, 'invokeApi: stage is "prod/notes": give the name of a stage'],
  [{ accountId: "1234567890123" }, 'invokeApi: accountId is "1234567890123": give the 12 digits'],
  [{ accountId: "x123456789012" }, 'invokeApi: accountId is "x123456789012": give the 12 digits'],
  [{ region: "eu-west-1a" }, 'invokeApi: region is "eu-west-1a": give an AWS region'],
  [{ region: "2eu-west-1" }, 'invokeApi: region is "2eu-west-1": give an AWS region'],
  [{ pathes: ["notes"] }, "invokeApi: pathes is not an option: did you mean paths?"],
])("%j is a problem", (options, problem) => {
  const given = { apiId, ...options } as unknown as InvokeApiOptions;
  expect(problemsOf(invokeApi(given))).toEqual([expect.stringContaining(problem)]);
});

test.each<[string, (list: string[]) => Partial<InvokeApiOptions>, string]>([
  [
    "paths",
    (paths) => ({ methods: ["GET"], paths }),
    'concat([ for key, val in var.list: join("", ["arn:aws:execute-api:*:*:a1b2c3d4e5/*/GET/", trimprefix(val, "/")])])',
  ],
  [
    "methods",
    (methods) => ({ methods, path: "notes" }),
    'concat([ for key, val in var.list: join("", ["arn:aws:execute-api:*:*:a1b2c3d4e5/*/", val, "/notes"])])',
  ],
  [
    "both",
    (list) => ({ methods: list, paths: list }),
    '[ for key, val in setproduct(var.list, var.list): join("", ["arn:aws:execute-api:*:*:a1b2c3d4e5/*/", element(val, 0), "/", trimprefix(element(val, 1), "/")])]',
  ],
])("lists of %s that only Terraform knows are put together by Terraform", (_, options, expression) => {
  const { locals } = synthesized(
    pool({}, ({ authenticatedRole }, stack) => {
      const { listValue } = new TerraformVariable(stack, "list", { type: "list(string)" });
      authenticatedRole.grant(...invokeApi({ apiId, ...options(listValue) }));
    }),
  );
  expect(Object.values(locals)).toContain(`\${${expression}}`);
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
