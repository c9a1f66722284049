/** README of a module, in the form of terraform-docs' "markdown table", whose tool finds its own part again between the two
 *  comments. https://terraform-docs.io/reference/markdown-table/ */

/** What the stack does not have, such as data sources in an app's own, is left out. */
export interface ModuleJson {
  readonly terraform: {
    readonly required_version?: string;
    readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version?: string }>>;
  };
  readonly resource?: Readonly<Record<string, object>>;
  readonly data?: Readonly<Record<string, object>>;
  readonly variable: Readonly<Record<string, ModuleVariable>>;
  readonly output: Readonly<Record<string, { readonly description?: string }>>;
  readonly import?: readonly ModuleImport[];
}

/** https://developer.hashicorp.com/terraform/language/import */
export interface ModuleImport {
  readonly to: string;
  readonly id: string;
}

/** One that an app adds may have neither type nor description. */
export interface ModuleVariable {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
}

const begin = "<!-- BEGIN_TF_DOCS -->";
const end = "<!-- END_TF_DOCS -->";

/** The module's README: a new one, or the one that is there with its own part written anew, or added at the end. */
export function moduleReadme(module: ModuleJson, existing = heading(module)): string {
  const own = `${begin}\n${tables(module)}\n${end}`;
  const [before, rest] = split(existing, begin);
  const [, after] = split(rest ?? "", end);
  if (rest === undefined || after === undefined) return `${existing.trimEnd()}\n\n${own}\n`;
  return `${before}${own}${after}`;
}

function heading({ output }: ModuleJson): string {
  const isForGuestsAlone = "unauthenticated_role_arn" in output && !("authenticated_role_arn" in output);
  return `# Identity pool\n\n${isForGuestsAlone ? ofGuestsAlone : ofUsers}\n`;
}

const ofUsers =
  "A Cognito identity pool: users who signed in to an app's user pool get temporary AWS credentials, and with them their own files in a bucket. [examples/basic](examples/basic/main.tf) is a root that calls it. The user pool and the bucket exist already; the provider is the root's.";

const ofGuestsAlone =
  "A Cognito identity pool: guests get temporary AWS credentials, and nobody signs in. [examples/basic](examples/basic/main.tf) is a root that calls it. The provider is the root's.";

function split(text: string, at: string): [string, string?] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)];
}

function tables({ terraform, resource = {}, data = {}, variable, output }: ModuleJson): string {
  const providers = sorted(terraform.required_providers);
  const inputs = sorted(variable);
  return [
    "## Requirements",
    table(
      ["Name", "Version"],
      ["------", "---------"],
      [
        [anchored("requirement", "terraform"), terraform.required_version ?? "n/a"],
        ...providers.map(([name, { version = "n/a" }]) => [anchored("requirement", name), version]),
      ],
    ),
    "## Providers",
    table(
      ["Name", "Version"],
      ["------", "---------"],
      providers.map(([name, { version = "n/a" }]) => [anchored("provider", name), version]),
    ),
    "## Modules",
    "No modules.",
    "## Resources",
    table(
      ["Name", "Type"],
      ["------", "------"],
      [
        ...blocks(resource, "resources", "resource", terraform),
        ...blocks(data, "data-sources", "data source", terraform),
      ],
    ),
    "## Inputs",
    table(
      ["Name", "Description", "Type", "Default", "Required"],
      ["------", "-------------", "------", "---------", ":--------:"],
      inputs.map(([name, { description, type = "any", default: value }]) => [
        anchored("input", name),
        escaped(description),
        `\`${type}\``,
        value === undefined ? "n/a" : `\`${JSON.stringify(value)}\``,
        value === undefined ? "yes" : "no",
      ]),
    ),
    "## Outputs",
    table(
      ["Name", "Description"],
      ["------", "-------------"],
      sorted(output).map(([name, { description }]) => [anchored("output", name), escaped(description)]),
    ),
  ].join("\n\n");
}

function table(names: readonly string[], rules: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => `| ${cells.map(cell).join(" | ")} |`);
  return [`| ${names.join(" | ")} |`, `|${rules.join("|")}|`, ...lines].join("\n");
}

function blocks(
  all: Readonly<Record<string, object>>,
  folder: string,
  kind: string,
  { required_providers: providers }: ModuleJson["terraform"],
): string[][] {
  return sorted(all).flatMap(([type, named]) => {
    // A type begins with its provider's name.
    const [provider = ""] = type.split("_");
    const source = providers[provider]?.source ?? `hashicorp/${provider}`;
    const page = `https://registry.terraform.io/providers/${source}/latest/docs/${folder}/${type.slice(provider.length + 1)}`;
    return Object.keys(named)
      .sort()
      .map((name) => [`[${type}.${name}](${page})`, kind]);
  });
}

function anchored(kind: string, name: string): string {
  return `<a name="${kind}_${name}"></a> [${escaped(name)}](#${escaped(`${kind}_${name}`)})`;
}

/** A row is one line, and a bar ends a cell, in code too. */
function cell(text: string): string {
  return text
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");
}

/** What Markdown would read as emphasis. */
function escaped(text = "n/a"): string {
  return text.replace(/[_*]/g, "\\$&");
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
