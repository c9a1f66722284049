/** aws_lambda_function, of a zip file. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type FunctionConfiguration,
} from "@aws-sdk/client-lambda";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fromApi, toApi } from "../aws/api-shape";
import { isAwsError, type Aws } from "../aws/aws";
import { tagAttributes, tagChanges, tagsToWrite } from "../aws/tags";
import { arn, between, length, oneOf, pattern } from "../checks";
import { Refused, type Problem } from "../problem";
import { partOf, resourceSchema } from "../schema/schema";
import { flag, isEmpty, optionalText, text, textMap, type ObjectValue } from "../values";
import type { Resource } from "./resource";

const TYPE = "aws_lambda_function";

const CODE = ["architectures", "filename", "s3_bucket", "s3_key", "s3_object_version", "source_code_hash"];

/** Settings that go into the request as they are, and come back so. */
const SETTINGS = [
  "description",
  "environment",
  "ephemeral_storage",
  "handler",
  "kms_key_arn",
  "layers",
  "memory_size",
  "role",
  "runtime",
  "timeout",
  "tracing_config",
];

const NAMES = { kms_key_arn: "KMSKeyArn" };

export const lambdaFunction: Resource = {
  type: TYPE,
  forceNew: ["function_name", "package_type"],
  defaults: {
    memory_size: 128,
    package_type: "Zip",
    publish: false,
    reserved_concurrent_executions: -1,
    skip_destroy: false,
    timeout: 3,
  },
  checks: {
    architectures: oneOf("x86_64", "arm64"),
    description: length(0, 256),
    function_name: pattern(
      /^(arn:[\w-]+:lambda:)?([a-z]{2}-(?:[a-z]+-){1,2}\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?$/,
      "must be valid function name or function ARN",
    ),
    handler: length(1, 128),
    kms_key_arn: arn,
    layers: arn,
    memory_size: between(128, 10240),
    package_type: oneOf("Image", "Zip"),
    role: arn,
    timeout: between(1, 900),
    "ephemeral_storage.size": between(512, 10240),
    "tracing_config.mode": oneOf("Active", "PassThrough"),
  },
  computedBlocks: ["ephemeral_storage", "tracing_config"],
  supported: [
    ...CODE,
    ...SETTINGS,
    "function_name",
    "package_type",
    "publish",
    "region",
    "reserved_concurrent_executions",
    "skip_destroy",
    "tags",
    "timeouts",
  ],

  validate: (config) => [...exactlyOneCode(config), ...unsupportedValues(config)],

  importState: (id) => ({ id, function_name: id }),

  async read(state, aws) {
    const name = text(state.id);
    const found = await described(name, aws);
    if (!found?.configuration) return null;
    const { configuration, tags } = found;
    return {
      ...stateOf(configuration, aws),
      id: name,
      source_code_hash: optionalText(state.source_code_hash) ?? configuration.CodeSha256 ?? "",
      // What only the configuration knows.
      ...Object.fromEntries(
        ["filename", "s3_bucket", "s3_key", "s3_object_version", "publish", "skip_destroy", "timeouts"].map((own) => [
          own,
          state[own] ?? null,
        ]),
      ),
      ...tagAttributes(tags, state, aws.tagRules),
    };
  },

  async create(planned, aws) {
    const name = text(planned.function_name);
    await aws.clients.lambda.send(
      new CreateFunctionCommand({
        ...toApi(part(SETTINGS), planned, NAMES),
        Architectures: architectures(planned),
        Code: code(planned),
        FunctionName: name,
        PackageType: "Zip",
        Publish: flag(planned.publish),
        Role: text(planned.role),
        Tags: tagsToWrite(planned, aws.tagRules),
      }),
    );
    await ready(name, aws);
    return { id: name };
  },

  async update(prior, planned, aws) {
    const { lambda } = aws.clients;
    const FunctionName = text(prior.id);
    const isChanged = (names: readonly string[]) =>
      names.some((name) => JSON.stringify(prior[name]) !== JSON.stringify(planned[name]));
    if (isChanged(SETTINGS)) {
      // With empty values for what is not set any more: Lambda keeps what a request leaves out.
      await lambda.send(
        new UpdateFunctionConfigurationCommand({
          Description: "",
          Environment: { Variables: {} },
          Layers: [],
          ...toApi(part(SETTINGS), planned, NAMES),
          FunctionName,
        }),
      );
      await ready(FunctionName, aws);
    }
    if (isChanged(CODE)) {
      await lambda.send(
        new UpdateFunctionCodeCommand({
          ...code(planned),
          Architectures: architectures(planned),
          FunctionName,
          Publish: flag(planned.publish),
        }),
      );
      await ready(FunctionName, aws);
    }
    const { removedKeys, set } = tagChanges(textMap(prior.tags_all), tagsToWrite(planned, aws.tagRules));
    const Resource = text(prior.arn);
    if (removedKeys.length > 0) await lambda.send(new UntagResourceCommand({ Resource, TagKeys: removedKeys }));
    if (Object.keys(set).length > 0) await lambda.send(new TagResourceCommand({ Resource, Tags: set }));
  },

  async delete(prior, aws) {
    if (flag(prior.skip_destroy)) return;
    try {
      await aws.clients.lambda.send(new DeleteFunctionCommand({ FunctionName: text(prior.id) }));
    } catch (error) {
      if (!isAwsError(error, "ResourceNotFoundException")) throw error;
    }
  },
};

/** The provider's own check. */
function exactlyOneCode(config: ObjectValue): readonly Problem[] {
  const names = ["filename", "image_uri", "s3_bucket"];
  const given = names.filter((name) => (config[name] ?? null) !== null);
  if (given.length === 1) return [];
  const detail =
    given.length === 0
      ? `one of \`${names.join(",")}\` must be specified`
      : `only one of \`${names.join(",")}\` can be specified, but \`${given.join(",")}\` were specified.`;
  return [{ summary: "Invalid combination of arguments", detail: `"filename": ${detail}`, attribute: ["filename"] }];
}

function unsupportedValues({
  reserved_concurrent_executions: reserved = null,
  package_type: type = null,
}: ObjectValue) {
  const refused = (name: string, value: string): Problem => ({
    summary: "Argument not supported by the local provider",
    detail: `The local stand-in for the AWS provider knows ${TYPE} only of a zip file and without reserved concurrency: it does not take ${name} = ${value}.`,
    attribute: [name],
  });
  return [
    ...(typeof reserved === "number" && reserved >= 0
      ? [refused("reserved_concurrent_executions", String(reserved))]
      : []),
    ...(type === "Image" ? [refused("package_type", '"Image"')] : []),
  ];
}

async function described(
  name: string,
  aws: Aws,
): Promise<{ configuration?: FunctionConfiguration; tags: Record<string, string> } | undefined> {
  try {
    const { Configuration, Tags = {} } = await aws.clients.lambda.send(new GetFunctionCommand({ FunctionName: name }));
    return { configuration: Configuration, tags: Tags };
  } catch (error) {
    if (isAwsError(error, "ResourceNotFoundException")) return undefined;
    throw error;
  }
}

/** Until Lambda has done what was asked: it refuses the next change before that. */
async function ready(name: string, aws: Aws): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { configuration } = (await described(name, aws)) ?? {};
    const isPending = configuration?.State === "Pending" || configuration?.LastUpdateStatus === "InProgress";
    if (!isPending) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const part = (names: readonly string[]) => partOf(resourceSchema(TYPE), names);

function architectures(planned: ObjectValue): "x86_64"[] | undefined {
  const [given] = Array.isArray(planned.architectures) ? planned.architectures : [];
  return given === undefined ? undefined : [text(given) as "x86_64"];
}

function code(planned: ObjectValue) {
  const filename = optionalText(planned.filename);
  if (filename !== undefined) return { ZipFile: fileBytes(filename) };
  return {
    S3Bucket: optionalText(planned.s3_bucket),
    S3Key: optionalText(planned.s3_key),
    S3ObjectVersion: optionalText(planned.s3_object_version),
  };
}

function fileBytes(filename: string): Uint8Array {
  try {
    return readFileSync(filename);
  } catch (error) {
    throw new Refused({
      summary: "reading ZIP file",
      detail:
        `unable to load "${resolve(filename)}": ${(error as Error).message}. Terraform does not tell a provider that already runs ` +
        "in which folder it works itself: give abspath(FILE), or start the local AWS in Terraform's folder.",
      attribute: ["filename"],
    });
  }
}

function stateOf(found: FunctionConfiguration, { partition, region }: Aws): ObjectValue {
  const functionArn = found.FunctionArn ?? "";
  const version = found.Version ?? "$LATEST";
  const invoke = (target: string) =>
    `arn:${partition.id}:apigateway:${region}:lambda:path/2015-03-31/functions/${target}/invocations`;
  const qualified = `${functionArn}:${version}`;
  const configured = fromApi(part(SETTINGS), found, NAMES);
  return {
    ...configured,
    // Lambda answers with the settings of an environment without variables too.
    environment: isEmpty(found.Environment?.Variables) ? [] : (configured.environment ?? []),
    layers: (found.Layers ?? []).map(({ Arn = "" }) => Arn),
    architectures: found.Architectures ?? ["x86_64"],
    arn: functionArn,
    code_sha256: found.CodeSha256 ?? "",
    function_name: found.FunctionName ?? null,
    invoke_arn: invoke(functionArn),
    last_modified: found.LastModified ?? "",
    package_type: found.PackageType ?? "Zip",
    qualified_arn: qualified,
    qualified_invoke_arn: invoke(qualified),
    reserved_concurrent_executions: -1,
    signing_job_arn: "",
    signing_profile_version_arn: "",
    source_code_size: found.CodeSize ?? 0,
    version,
  };
}
