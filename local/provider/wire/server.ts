/** The provider as a gRPC server: takes the protocol's messages apart, hands plain objects to the RPCs in ../rpc, and wraps what
 *  they answer. https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol */
import { join } from "node:path";
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  status,
  type ServiceDefinition,
  type ServerUnaryCall,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { Aws, ClientsOf } from "../aws/aws";
import { problemsOf, Refused, type AttributePath, type Problem } from "../problem";
import { applyResourceChange } from "../rpc/apply-resource-change";
import { configure } from "../rpc/configure";
import { getSchema } from "../rpc/get-schema";
import { importResourceState } from "../rpc/import-resource-state";
import { planResourceChange } from "../rpc/plan-resource-change";
import { prepareProviderConfig } from "../rpc/prepare-provider-config";
import type { PrivateState } from "../rpc/private-state";
import { readDataSource } from "../rpc/read-data-source";
import { readResource } from "../rpc/read-resource";
import { stop } from "../rpc/stop";
import { upgradeResourceState } from "../rpc/upgrade-resource-state";
import { validateDataSourceConfig } from "../rpc/validate-data-source-config";
import { validateResourceTypeConfig } from "../rpc/validate-resource-type-config";
import { dataSourceSchema, providerSchema, resourceSchema, type Block } from "../schema/schema";
import type { ObjectValue } from "../values";
import { attributePathMessage, diagnosticMessages } from "./diagnostics";
import { fromDynamicValue, toDynamicValue, type DynamicValue } from "./dynamic-value";
import { schemaMessage } from "./schema-message";

export interface ProviderServerOptions {
  /** For a provider block without `region`. */
  readonly defaultRegion: string;
  readonly clientsOf: ClientsOf;
}

/** Serves on a free port of 127.0.0.1 and answers with it. */
export async function listen(options: ProviderServerOptions): Promise<{ port: number; close(): void }> {
  // A state may hold long policies: no limit on the length of a message.
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(providerService(), handlers(options));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    close: () => {
      server.forceShutdown();
    },
  };
}

function providerService(): ServiceDefinition {
  const definition = loadSync(join(__dirname, "tfplugin5.proto"), {
    keepCase: true,
    longs: Number,
    enums: String,
    defaults: true,
  });
  const { tfplugin5 } = loadPackageDefinition(definition) as unknown as {
    tfplugin5: { Provider: { service: ServiceDefinition } };
  };
  return tfplugin5.Provider.service;
}

/** Every field that some request of the protocol has; each RPC reads its own. */
interface Request {
  readonly type_name: string;
  readonly id: string;
  readonly config: DynamicValue | null;
  readonly current_state: DynamicValue | null;
  readonly prior_state: DynamicValue | null;
  readonly planned_state: DynamicValue | null;
  readonly raw_state: { readonly json: Uint8Array } | null;
  readonly private: Uint8Array;
  readonly prior_private: Uint8Array;
  readonly planned_private: Uint8Array;
}

type Handler = (request: Request, peer: string) => object | Promise<object>;

