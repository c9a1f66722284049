/** Writes schema.json: `node --import tsx local/provider/schema/generate.ts`, after every change of @cdktf/provider-aws. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { notInBindings } from "./not-in-bindings";
import { readBinding } from "./read-bindings";
import type { Block, ProviderSchema } from "./schema";

const RESOURCES = [
  "cognito-identity-pool",
  "cognito-identity-pool-provider-principal-tag",
  "cognito-identity-pool-roles-attachment",
  "cognito-identity-provider",
  "cognito-user-group",
  "cognito-user-pool",
  "cognito-user-pool-client",
  "cognito-user-pool-domain",
  "dynamodb-table",
  "iam-openid-connect-provider",
  "iam-policy",
  "iam-policy-attachment",
  "iam-role",
  "iam-role-policies-exclusive",
  "iam-role-policy",
  "iam-role-policy-attachment",
  "iam-role-policy-attachments-exclusive",
  "iam-saml-provider",
  "kms-key",
  "lambda-function",
  "s3-bucket",
  "s3-bucket-cors-configuration",
  "s3-bucket-policy",
  "s3-bucket-public-access-block",
];
const DATA_SOURCES = [
  "data-aws-caller-identity",
  "data-aws-cognito-identity-pool",
  "data-aws-cognito-user-pool",
  "data-aws-cognito-user-pool-client",
  "data-aws-cognito-user-pool-clients",
  "data-aws-cognito-user-pools",
  "data-aws-iam-policy",
  "data-aws-iam-policy-document",
  "data-aws-iam-role",
  "data-aws-partition",
  "data-aws-region",
];

export function generatedSchema(): string {
  const { block } = readBinding("provider", notInBindings.provider);
  // `alias` is Terraform's own argument of a provider block: a schema that names it is refused.
  const attributes = Object.entries(block.attributes).filter(([name]) => name !== "alias");
  const provider: Block = { ...block, attributes: Object.fromEntries(attributes) };
  const schema: ProviderSchema = { provider, resources: blocks(RESOURCES), dataSources: blocks(DATA_SOURCES) };
  return `${jsonText(schema, "")}\n`;
}

function blocks(modules: readonly string[]): Record<string, Block> {
  return Object.fromEntries(
    modules.map((module) => {
      const { terraformType, block } = readBinding(module, notInBindings[terraformName(module)]);
      return [terraformType, block];
    }),
  );
}

function terraformName(module: string): string {
  return `aws_${module.replace(/^data-aws-/, "").replaceAll("-", "_")}`;
}

/** One attribute a line. */
function jsonText(value: object, indent: string): string {
  if ("type" in value && (typeof value.type === "string" || Array.isArray(value.type))) {
    const members = Object.entries(value).map(
      ([key, member]) => `"${key}": ${JSON.stringify(member).replaceAll(",", ", ").replaceAll(":", ": ")}`,
    );
    return `{ ${members.join(", ")} }`;
  }
  const inner = `${indent}  `;
  const members = Object.entries(value).map(
    ([key, member]: [string, unknown]) =>
      `${inner}"${key}": ${typeof member === "object" && member !== null ? jsonText(member, inner) : JSON.stringify(member)}`,
  );
  return members.length === 0 ? "{}" : `{\n${members.join(",\n")}\n${indent}}`;
}

if (require.main === module) writeFileSync(join(__dirname, "schema.json"), generatedSchema());
