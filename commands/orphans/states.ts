/** What Terraform's states know, from `terraform show -json`, `terraform state pull` or a state file.
 *  https://developer.hashicorp.com/terraform/internals/json-format#state-representation */
import { readFileSync } from "node:fs";
import { Problem } from "../problem";
import { systemErrorInWords } from "../system-error";

/** A pool or a role that a state knows. */
export interface KnownResource {
  readonly type: string;
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What the state in a file knows; `-` is standard input.
 *  @throws Problem if it cannot be read, or is no state: what it knows would look like orphans */
export function knownResources(file: string): KnownResource[] {
  const state = parsed(file);
  if (isState(state)) return ofState(state);
  if (isShown(state)) return state.values?.root_module === undefined ? [] : ofModule(state.values.root_module);
  throw new Problem(
    `${nameOf(file)} is not a state: give what \`terraform show -json\` or \`terraform state pull\` prints.`,
  );
}

interface StateFile {
  readonly version: number;
  readonly resources: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string | number; readonly attributes?: object }[];
  }[];
}

interface ShownModule {
  readonly resources?: readonly { address: string; mode: string; type: string; values: Record<string, unknown> }[];
  readonly child_modules?: readonly ShownModule[];
}

interface Shown {
  readonly format_version: string;
  readonly values?: { readonly root_module?: ShownModule };
}

function parsed(file: string): object {
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new Problem(`cannot read ${nameOf(file)}: ${systemErrorInWords(error)}`);
  }
  if (text.trim() === "") {
    throw new Problem(
      `${nameOf(file)} is empty: give what \`terraform show -json\` or \`terraform state pull\` prints. If the state is lost, leave out --state and give the pool's name: --name NAME.`,
    );
  }
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new Problem(
    `${nameOf(file)} is not JSON: give what \`terraform show -json\` or \`terraform state pull\` prints.`,
  );
}

function nameOf(file: string): string {
  return file === "-" ? "standard input" : file;
}

function isState(value: object): value is StateFile {
  return "version" in value && value.version === 4 && "resources" in value && Array.isArray(value.resources);
}

/** Not a plan: what it plans does not exist yet. */
function isShown(value: object): value is Shown {
  return "format_version" in value && !("planned_values" in value) && !("resource_changes" in value);
}

function ofState({ resources }: StateFile): KnownResource[] {
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ module, type, name, instances }) =>
      instances.map(({ index_key: key, attributes = {} }) => ({
        type,
        address: `${module === undefined ? "" : `${module}.`}${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
        values: attributes as Record<string, unknown>,
      })),
    );
}

function ofModule({ resources = [], child_modules = [] }: ShownModule): KnownResource[] {
  return [...resources.filter(({ mode }) => mode === "managed"), ...child_modules.flatMap(ofModule)];
}