function handlers({ defaultRegion, clientsOf }: ProviderServerOptions): Record<string, ReturnType<typeof unary>> {
  /** Every provider block, so also every alias, has a connection of its own, and nothing else tells them apart. */
  const configured = new Map<string, Aws>();
  const awsOf = (peer: string): Aws => {
    const aws = configured.get(peer);
    if (!aws)
      throw new Refused({
        summary: "Provider not configured",
        detail: "Terraform asked for a resource before it configured the provider.",
      });
    return aws;
  };

  const all: Record<string, Handler> = {
    GetSchema: () => {
      const { provider, resources, dataSources } = getSchema();
      return {
        provider: schemaMessage(provider),
        resource_schemas: schemaMessages(resources),
        data_source_schemas: schemaMessages(dataSources),
      };
    },
    PrepareProviderConfig: ({ config }) => ({
      prepared_config: config,
      diagnostics: diagnosticMessages(prepareProviderConfig(object(config))),
    }),
    Configure: async ({ config }, peer) => {
      configured.set(peer, await configure(object(config), defaultRegion, clientsOf));
      return {};
    },
    ValidateResourceTypeConfig: ({ type_name: type, config }) => ({
      diagnostics: diagnosticMessages(validateResourceTypeConfig({ type, config: object(config) })),
    }),
    ValidateDataSourceConfig: ({ type_name: type, config }) => ({
      diagnostics: diagnosticMessages(validateDataSourceConfig({ type, config: object(config) })),
    }),
    UpgradeResourceState: ({ type_name: type, raw_state }) => {
      const state = JSON.parse(Buffer.from(raw_state?.json ?? []).toString("utf8")) as ObjectValue;
      return { upgraded_state: toDynamicValue(resourceSchema(type), upgradeResourceState({ type, state })) };
    },
    ReadResource: async ({ type_name: type, current_state, private: privateState }, peer) => {
      const read = await readResource(
        { type, state: object(current_state), private: fromPrivate(privateState) },
        awsOf(peer),
      );
      return { new_state: toDynamicValue(resourceSchema(type), read.state), private: toPrivate(read.private) };
    },
    PlanResourceChange: ({ type_name: type, prior_state, config, prior_private }, peer) => {
      const plan = planResourceChange(
        { type, prior: fromDynamicValue(prior_state), config: fromDynamicValue(config) },
        awsOf(peer),
      );
      return {
        planned_state: toDynamicValue(resourceSchema(type), plan.planned),
        requires_replace: plan.requiresReplace.map((path: AttributePath) => attributePathMessage(path)),
        planned_private: prior_private,
        // As the AWS provider itself does: without it Terraform takes no default for an attribute that is not computed.
        legacy_type_system: true,
      };
    },
    ApplyResourceChange: async ({ type_name: type, prior_state, planned_state, planned_private }, peer) => {
      const request = { type, prior: fromDynamicValue(prior_state), planned: fromDynamicValue(planned_state) };
      const applied = await applyResourceChange(request, awsOf(peer));
      return {
        new_state: toDynamicValue(resourceSchema(type), applied.state),
        private: planned_private,
        diagnostics: diagnosticMessages(applied.problems),
        legacy_type_system: true,
      };
    },
    ImportResourceState: ({ type_name: type, id }) => {
      const imported = importResourceState({ type, id });
      const state = toDynamicValue(resourceSchema(type), imported.state);
      return { imported_resources: [{ type_name: type, state, private: toPrivate(imported.private) }] };
    },
    ReadDataSource: async ({ type_name: type, config }, peer) => {
      const state = await readDataSource({ type, config: object(config) }, awsOf(peer));
      return { state: toDynamicValue(dataSourceSchema(type), state) };
    },
    Stop: () => stop(),
  };
  return Object.fromEntries(Object.entries(all).map(([name, handler]) => [name, unary(name, handler)]));
}

type Callback = (error: { code: status; message: string } | null, response?: object) => void;

/** Whatever a handler throws becomes a diagnostic: Terraform would take a gRPC error for a crash of the provider. */
function unary(name: string, handler: Handler) {
  return (call: ServerUnaryCall<Request, object>, callback: Callback): void => {
    Promise.resolve()
      .then(() => handler(call.request, call.getPeer()))
      .catch((thrown: unknown) => {
        const { type_name: type, prior_state } = call.request;
        const problems: readonly Problem[] = problemsOf(thrown, `${name} of ${type || "the provider"}`);
        // A failed apply must not look like a deletion.
        return {
          diagnostics: diagnosticMessages(problems),
          ...(name === "ApplyResourceChange" && { new_state: prior_state }),
        };
      })
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback({ code: status.INTERNAL, message: String(error) });
        },
      );
  };
}

function schemaMessages(blocks: typeof providerSchema.resources): Record<string, object> {
  return Object.fromEntries(
    Object.entries(blocks).map(([type, block]: [string, Block]) => [type, schemaMessage(block)]),
  );
}

function object(value: DynamicValue | null): ObjectValue {
  return fromDynamicValue(value) ?? {};
}

function fromPrivate(bytes: Uint8Array): PrivateState {
  return bytes.length === 0 ? {} : (JSON.parse(Buffer.from(bytes).toString("utf8")) as PrivateState);
}

function toPrivate(state: PrivateState): Buffer {
  return Buffer.from(JSON.stringify(state));
}
