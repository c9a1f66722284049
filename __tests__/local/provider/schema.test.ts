import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataSourceNamed } from "../../../local/provider/data-sources";
import { resourceNamed } from "../../../local/provider/resources";
import { generatedSchema } from "../../../local/provider/schema/generate";
import { providerSchema, type Block } from "../../../local/provider/schema/schema";

test("schema.json is what the generator makes of the installed bindings", () => {
  const file = join(__dirname, "../../../local/provider/schema/schema.json");
  expect(readFileSync(file, "utf8")).toBe(generatedSchema());
});

const { resources, dataSources, provider } = providerSchema;

test.each(Object.keys(resources))("%s has a resource, and its paths are in the schema", (type) => {
  const {
    forceNew,
    defaults = {},
    checks = {},
    meanings = {},
    normalized = {},
    conflicts = [],
    computedBlocks = [],
    keptBlocks = [],
    supported = [],
  } = resourceNamed(type);
  const paths = [
    ...forceNew,
    ...Object.keys({ ...defaults, ...checks, ...meanings, ...normalized }),
    ...conflicts.flat(),
    ...computedBlocks,
    ...keptBlocks,
    ...supported,
  ];
  const block = resources[type];
  expect(paths.filter((path) => !block || !has(block, path.split(".")))).toEqual([]);
});

test.each(Object.keys(dataSources))("%s has a data source, and its paths are in the schema", (type) => {
  const { defaults = {}, checks = {} } = dataSourceNamed(type);
  const block = dataSources[type];
  expect(Object.keys({ ...defaults, ...checks }).filter((path) => !block || !has(block, path.split(".")))).toEqual([]);
});

function has(block: Block, [name = "", ...rest]: readonly string[]): boolean {
  const nested = block.blocks[name];
  return rest.length === 0
    ? name in block.attributes || nested !== undefined
    : nested !== undefined && has(nested.block, rest);
}

test("the provider block takes a region, default tags and endpoints, and leaves `alias` to Terraform", () => {
  expect(Object.keys(provider.attributes)).toEqual(expect.arrayContaining(["region", "profile"]));
  expect(provider.attributes).not.toHaveProperty("alias");
  expect(provider.blocks.default_tags).toMatchObject({ nesting: "list", maxItems: 1 });
  expect(provider.blocks.endpoints?.nesting).toBe("set");
});

test("what a reader of the bindings could get wrong: types, sets and lists, who sets an attribute, how many blocks", () => {
  const pool = resources.aws_cognito_identity_pool;
  expect(pool?.attributes.openid_connect_provider_arns).toEqual({ type: ["set", "string"], optional: true });
  expect(pool?.attributes.saml_provider_arns).toEqual({ type: ["list", "string"], optional: true });
  expect(pool?.attributes.arn).toEqual({ type: "string", computed: true });
  expect(pool?.attributes.region).toEqual({ type: "string", optional: true, computed: true });
  expect(pool?.blocks.cognito_identity_providers?.nesting).toBe("set");
  const mapping = resources.aws_cognito_identity_pool_roles_attachment?.blocks.role_mapping;
  expect(mapping?.block.blocks.mapping_rule).toMatchObject({ nesting: "list", maxItems: 25 });
  expect(resources.aws_s3_bucket?.blocks.timeouts?.nesting).toBe("single");
  expect(resources.aws_s3_bucket?.blocks.versioning).toMatchObject({ nesting: "list", maxItems: 1 });
  expect(resources.aws_cognito_user_pool_client?.attributes.client_secret?.sensitive).toBe(true);
});
