/** The provider as Terraform meets it: over gRPC, several connections to one server. */
import { join } from "node:path";
import { credentials, loadPackageDefinition, type Client } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { decode, encode, ExtData } from "@msgpack/msgpack";
import type { Clients } from "../../../local/provider/aws/aws";
import { listen } from "../../../local/provider/wire/server";

type Call = (request: object, callback: (error: Error | null, response: Record<string, unknown>) => void) => void;
type Rpc = (name: string, request: object) => Promise<Record<string, unknown>>;

let server: Awaited<ReturnType<typeof listen>>;
const open: Client[] = [];

beforeAll(async () => {
  const clientsOf = () => ({ sts: { send: () => Promise.reject(new Error("no emulator")) } }) as unknown as Clients;
  server = await listen({ defaultRegion: "ap-south-1", clientsOf });
});

afterAll(() => {
  for (const client of open) client.close();
  server.close();
});

function connected(): Rpc {
  const definition = loadSync(join(__dirname, "../../../local/provider/wire/tfplugin5.proto"), {
    keepCase: true,
    enums: String,
    longs: Number,
    defaults: true,
  });
  const { tfplugin5 } = loadPackageDefinition(definition) as unknown as {
    tfplugin5: { Provider: new (...args: unknown[]) => Client & Record<string, Call> };
  };
  // As with Terraform's own processes, connections are not shared.
  const client = new tfplugin5.Provider(`127.0.0.1:${server.port}`, credentials.createInsecure(), {
    "grpc.use_local_subchannel_pool": 1,
  });
  open.push(client);
  return (name, request) =>
    new Promise((resolve, reject) => {
      client[name]?.(request, (error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });
}

const value = (object: unknown) => ({ msgpack: Buffer.from(encode(object)) });
const object = (dynamic: unknown) => decode((dynamic as { msgpack: Uint8Array }).msgpack) as Record<string, unknown>;
const config = value({ identity_pool_name: "p" });

test("the schema says types in Terraform's JSON and nesting in the protocol's words", async () => {
  const { resource_schemas } = await connected()("GetSchema", {});
  const schemas = resource_schemas as Record<string, { block: { attributes: object[]; block_types: object[] } }>;
  const { attributes, block_types } = schemas.aws_cognito_identity_pool?.block ?? {};
  expect(attributes).toContainEqual(
    expect.objectContaining({ name: "saml_provider_arns", type: Buffer.from('["list","string"]') }),
  );
  expect(block_types).toMatchObject([{ type_name: "cognito_identity_providers", nesting: "SET" }]);
});

test("each connection has the region of its own provider block", async () => {
  const regions = ["us-east-1", "eu-west-1", null];
  const planned = await Promise.all(
    regions.map(async (region) => {
      const rpc = connected();
      await rpc("Configure", { config: value({ region }) });
      return object(
        (await rpc("PlanResourceChange", { type_name: "aws_cognito_identity_pool", prior_state: value(null), config }))
          .planned_state,
      ).region;
    }),
  );
  expect(planned).toEqual(["us-east-1", "eu-west-1", "ap-south-1"]);
});

test("a plan names every attribute of the schema, with what is unknown as Terraform's extension type", async () => {
  const rpc = connected();
  await rpc("Configure", { config: value({}) });
  const unknownWithHints = new ExtData(12, new Uint8Array([0x80]));
  const { planned_state, legacy_type_system } = await rpc("PlanResourceChange", {
    type_name: "aws_cognito_identity_pool",
    prior_state: value(null),
    config: value({ identity_pool_name: unknownWithHints }),
  });
  expect(object(planned_state)).toMatchObject({
    identity_pool_name: new ExtData(0, new Uint8Array([0])),
    arn: new ExtData(0, new Uint8Array([0])),
    saml_provider_arns: null,
    cognito_identity_providers: [],
    allow_classic_flow: false,
  });
  expect(legacy_type_system).toBe(true);
});

test("a problem is a diagnostic with the path that it is about", async () => {
  const { diagnostics } = await connected()("ValidateResourceTypeConfig", {
    type_name: "aws_cognito_identity_pool",
    config: value({ saml_provider_arns: ["x"] }),
  });
  expect(diagnostics).toMatchObject([
    { severity: "ERROR", attribute: { steps: [{ attribute_name: "saml_provider_arns" }, { element_key_int: 0 }] } },
  ]);
});

test("a problem with a value of a map names its key", async () => {
  const rpc = connected();
  await rpc("Configure", { config: value({}) });
  const { diagnostics } = await rpc("ApplyResourceChange", {
    type_name: "aws_cognito_identity_pool",
    prior_state: value(null),
    planned_state: value({ identity_pool_name: "p", supported_login_providers: { k: "a b" } }),
  });
  expect(diagnostics).toMatchObject([
    { attribute: { steps: [{ attribute_name: "supported_login_providers" }, { element_key_string: "k" }] } },
  ]);
});

test("a failure is a diagnostic too, and a failed apply keeps the state", async () => {
  const rpc = connected();
  const prior_state = value({ id: "p" });
  const unconfigured = await rpc("ApplyResourceChange", {
    type_name: "aws_cognito_identity_pool",
    prior_state,
    planned_state: prior_state,
  });
  expect(unconfigured).toMatchObject({ diagnostics: [{ summary: "Provider not configured" }] });
  expect(object(unconfigured.new_state)).toEqual({ id: "p" });
  await rpc("Configure", { config: value({}) });
  const { diagnostics } = await rpc("ReadDataSource", { type_name: "aws_caller_identity", config: value({}) });
  expect(diagnostics).toMatchObject([
    { summary: "ReadDataSource of aws_caller_identity", detail: "Error: no emulator" },
  ]);
});

test("a state of old goes through, and an import is marked until it is read", async () => {
  const rpc = connected();
  const raw_state = { json: Buffer.from(JSON.stringify({ id: "p", gone: 1 })) };
  const { upgraded_state } = await rpc("UpgradeResourceState", {
    type_name: "aws_cognito_identity_pool",
    version: 0,
    raw_state,
  });
  expect(object(upgraded_state)).toMatchObject({ id: "p", cognito_identity_providers: [] });
  const { imported_resources } = await rpc("ImportResourceState", { type_name: "aws_iam_role", id: "r" });
  const [imported] = imported_resources as { state: unknown; private: Buffer }[];
  expect(object(imported?.state)).toMatchObject({ id: "r", name: null });
  expect(imported?.private.toString()).toBe('{"imported":true}');
});

test("an interruption is answered without an error", async () => {
  expect(await connected()("Stop", {})).toEqual({ Error: "" });
});
