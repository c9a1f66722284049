/** Where Terraform keeps the stack's state.
 *  https://developer.hashicorp.com/terraform/language/backend */
import { TerraformBackend, TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";

const types = [
  "local",
  "s3",
  "azurerm",
  "gcs",
  "pg",
  "http",
  "consul",
  "kubernetes",
  "oss",
  "cos",
  "remote",
  "cloud",
] as const;

export interface StateBackend {
  /** The backend, under Terraform's name; `cloud` is HCP Terraform's own block. */
  readonly type: (typeof types)[number];
  /** The backend's settings, passed on as they are, in Terraform's spelling. What is left out comes with
   *  `terraform init -backend-config=FILE`, so that one synthesized folder serves every environment. No secrets: they
   *  would stand in the synthesized files and in Terraform's own folder; environment variables are for them.
   *  @default {}; for `local` paths beside the output folder */
  readonly config?: Record<string, unknown>;
}

/** The backend that was given, or else the one that the environment variable STATE_BACKEND names, or else local state. */
export function stateBackendOf(given: StateBackend | undefined, environment = process.env): StateBackend {
  const { STATE_BACKEND: named = "" } = environment;
  const type = named === "" ? "local" : named;
  // Whatever it names: a wrong name is reported with the other problems of the stack.
  return given ?? { type: type as StateBackend["type"] };
}

export function problemsWithStateBackend({ type }: StateBackend): string[] {
  if (types.includes(type)) return [];
  return [
    `stateBackend (or STATE_BACKEND) has the type ${JSON.stringify(type)}: give one of ${types.join(", ")}. ` +
      "See https://developer.hashicorp.com/terraform/language/backend",
  ];
}

/** Writes the backend into the stack. CDKTF's own backend classes lag behind Terraform's settings, and its local one
 *  writes an absolute path, which differs between machines. */
export function useStateBackend(scope: Construct, stackId: string, { type, config = {} }: StateBackend): void {
  new AnyBackend(scope, type, type === "local" ? { ...besideTheOutput(stackId), ...config } : config);
}

/** Terraform reads the paths from the stack's folder, `stacks/ID` below the output folder: the state lies beside that
 *  folder, where no synth deletes it. Stacks and workspaces (`TF_WORKSPACE=prod`) each have a file of their own. */
function besideTheOutput(stackId: string): Record<string, unknown> {
  return {
    path: `../../../terraform.${stackId}.tfstate`,
    workspace_dir: `../../../terraform.${stackId}.tfstate.d`,
  };
}

class AnyBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly type: StateBackend["type"],
    private readonly config: Record<string, unknown>,
  ) {
    super(scope, "backend", type);
  }

  override toTerraform(): object {
    return { terraform: this.type === "cloud" ? { cloud: this.config } : { backend: { [this.type]: this.config } } };
  }

  override toHclTerraform(): object {
    return this.toTerraform();
  }

  /** How another stack of the app reads this one's outputs: with the settings that are known here. */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new AnyRemoteState(scope, name, this.type === "cloud" ? "remote" : this.type, this.config);
  }
}

/** CDKTF has one class a backend, and the base class is abstract. */
class AnyRemoteState extends TerraformRemoteState {}
