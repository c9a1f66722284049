/** The app that adopts a pool, as its user reads it: main.ts, and the values of its variables. */
import * as estree from "prettier/plugins/estree";
import * as typescript from "prettier/plugins/typescript";
import { format } from "prettier/standalone";
import { Partition } from "../../src";
import { code, Draft, literal, literalTags, type DraftOptions } from "./draft";
import type { PoolInAws } from "./pool-in-aws";
import { draftRoles } from "./roles";
import { draftLogins, draftPrincipalTags, draftRoleMappings, draftUserPoolClients } from "./sign-in";

export interface AdoptingApp {
  /** The text of main.ts. */
  readonly main: string;
  /** The text of a file for `-var-file`. */
  readonly variables: string;
  /** What the reader should know. */
  readonly notes: readonly string[];
}

/** @throws CannotAdopt if a stack cannot have such a pool */
export async function adoptingApp(pool: PoolInAws, options: DraftOptions): Promise<AdoptingApp> {
  const draft = new Draft(pool, options);
  draft.variables.identity_pool_name = pool.name;
  draftRegion(draft);
  draftUserPoolClients(draft);
  draftLogins(draft);
  if (pool.allowUnauthenticatedIdentities) draft.props.allowUnauthenticatedIdentities = true;
  if (pool.allowClassicFlow) draft.props.allowClassicFlow = true;
  draft.name("identityPoolId", "identity_pool_id", pool.id);
  draftRoles(draft);
  draftRoleMappings(draft);
  draftPrincipalTags(draft);
  const tags = literalTags(pool.tags);
  if (Object.keys(tags).length > 0) draft.props.tags = tags;
  noteOwners(draft);
  return { main: await mainOf(draft), variables: variablesOf(draft), notes: draft.notes };
}

/** The stack knows another partition than AWS's commercial one by a region that stands in main.ts. */
function draftRegion({ pool: { region }, props, variables }: Draft): void {
  if (Partition.ofRegion(region) === Partition.AWS) variables.region = region;
  else props.region = region;
}

/** Two owners undo each other's changes. */
function noteOwners({ pool, notes }: Draft): void {
  for (const [what, { tags = {} } = {}] of [
    [`the pool ${pool.name}`, pool],
    [`the role ${pool.authenticatedRole?.name ?? ""}`, pool.authenticatedRole],
    [`the role ${pool.unauthenticatedRole?.name ?? ""}`, pool.unauthenticatedRole],
  ] as const) {
    const stack = tags["aws:cloudformation:stack-name"];
    if (stack !== undefined)
      notes.push(
        `${what} belongs to the CloudFormation stack ${stack}: remove it from that stack with DeletionPolicy: Retain before you apply anything here.`,
      );
  }
}

async function mainOf(draft: Draft): Promise<string> {
  const { pool, props, adopt, calls, classes } = draft;
  const settings = Object.entries(props).map(([name, value]) => `${name}: ${code(value)},`);
  const imports = [...classes].map(([name, module_]) =>
    module_ === "cdktf" ? "" : `import { ${name} } from ${code(module_)};`,
  );
  const ofCdktf = [...classes].filter(([, module_]) => module_ === "cdktf").map(([name]) => name);
  const main = `
    /** The app, with the identity pool ${commented(pool.name)} (${pool.id}) adopted as it is in AWS. */
    ${imports.join("\n")}
    ${ofCdktf.length > 0 ? `import { ${ofCdktf.join(", ")} } from "cdktf";` : ""}
    import type { App } from "cdktf";
    import { IdentityPoolStack, synthesizeApp } from "./src";
    import type { StateBackend } from "./src";

    export function addStacks(app: App, stateBackend?: StateBackend): void {
      ${calls.length > 0 ? "const stack = " : ""}new IdentityPoolStack(app, "identity-pool", {
        stateBackend,
        // Keep it after the import: the names of what exists come from it.
        adopt: ${code(adopt)},
        // As it is in AWS. What the stack has by default comes with a second apply, when these lines change.
        guardrail: false,
        ${settings.join("\n")}
        preventDestroy: true,
      });
      ${calls.join("\n")}
    }

    if (require.main === module) synthesizeApp(addStacks, process.env);
  `;
  return format(main, { parser: "typescript", plugins: [typescript, estree], printWidth: 120 });
}

/** A name of AWS's within a comment. */
function commented(name: string): string {
  return name.replaceAll("*/", "* /").replace(/\s+/g, " ");
}

function variablesOf({ pool, variables, secrets }: Draft): string {
  const names = Object.keys(variables);
  const longest = Math.max(...names.map(({ length }) => length));
  const values = Object.entries(variables).map(([name, value]) => `${name.padEnd(longest)} = ${quoted(value)}`);
  const asked = secrets.map((name) => `# ${name} is a secret: TF_VAR_${name} in the environment.`);
  return [`# The identity pool ${pool.id}.`, ...values, ...asked, ""].join("\n");
}

/** A text of HCL. */
function quoted(value: string): string {
  return code(literal(value));
}
