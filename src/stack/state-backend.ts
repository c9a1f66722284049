/** Where Terraform keeps the stack's state.
 *  https://developer.hashicorp.com/terraform/language/backend */
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Fn, TerraformBackend, TerraformRemoteState, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { instance, mandatory, object, optional } from "../checks/kinds";
import { hasMissingValue } from "../checks/missing-value";
import { isPlainObject } from "../terraform/tokens";

interface Backend {
  /** The settings that tell one state from another; the last one is a stack's own. */
  readonly place: readonly string[];
  /** Settings that give the stack a state of its own among the stacks of the app. Workspaces (`TF_WORKSPACE=prod`) keep a
   *  state each below it. */
  readonly ofStack?: (stackId: string) => Record<string, string>;
  /** Terraform's own values for settings of the place. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** The settings that are blocks: JSON does not tell them from arguments, HCL does. */
  readonly blocks?: readonly string[];
  /** @default true */
  readonly hasWorkspaces?: boolean;
}

const key = (stackId: string) => ({ key: `${stackId}.tfstate` });

/** The backends under Terraform's names. `pg`, `http`, `remote` and `cloud` get no default, because it would override the
 *  environment variables that choose the state (PG_SCHEMA_NAME, TF_HTTP_ADDRESS, TF_WORKSPACE). */
const backends = {
  // Terraform reads the paths from the stack's folder, `stacks/ID` below the output folder: the state lies beside that
  // folder, where no synth deletes it.
  local: {
    place: ["path"],
    ofStack: (stackId) => ({
      path: `../../../terraform.${stackId}.tfstate`,
      workspace_dir: `../../../terraform.${stackId}.tfstate.d`,
    }),
  },
  s3: { place: ["bucket", "key"], ofStack: key },
  azurerm: { place: ["storage_account_name", "container_name", "key"], ofStack: key },
  gcs: { place: ["bucket", "prefix"], ofStack: (stackId) => ({ prefix: stackId }) },
  pg: { place: ["conn_str", "schema_name"], defaults: { schema_name: "terraform_remote_state" } },
  http: { place: ["address"], hasWorkspaces: false },
  consul: { place: ["address", "path"], ofStack: (stackId) => ({ path: `terraform/${stackId}` }) },
  kubernetes: {
    place: ["host", "config_path", "config_context", "namespace", "secret_suffix"],
    // A part of a Secret's name, which takes no capital letters.
    ofStack: (stackId) => ({ secret_suffix: stackId.toLowerCase().replace(/[^a-z0-9.-]/g, "-") }),
    blocks: ["exec"],
  },
  oss: { place: ["bucket", "prefix", "key"], ofStack: key, blocks: ["assume_role"] },
  cos: { place: ["bucket", "prefix", "key"], ofStack: key, blocks: ["assume_role"] },
  remote: { place: ["hostname", "organization", "workspaces"], blocks: ["workspaces"], hasWorkspaces: false },
  cloud: { place: ["hostname", "organization", "workspaces"], blocks: ["workspaces"], hasWorkspaces: false },
} satisfies Record<StateBackendType, Backend>;

/** A backend, under Terraform's name; `cloud` is HCP Terraform's own block. */
export type StateBackendType =
  | "local"
  | "s3"
  | "azurerm"
  | "gcs"
  | "pg"
  | "http"
  | "consul"
  | "kubernetes"
  | "oss"
  | "cos"
  | "remote"
  | "cloud";

/** A backend of Terraform's.
 *  @see https://developer.hashicorp.com/terraform/language/backend
 *  @example { type: "s3", config: { bucket: "our-terraform-state", region: "eu-west-1", use_lockfile: true } } */
export interface StateBackend {
  /** The backend, under Terraform's name; `cloud` is HCP Terraform's own block.
   *  @see https://developer.hashicorp.com/terraform/language/backend */
  readonly type: StateBackendType;
  /** The backend's settings, passed on as they are, in Terraform's spelling. What is left out comes with
   *  `terraform init -backend-config=FILE`, so that one synthesized folder serves every environment; what a file gives
   *  counts more than what stands here. No secrets: they would stand in the synthesized files and in Terraform's own
   *  folder; environment variables are for them.
   *
   *  What is left out keeps the stacks of an app apart: `key` is STACK.tfstate (s3, azurerm, oss, cos), `prefix` is STACK
   *  (gcs), `path` is terraform/STACK (consul), `secret_suffix` is the stack's name in lower case (kubernetes), and `local`
   *  is a file beside the output folder. The others have no such default, and a second stack whose settings name the same
   *  state is refused. It does not keep apps apart, or environments: those take a bucket, a key or a workspace each.
   *  @default {}
   *  @see https://developer.hashicorp.com/terraform/language/backend#partial-configuration */
  readonly config?: Record<string, unknown>;
}

