/** Where Terraform keeps the stack's state.
 *  https://developer.hashicorp.com/terraform/language/backend */
import { isDeepStrictEqual } from "node:util";
import { TerraformBackend, TerraformRemoteState, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

interface Backend {
  /** The setting that tells one state from another. */
  readonly place: string;
  /** Settings that give the stack a state of its own, whatever else it shares with other stacks. Workspaces
   *  (`TF_WORKSPACE=prod`) keep a state each below it. */
  readonly ofStack?: (stackId: string) => Record<string, string>;
  /** The settings that are blocks: JSON does not tell them from arguments, HCL does. */
  readonly blocks?: readonly string[];
}

const key = (stackId: string) => ({ key: `${stackId}.tfstate` });

/** Every backend of Terraform's. `pg`, `http`, `remote` and `cloud` get no state of the stack's own: environment variables
 *  tell them (PG_SCHEMA_NAME, TF_HTTP_ADDRESS, TF_WORKSPACE), and a value written here would make those void. */
const backends = {
  // Terraform reads the paths from the stack's folder, `stacks/ID` below the output folder: the state lies beside that
  // folder, where no synth deletes it.
  local: {
    place: "path",
    ofStack: (stackId) => ({
      path: `../../../terraform.${stackId}.tfstate`,
      workspace_dir: `../../../terraform.${stackId}.tfstate.d`,
    }),
  },
  s3: { place: "key", ofStack: key },
  azurerm: { place: "key", ofStack: key },
  gcs: { place: "prefix", ofStack: (stackId) => ({ prefix: stackId }) },
  pg: { place: "schema_name" },
  http: { place: "address" },
  consul: { place: "path", ofStack: (stackId) => ({ path: `terraform/${stackId}` }) },
  kubernetes: {
    place: "secret_suffix",
    // A part of a Secret's name, which takes no capital letters.
    ofStack: (stackId) => ({ secret_suffix: stackId.toLowerCase().replace(/[^a-z0-9.-]/g, "-") }),
    blocks: ["exec"],
  },
  oss: { place: "key", ofStack: key, blocks: ["assume_role"] },
  cos: { place: "key", ofStack: key, blocks: ["assume_role"] },
  remote: { place: "workspaces", blocks: ["workspaces"] },
  cloud: { place: "workspaces", blocks: ["workspaces"] },
} satisfies Record<string, Backend>;

type BackendType = keyof typeof backends;

export interface StateBackend {
  /** The backend, under Terraform's name; `cloud` is HCP Terraform's own block. */
  readonly type: BackendType;
  /** The backend's settings, passed on as they are, in Terraform's spelling. What is left out comes with
   *  `terraform init -backend-config=FILE`, so that one synthesized folder serves every environment; what a file gives
   *  counts more than what stands here. No secrets: they would stand in the synthesized files and in Terraform's own
   *  folder; environment variables are for them.
   *
   *  Two stacks never share a state by what was left out. Each has a place of its own: `key` is STACK.tfstate (s3,
   *  azurerm, oss, cos), `prefix` is STACK (gcs), `path` is terraform/STACK (consul), `secret_suffix` is the stack's name
   *  in lower case (kubernetes), and for `local` it is a file beside the output folder. The others have no such place:
   *  there a second stack with the same settings is refused.
   *  @default {} */
  readonly config?: Record<string, unknown>;
}

/** The backend that was given, or else the one that the environment variable STATE_BACKEND names, or else local state. */
export function stateBackendOf(given: StateBackend | undefined, environment = process.env): StateBackend {
  const { STATE_BACKEND: named = "" } = environment;
  const type = named === "" ? "local" : named;
  // Whatever it names: a wrong name is reported with the other problems of the stack.
  return given ?? { type: type as BackendType };
}

export function problemsWithStateBackend({ type }: StateBackend): string[] {
  if (backendNamed(type) !== undefined) return [];
  return [
    `stateBackend (or STATE_BACKEND) has the type ${JSON.stringify(type)}: give one of ${Object.keys(backends).join(", ")}. ` +
      "See https://developer.hashicorp.com/terraform/language/backend",
  ];
}

/** An earlier stack of the app with the same settings: the apply of one would destroy what the other made. */
export function problemsWithSharedState(stack: TerraformStack): string[] {
  const all = stack.node.root.node.findAll().filter((each) => each instanceof AnyBackend);
  const own = all.find((backend) => TerraformStack.of(backend) === stack);
  const twin = all.find((backend) => own?.hasSettingsOf(backend));
  if (own === undefined || twin === undefined || twin === own) return [];
  return [
    `stateBackend has the type ${JSON.stringify(own.type)} and the same settings as that of the stack ` +
      `${JSON.stringify(TerraformStack.of(twin).node.id)}: both would have one state, and the apply of one would destroy what ` +
      `the other made. Give each stack ${JSON.stringify(backendNamed(own.type)?.place)} of its own in stateBackend.config. ` +
      "See https://developer.hashicorp.com/terraform/language/backend",
  ];
}

/** Writes the backend into the stack. CDKTF's own backend classes lag behind Terraform's settings, and its local one
 *  writes an absolute path, which differs between machines. */
export function useStateBackend(scope: Construct, stackId: string, { type, config = {} }: StateBackend): void {
  new AnyBackend(scope, type, { ...backendNamed(type)?.ofStack?.(stackId), ...config });
}

function backendNamed(type: string): Backend | undefined {
  return Object.hasOwn(backends, type) ? backends[type as BackendType] : undefined;
}

class AnyBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    readonly type: BackendType,
    private readonly config: Record<string, unknown>,
  ) {
    super(scope, "backend", type);
  }

  hasSettingsOf(other: AnyBackend): boolean {
    return this.type === other.type && isDeepStrictEqual(this.config, other.config);
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

  /** How another stack of the app reads this one's outputs: with the settings that are known here. */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new AnyRemoteState(scope, name, this.type === "cloud" ? "remote" : this.type, this.config);
  }
}

/** What CDKTF's writer of HCL takes for a block. */
function asBlock(value: unknown): object {
  return { value, isBlock: true, type: "map", storageClassType: "anyMap" };
}

/** CDKTF has one class a backend, and the base class is abstract. */
class AnyRemoteState extends TerraformRemoteState {}
