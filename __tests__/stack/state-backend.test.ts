import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { IdentityPoolStack } from "../../src";
import type { StateBackend } from "../../src";
import { stateBackendFrom, useStateBackend } from "../../src/stack/state-backend";
import { only, synthesizedJson, testApp } from "../support/synth";
import type { TerraformJson } from "../support/synth";

const TYPES = ["s3", "azurerm", "gcs", "pg", "http", "consul", "kubernetes", "oss", "cos", "remote"] as const;

function terraformBlock(stateBackend?: StateBackend, id = "identity-pool"): unknown {
  return synthesizedJson(new IdentityPoolStack(testApp(), id, { stateBackend })).terraform;
}

test.each(TYPES)("%s is written under its own name, with its settings as they are given", (type) => {
  const config = { bucket: "state", use_lockfile: true, endpoints: { s3: "http://127.0.0.1:1" } };
  expect(terraformBlock({ type, config })).toMatchObject({ backend: { [type]: config } });
});

/** Settings that every stack gets, where neither it nor a file at init says otherwise. */
const OWN_STATE = {
  s3: { key: "notes.tfstate" },
  azurerm: { key: "notes.tfstate" },
  gcs: { prefix: "notes" },
  pg: {},
  http: {},
  consul: { path: "terraform/notes" },
  kubernetes: { secret_suffix: "notes" },
  oss: { key: "notes.tfstate" },
  cos: { key: "notes.tfstate" },
  remote: {},
} as const;

test.each(TYPES)("%s: a stack's state is found by the stack's name, unless an environment variable tells", (type) => {
  const { backend } = terraformBlock({ type }, "notes") as { backend: object };
  expect(backend).toEqual({ [type]: OWN_STATE[type] });
});

test("what is given counts more than what the stack has of its own", () => {
  const config = { bucket: "state", key: "prod/pool.tfstate" };
  expect(terraformBlock({ type: "s3", config })).toMatchObject({ backend: { s3: config } });
  expect(terraformBlock({ type: "local", config: { path: "here.tfstate" } })).toMatchObject({
    backend: { local: { path: "here.tfstate" } },
  });
});

test("a Secret's name takes no capital letters and no underscore", () => {
  expect(terraformBlock({ type: "kubernetes" }, "Notes_App")).toMatchObject({
    backend: { kubernetes: { secret_suffix: "notes-app" } },
  });
});