const BACKENDS_PAGE = "https://developer.hashicorp.com/terraform/language/backend";

/** Whether Terraform has the type is checked with STATE_BACKEND. */
export const stateBackendKind = object<StateBackend>({
  rule: 'a backend ({ type: "s3", config })',
  see: BACKENDS_PAGE,
  settings: {
    type: mandatory(
      instance(
        (type): type is StateBackendType => typeof type === "string",
        'a type, such as "s3"',
        () => "local",
      ),
    ),
    config: optional(instance(isPlainObject, "an object with the backend's settings", () => ({}))),
  },
});

/** The backend that the environment variable STATE_BACKEND names, if it is set. */
export function stateBackendFrom({
  STATE_BACKEND: type = "",
}: Readonly<Record<string, string | undefined>>): StateBackend | undefined {
  // Also a wrong name: it is reported with the other problems of the stack.
  return type === "" ? undefined : { type: type as StateBackendType };
}

function problemsWithStateBackend({ type, config = {} }: StateBackend): string[] {
  const backend = backendNamed(type);
  if (backend !== undefined) return problemsWithPlace(backend, config);
  return [
    `stateBackend (or STATE_BACKEND) has the type ${JSON.stringify(type)}: give one of ${Object.keys(backends).join(", ")}. ` +
      "See https://developer.hashicorp.com/terraform/language/backend",
  ];
}

/** A state whose place is made of a value that is not there is another one: an empty one, or that of another environment. The
 *  values are not repeated, because an address may have a password in it. */
function problemsWithPlace({ place }: Backend, config: Readonly<Record<string, unknown>>): string[] {
  return place
    .filter((setting) => setting in config && (config[setting] === undefined || hasMissingValue(config[setting])))
    .map(
      (setting) =>
        `stateBackend.config.${setting} is ${config[setting] === undefined ? "undefined" : 'a text with "undefined" or the like in it'}: ` +
        `a value that it is made of was missing, and Terraform would look for the state elsewhere. Give the value, or leave the setting out. See ${BACKENDS_PAGE}`,
    );
}

/** An earlier stack of the app with the same state: the apply of one would destroy what the other made. */
function problemsWithSharedState(stack: TerraformStack): string[] {
  const all = stacksBelow(stack.node.root).flatMap((each) => each.node.tryFindChild(backendId) ?? []);
  const backendsOfStacks = all.filter((each) => each instanceof AnyBackend);
  const own = backendsOfStacks.find((backend) => TerraformStack.of(backend) === stack);
  const twin = backendsOfStacks.find((backend) => own?.sharesStateWith(backend));
  if (own === undefined || twin === undefined || twin === own) return [];
  return [
    `stateBackend has the type ${JSON.stringify(own.type)}, and its settings name the same state as those of the stack ` +
      `${JSON.stringify(TerraformStack.of(twin).node.id)}: the apply of one would destroy what the other made. Give each ` +
      `stack its own ${JSON.stringify(backendNamed(own.type)?.place.at(-1))} in stateBackend.config. ` +
      "See https://developer.hashicorp.com/terraform/language/backend",
  ];
}

function stacksBelow(scope: IConstruct): TerraformStack[] {
  return scope.node.children.flatMap((child) => (TerraformStack.isStack(child) ? [child] : stacksBelow(child)));
}

/** Has Terraform keep a stack's state in a backend: for the stacks of an app beside the IdentityPoolStack, which has the same as a
 *  setting. CDKTF's own backend classes lag behind Terraform's settings, and its local one writes an absolute path, which
 *  differs between machines.
 *  @param stack has no backend of its own yet. Its id names its state: see `StateBackend.config`
 *  @param stateBackend by default local, beside the output folder
 *  @throws nothing of its own: what is wrong with the backend is reported when the stack is synthesized
 *  @see https://developer.hashicorp.com/terraform/language/backend
 *  @example useStateBackend(frontEnd, { type: "s3", config: { bucket: "our-terraform-state", region: "eu-west-1" } }); */
export function useStateBackend(stack: TerraformStack, stateBackend: StateBackend = { type: "local" }): void {
  const { problems, usable } = stateBackendKind.read("stateBackend", stateBackend, BACKENDS_PAGE);
  stack.node.addValidation({ validate: () => [...problems] });
  keepState(stack, usable);
}

