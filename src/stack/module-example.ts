/** A root that calls a module, as `terraform fmt` writes it. https://developer.hashicorp.com/terraform/language/modules/syntax */
import type { ModuleImport, ModuleJson } from "./module-readme";

const samples: Readonly<Record<string, string>> = {
  identity_pool_name: "notes",
  user_pool_id: "us-east-1_AbCdEfGhI",
  user_pool_client_id: "1h57kf5cpq17m0eml12EXAMPLE",
  bucket_name: "notes-app-uploads",
  identity_pool_id: "us-east-1:12345678-1234-1234-1234-123456789012",
  authenticated_role_name: "Cognito_notesAuth_Role",
  authenticated_policy_name: "oneClick_Cognito_notesAuth_Role_1234567890123",
  authenticated_managed_policy_arn: "arn:aws:iam::123456789012:policy/service-role/Cognito-authenticated-1234567890123",
  unauthenticated_role_name: "Cognito_notesUnauth_Role",
  unauthenticated_policy_name: "oneClick_Cognito_notesUnauth_Role_1234567890123",
  unauthenticated_managed_policy_arn:
    "arn:aws:iam::123456789012:policy/service-role/Cognito-unauthenticated-1234567890123",
};

/** With a value for each input that has no default, and with the imports of the stack that the module was made of. */
export function moduleExample(
  { variable, output }: Pick<ModuleJson, "variable" | "output">,
  imports: readonly ModuleImport[] = [],
): string {
  const required = Object.keys(variable).filter((name) => !("default" in (variable[name] ?? {})));
  const ofStack = Object.keys(samples).filter((name) => required.includes(name));
  const ofApp = required.filter((name) => !ofStack.includes(name)).sort();
  const inputs = aligned(
    [...ofStack, ...ofApp].map((name) => [name, JSON.stringify(sampleOf(name, variable[name]?.type))]),
  );
  const outputs = Object.keys(output)
    .sort()
    .map((name) => `output "${name}" {\n  value = module.identity_pool.${name}\n}\n`);
  return [
    'provider "aws" {\n  region = "us-east-1"\n}\n',
    `module "identity_pool" {\n  source = "../.."\n${inputs.length > 0 ? `\n${inputs.join("\n")}\n` : ""}}\n`,
    ...imports.map(importBlock),
    ...outputs,
  ].join("\n");
}

/** An input that the app added itself is left to be filled in. */
function sampleOf(name: string, type: string | undefined): string | null {
  return samples[name] ?? (type === "string" ? "" : null);
}

/** A root has no variables of the module: their values stand here as in the call. */
function importBlock({ to, id }: ModuleImport): string {
  const written = id.replace(/\$\{var\.(\w+)\}/g, (_, name: string) => samples[name] ?? "");
  return `import {\n  to = module.identity_pool.${to}\n  id = ${JSON.stringify(written)}\n}\n`;
}

function aligned(values: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...values.map(([name]) => name.length));
  return values.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`);
}