test.each([
  ["cloud", { workspaces: { tags: ["notes"] } }, /^workspaces \{/m],
  ["remote", { workspaces: { prefix: "notes-" } }, /^workspaces \{/m],
  ["kubernetes", { exec: { command: "aws", args: ["eks", "get-token"] } }, /^exec \{/m],
  ["oss", { assume_role: { role_arn: "acs:ram::1:role/notes" } }, /^assume_role \{/m],
  ["cos", { assume_role: { role_arn: "qcs::cam::uin/1:roleName/notes" } }, /^assume_role \{/m],
  ["s3", { assume_role: { role_arn: "arn:aws:iam::123456789012:role/notes" } }, /^assume_role = \{/m],
] as const)("%s: in HCL a block is written as a block, and an argument as an argument", (type, config, expected) => {
  const stack = new IdentityPoolStack(testApp(), "identity-pool", { stateBackend: { type, config } });
  expect(Testing.synthHcl(stack)).toMatch(expected);
});

test("cloud is a block of its own, not a backend", () => {
  const config = { organization: "notes", workspaces: { name: "prod" } };
  const block = terraformBlock({ type: "cloud", config });
  expect(block).toMatchObject({ cloud: config });
  expect(block).not.toHaveProperty("backend");
});

/** What is wrong with the second of two stacks. */
function problemsOfSecond(first: StateBackend, second: StateBackend = first): string[] {
  const app = testApp();
  new IdentityPoolStack(app, "web", { stateBackend: first });
  return new IdentityPoolStack(app, "phone", { stateBackend: second }).node.validate();
}

test.each(["local", "s3", "azurerm", "gcs", "consul", "kubernetes", "oss", "cos"] as const)(
  "%s: two stacks may have the same settings: each has a state of its own",
  (type) => {
    expect(problemsOfSecond({ type, config: { bucket: "state" } })).toEqual([]);
  },
);

test.each([
  ["pg", {}, "schema_name"],
  ["http", { address: "https://state.example.com/pool" }, "address"],
  ["remote", { organization: "notes", workspaces: { name: "prod" } }, "workspaces"],
  ["cloud", { organization: "notes", workspaces: { tags: ["pool"] } }, "workspaces"],
  ["s3", { bucket: "state", key: "pool.tfstate" }, "key"],
  ["local", { path: "../../../pool.tfstate" }, "path"],
  ["local", { path: "/var/state/pool.tfstate" }, "path"],
] as const)("%s: a second stack with the state of the first is refused", (type, config, setting) => {
  expect(problemsOfSecond({ type, config })).toEqual([
    `stateBackend has the type "${type}", and its settings name the same state as those of the stack "web": ` +
      "the apply of one would destroy what the other made. " +
      `Give each stack its own "${setting}" in stateBackend.config. ` +
      "See https://developer.hashicorp.com/terraform/language/backend",
  ]);
  expect(problemsOfSecond({ type, config }, { type, config: { ...config, [setting]: "of the second" } })).toEqual([]);
});

test.each<[StateBackend, StateBackend]>([
  [
    { type: "s3", config: { bucket: "state", key: "pool" } },
    { type: "s3", config: { key: "pool", bucket: "state", encrypt: true } },
  ],
  [
    { type: "http", config: { address: "https://state.example.com" } },
    { type: "http", config: { address: "https://state.example.com", lock_method: "LOCK" } },
  ],
  [{ type: "pg" }, { type: "pg", config: { schema_name: "terraform_remote_state" } }],
])("%j and %j are one state, whatever else they say", (first, second) => {
  expect(problemsOfSecond(first, second)).toHaveLength(1);
});

test.each<[StateBackend, StateBackend]>([
  [
    { type: "s3", config: { bucket: "state", key: "pool" } },
    { type: "s3", config: { bucket: "other", key: "pool" } },
  ],
  // From each stack's own folder.
  [
    { type: "local", config: { path: "pool.tfstate" } },
    { type: "local", config: { path: "pool.tfstate" } },
  ],
  [{ type: "http" }, { type: "pg" }],
])("%j and %j are two states", (first, second) => {
  expect(problemsOfSecond(first, second)).toEqual([]);
});

test("the first of two stacks with one state is not blamed too", () => {
  const app = testApp();
  const first = new IdentityPoolStack(app, "web", { stateBackend: { type: "http" } });
  new IdentityPoolStack(app, "phone", { stateBackend: { type: "http" } });
  expect(first.node.validate()).toEqual([]);
});

test("two stacks share no local state file, and no folder of workspaces", () => {
  const files = ["a", "b"].flatMap((id) => {
    const { backend } = terraformBlock(undefined, id) as { backend: { local: Record<string, string> } };
    return [backend.local.path, backend.local.workspace_dir];
  });
  expect(new Set(files).size).toBe(4);
  for (const file of files) expect(file).toMatch(/^\.\.\/\.\.\/\.\.\/terraform\.[ab]\.tfstate/);
});

describe("a stack of the app's own, by useStateBackend", () => {
  const frontEnd = (stateBackend?: unknown) => {
    const stack = new TerraformStack(testApp(), "front-end");
    useStateBackend(stack, stateBackend as StateBackend | undefined);
    return stack;
  };

  test("has a state of its own, local unless it is told", () => {
    expect(synthesizedJson(frontEnd()).terraform).toMatchObject({
      backend: { local: { path: "../../../terraform.front-end.tfstate" } },
    });
    expect(synthesizedJson(frontEnd({ type: "s3", config: { bucket: "state" } })).terraform).toMatchObject({
      backend: { s3: { bucket: "state", key: "front-end.tfstate" } },
    });
  });

  test.each([
    ["s3", 'stateBackend is "s3": give a backend ({ type: "s3", config })'],
    [{ type: 7 }, 'stateBackend.type is 7: give a type, such as "s3"'],
    [
      { type: "s3", config: ["state"] },
      "stateBackend.config is a list of 1 entry: give an object with the backend's settings",
    ],
  ])("is refused a backend such as %j", (stateBackend, message) => {
    expect(frontEnd(stateBackend).node.validate()).toEqual([expect.stringContaining(message)]);
  });
});

test("STATE_BACKEND names the type, if it is set", () => {
  expect(stateBackendFrom({ STATE_BACKEND: "gcs" })).toEqual({ type: "gcs" });
  expect(stateBackendFrom({})).toBeUndefined();
  expect(stateBackendFrom({ STATE_BACKEND: "" })).toBeUndefined();
});

test("a stack reads no environment: without a backend of its own, its state is local", () => {
  process.env.STATE_BACKEND = "gcs";
  try {
    expect(terraformBlock(undefined)).toMatchObject({ backend: { local: {} } });
  } finally {
    delete process.env.STATE_BACKEND;
  }
});

test.each(["swift", "constructor"])("%s is refused with the list of the backends that Terraform has", (named) => {
  expect(() => terraformBlock(stateBackendFrom({ STATE_BACKEND: named }))).toThrow(
    `stateBackend (or STATE_BACKEND) has the type "${named}": ` +
      "give one of local, s3, azurerm, gcs, pg, http, consul, kubernetes, oss, cos, remote, cloud",
  );
});

test.each<[string, StateBackend]>([
  ["key", { type: "s3", config: { bucket: "state", key: `${process.env.NOT_SET_ANYWHERE}/notes.tfstate` } }],
  ["key", { type: "s3", config: { bucket: "state", key: undefined } }],
  ["bucket", { type: "gcs", config: { bucket: "state-${process.env.STAGE}" } }],
])("a state whose %s is made of a value that is not there is refused", (name, stateBackend) => {
  expect(() => terraformBlock(stateBackend)).toThrow(
    new RegExp(`stateBackend\\.config\\.${name} is .*: a value that it is made of was missing`),
  );
});

test("a password in the place of a state is not repeated", () => {
  const config = { conn_str: `postgres://ada:hunter2@${process.env.NOT_SET_ANYWHERE}/state` };
  const synth = () => terraformBlock({ type: "pg", config });
  expect(synth).toThrow("stateBackend.config.conn_str is a text");
  expect(synth).not.toThrow("hunter2");
});

test("another stack of the app reads the outputs from the same backend", () => {
  const app = testApp();
  const config = { bucket: "state", key: "identity-pool" };
  const producer = new IdentityPoolStack(app, "identity-pool", { stateBackend: { type: "s3", config } });
  const consumer = new TerraformStack(app, "app");
  new TerraformOutput(consumer, "pool", { value: producer.identityPool.resource.id });
  app.synth();
  expect(JSON.parse(Testing.synth(consumer))).toMatchObject({
    data: {
      terraform_remote_state: {
        // Of the same environment: without a workspace it would be the default one's.
        "cross-stack-reference-input-identity-pool": { backend: "s3", config, workspace: "${terraform.workspace}" },
      },
    },
  });
});

test.each<StateBackend>([
  { type: "http", config: { address: "https://state.example.com/notes" } },
  { type: "remote", config: { hostname: "app", organization: "notes", workspaces: { name: "prod" } } },
  { type: "cloud", config: { hostname: "app", organization: "notes", workspaces: { name: "prod" } } },
])("it names no workspace where %j says which state it is", (stateBackend) => {
  const app = testApp();
  const producer = new IdentityPoolStack(app, "identity-pool", { stateBackend });
  const consumer = new TerraformStack(app, "app");
  new TerraformOutput(consumer, "pool", { value: producer.identityPool.identityPoolId });
  app.synth();
  expect(only(synthesizedJson(consumer).data.terraform_remote_state)).toEqual({
    backend: stateBackend.type === "cloud" ? "remote" : stateBackend.type,
    config: stateBackend.config,
  });
});

describe("a stack that reads the outputs of one whose settings come at init", () => {
  function reader(stateBackend: StateBackend): TerraformJson {
    const app = testApp();
    const producer = new IdentityPoolStack(app, "identity-pool", { stateBackend });
    const consumer = new TerraformStack(app, "app");
    new TerraformOutput(consumer, "pool", { value: producer.identityPool.identityPoolId });
    app.synth();
    return synthesizedJson(consumer);
  }

  test("asks for those settings in a variable, which counts more than what stands in the stack", () => {
    const { data, variable } = reader({ type: "s3", config: { encrypt: true } });
    expect(only(data.terraform_remote_state)).toEqual({
      backend: "s3",
      config: '${merge({"key" = "identity-pool.tfstate", "encrypt" = true}, var.identity_pool_state_backend)}',
      workspace: "${terraform.workspace}",
    });
    expect(variable).toEqual({
      identity_pool_state_backend: {
        type: "any",
        description: expect.stringContaining("Where the state of the stack identity-pool is") as string,
        default: {},
      },
    });
  });

  test.each<StateBackend>([
    { type: "local" },
    { type: "s3", config: { bucket: "state" } },
    { type: "gcs", config: { bucket: "state" } },
    { type: "remote", config: { hostname: "app", organization: "notes", workspaces: { prefix: "notes-" } } },
  ])("asks for nothing where %j says where the state is", (stateBackend) => {
    expect(reader(stateBackend).variable).toBeUndefined();
  });
});

describe("the id of a stack", () => {
  test.each(["../x", "a/b", "/tmp/x", "..", ".x", "-x", "a\\b", "x:y"])(
    "%j, which could lead out of the stack's folder, is refused",
    (id) => {
      const synth = () => Testing.synth(new IdentityPoolStack(testApp(), id), true);
      expect(synth).toThrow(`the id of the stack is ${JSON.stringify(id)}`);
    },
  );

  test.each(["identity-pool", "pool_2", "2-pool", "notes.dev"])("%j is one", (id) => {
    expect(() => Testing.synth(new IdentityPoolStack(testApp(), id), true)).not.toThrow();
  });
});