/** The same with a backend whose kinds of values were checked already. */
export function keepState(stack: TerraformStack, stateBackend: StateBackend): void {
  const { type, config = {} } = stateBackend;
  new AnyBackend(stack, type, { ...backendNamed(type)?.ofStack?.(stack.node.id), ...config });
  stack.node.addValidation({
    validate: () => [...problemsWithStateBackend(stateBackend), ...problemsWithSharedState(stack)],
  });
}

function backendNamed(type: string): Backend | undefined {
  return Object.hasOwn(backends, type) ? backends[type as StateBackendType] : undefined;
}

const backendId = "backend";

class AnyBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    readonly type: StateBackendType,
    private readonly config: Record<string, unknown>,
  ) {
    super(scope, backendId, type);
  }

  sharesStateWith(other: AnyBackend): boolean {
    return this.type === other.type && isDeepStrictEqual(this.place(), other.place());
  }

  private place(): unknown[] {
    const { place = [], defaults } = backendNamed(this.type) ?? {};
    const values: Record<string, unknown> = { ...defaults, ...this.config };
    return place.map((setting) =>
      // A local path is read from the stack's folder.
      this.type === "local"
        ? resolve("/stacks/output", TerraformStack.of(this).node.id, String(values[setting]))
        : values[setting],
    );
  }

  override toTerraform(): object {
    return this.terraformBlock(this.config);
  }

  override toHclTerraform(): object {
    const { blocks = [] } = backendNamed(this.type) ?? {};
    const settings = Object.entries(this.config);
    return this.terraformBlock(
      Object.fromEntries(settings.map(([name, value]) => [name, blocks.includes(name) ? asBlock(value) : value])),
    );
  }

  private terraformBlock(config: object): object {
    return { terraform: this.type === "cloud" ? { cloud: config } : { backend: { [this.type]: config } } };
  }

  /** How another stack of the app reads this one's outputs: with the settings that are known here and those of a variable in
   *  the place of the file at init, which does not reach there; and in its own workspace, so that prod does not read dev. */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    const { hasWorkspaces = true } = backendNamed(this.type) ?? {};
    return new AnyRemoteState(
      scope,
      name,
      this.type === "cloud" ? "remote" : this.type,
      {
        ...this.config,
        ...(hasWorkspaces && { workspace: "${terraform.workspace}" }),
      },
      this.settingsAtInit(scope),
    );
  }

  /** The variable, in a stack that reads the outputs, for the settings that come from a file at init here. */
  private settingsAtInit(scope: Construct): TerraformVariable | undefined {
    const { place = [] } = backendNamed(this.type) ?? {};
    if (place.every((setting) => setting in this.config)) return undefined;
    const { id } = TerraformStack.of(this).node;
    const variable = new TerraformVariable(scope, remoteStateVariable(id), {
      type: "any",
      description:
        `Where the state of the stack ${id} is: the settings that its backend gets at init, such as ` +
        `{ ${place[0] ?? "path"} = "..." }, and no credentials.`,
    });
    // An empty object: what the environment gives (PG_CONN_STR and the like) counts here too.
    variable.addOverride("default", {});
    return variable;
  }
}

/** Name of the variable, such as `identity_pool_state_backend`. */
function remoteStateVariable(stackId: string): string {
  return `${stackId.replace(/\W/g, "_")}_state_backend`;
}

/** What CDKTF's writer of HCL takes for a block. */
function asBlock(value: unknown): object {
  return { value, isBlock: true, type: "map", storageClassType: "anyMap" };
}

/** CDKTF has one class a backend, and the base class is abstract. */
class AnyRemoteState extends TerraformRemoteState {
  constructor(
    scope: Construct,
    id: string,
    backend: string,
    config: Record<string, unknown>,
    private readonly settingsAtInit: TerraformVariable | undefined,
  ) {
    super(scope, id, backend, config);
  }

  override toTerraform(): object {
    return this.withSettingsAtInit(super.toTerraform() as DataBlocks);
  }

  override toHclTerraform(): object {
    return this.withSettingsAtInit(super.toHclTerraform() as DataBlocks);
  }

  private withSettingsAtInit({ data }: DataBlocks): DataBlocks {
    const { settingsAtInit } = this;
    if (settingsAtInit === undefined) return { data };
    return {
      data: {
        terraform_remote_state: Object.fromEntries(
          Object.entries(data.terraform_remote_state).map(([name, block]) => [
            name,
            // As in the backend itself, what comes at init counts more.
            { ...block, config: Fn.merge([block.config, settingsAtInit.value]) as unknown },
          ]),
        ),
      },
    };
  }
}

interface DataBlocks {
  readonly data: { readonly terraform_remote_state: Readonly<Record<string, { readonly config: unknown }>> };
}
