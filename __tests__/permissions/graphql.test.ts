import { TerraformVariable } from "cdktf";
import { graphql } from "../../src/permissions/graphql";
import type { GraphqlOptions } from "../../src/permissions/graphql";
import { pool } from "../identity-pool/pools";
import { synthesized } from "../support/synth";
import { granted, problemsOf, statementsOf, token } from "./granted";
import { PARTITIONS } from "./library";

const apiId = "a1b2c3d4e5";

test("without options, every field of this API may be asked for, and nothing of another", () => {
  expect(statementsOf(graphql({ apiId }))).toEqual([
    {
      sid: "Graphql",
      effect: "Allow",
      actions: ["appsync:GraphQL"],
      resources: ["arn:aws:appsync:*:*:apis/a1b2c3d4e5/types/*/fields/*"],
    },
  ]);
});

test.each<[Partial<GraphqlOptions>, string[]]>([
  [{ fields: ["Query.listNotes"] }, ["*:*:apis/a1b2c3d4e5/types/Query/fields/listNotes"]],
  [
    { fields: ["Query.*", "Mutation.add_note"] },
    ["*:*:apis/a1b2c3d4e5/types/Query/fields/*", "*:*:apis/a1b2c3d4e5/types/Mutation/fields/add_note"],
  ],
  [{ region: "eu-west-1" }, ["eu-west-1:*:apis/a1b2c3d4e5/types/*/fields/*"]],
  [{ accountId: "123456789012" }, ["*:123456789012:apis/a1b2c3d4e5/types/*/fields/*"]],
])("%j leaves %j to ask for", (options, resources) => {
  expect(statementsOf(graphql({ apiId, ...options }))).toMatchObject([
    { resources: resources.map((resource) => `arn:aws:appsync:${resource}`) },
  ]);
});

test("a field that only Terraform knows is split by Terraform", () => {
  const statements = granted([
    (stack) => graphql({ apiId: token(stack, "api_id"), fields: [token(stack, "field"), "Query.listNotes"] }),
  ]);
  expect(statements).toMatchObject([
    {
      resources: [
        'arn:aws:appsync:*:*:apis/${var.api_id}/types/${replace(var.field, ".", "/fields/")}',
        "arn:aws:appsync:*:*:apis/${var.api_id}/types/Query/fields/listNotes",
      ],
    },
  ]);
});

test("of a list of fields that only Terraform knows, Terraform splits each", () => {
  const { locals } = synthesized(
    pool({}, ({ authenticatedRole }, stack) => {
      const fields = new TerraformVariable(stack, "fields", { type: "list(string)" }).listValue;
      authenticatedRole.grant(...graphql({ apiId, fields }));
    }),
  );
  expect(Object.values(locals)).toContain(
    '${[ for key, val in var.fields: join("", ["arn:aws:appsync:*:*:apis/a1b2c3d4e5/types/", replace(val, ".", "/fields/")])]}',
  );
});

test.each(["listNotes", "Query.", ".listNotes", "Query.list.notes", "Query/listNotes", "Query.list notes", ""])(
  "the field %j is refused, with its place, its value and how to write one",
  (field) => {
    expect(problemsOf(graphql({ apiId, fields: ["Query.listNotes", field] }))).toEqual([
      expect.stringContaining(
        `graphql: fields[1] is ${JSON.stringify(field)}: give TYPE.FIELD, such as Query.listNotes. See https://`,
      ),
    ]);
  },
);

test("an empty list of fields is refused: it is not the same as all fields", () => {
  expect(problemsOf(graphql({ apiId, fields: [] }))).toEqual([
    expect.stringContaining("graphql: fields is an empty list: give TYPE.FIELD, such as Query.listNotes, or leave"),
  ]);
});

test.each(PARTITIONS)("in $region, the API is one of $partition.name", ({ partition }) => {
  expect(statementsOf(graphql({ apiId, partition }), partition)).toMatchObject([
    { resources: [`arn:${partition.name}:appsync:*:*:apis/a1b2c3d4e5/types/*/fields/*`] },
  ]);
});
