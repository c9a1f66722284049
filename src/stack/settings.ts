/** The settings of the stack that differ from one environment to the next: written into the stack where they are given,
 *  asked for as Terraform variables where they are not. One synthesized folder then serves every environment, with
 *  `-var-file=prod.tfvars`. https://developer.hashicorp.com/terraform/language/values/variables */
import { Fn, Op, TerraformIterator, TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";
import { limits } from "../aws/limits";
import type { TextLimit } from "../aws/limits";
import type { Partition } from "../aws/partition";
import { ruleOf } from "../checks/check-limit";

export interface Setting {
  /** Name of the Terraform variable, such as `user_pool_id`. */
  readonly name: string;
  /** What Terraform says when it asks for the value. */
  readonly description: string;
  readonly limit: TextLimit;
}

export const settings = {
  identityPoolName: {
    name: "identity_pool_name",
    description: "Name of the identity pool. Changing it later replaces the pool, and with it every identity.",
    limit: limits.identityPoolName,
  },
  userPoolId: {
    name: "user_pool_id",
    description: "Id of the Cognito user pool whose users sign in, such as us-east-1_AbCdEfGhI.",
    limit: limits.userPoolId,
  },
  userPoolClientId: {
    name: "user_pool_client_id",
    description: "Id of the user pool's app client.",
    limit: limits.clientId,
  },
  bucketName: {
    name: "bucket_name",
    description: "Name of the S3 bucket that users upload their files to.",
    limit: limits.bucketName,
  },
  region: {
    name: "region",
    description: "AWS region of the identity pool. Left out, it is the AWS provider's, from AWS_REGION or the profile.",
    limit: limits.region,
  },
} as const satisfies Record<string, Setting>;

/** The region, one of the partition: the names in trust policies and ARNs are that partition's, and would be wrong in another. */
export function regionSetting({ name, regions }: Partition): Setting {
  if (regions === undefined) return settings.region;
  const allowed = `an AWS region, such as ${exampleOf(regions)}, of the partition ${name}`;
  return { ...settings.region, limit: { ...settings.region.limit, pattern: regions, allowed } };
}

function exampleOf(regions: RegExp): string {
  const examples = ["eu-west-1", "us-gov-west-1", "us-gov-east-1", "cn-north-1"];
  return examples.find((region) => regions.test(region)) ?? "";
}

/** The value that was given, or a Terraform variable that has to be set. */
export function valueOrVariable(scope: Construct, given: string | undefined, setting: Setting): string {
  return given ?? createVariable(scope, setting).stringValue;
}

/** The value that was given, or a Terraform variable that may be left out and is null then. */
export function valueOrOptionalVariable(scope: Construct, given: string | undefined, setting: Setting): string {
  if (given !== undefined) return given;
  const variable = createVariable(scope, setting, { optional: true });
  // Not by `default: null`, which CDKTF 0.21 cannot write.
  variable.addOverride("default", null);
  return variable.stringValue;
}

/** The values that were given, or a Terraform variable that may be left out and is null then; an empty list is refused. */
export function valuesOrOptionalVariable(scope: Construct, given: string[] | undefined, setting: Setting): string[] {
  if (given !== undefined) return given;
  const { name, description, limit } = setting;
  const variable = new TerraformVariable(scope, name, { type: "list(string)", description });
  variable.addOverride("default", null);
  const values = variable.listValue;
  const areFine = TerraformIterator.fromList(values).forExpressionForList(
    `can(regex("${inTerraform(limit.pattern)}", val)) && length(val) >= ${limit.min} && length(val) <= ${limit.max}`,
  );
  const isFine = Op.and(Op.gte(Fn.lengthOf(values), 1), Fn.alltrue(Token.asList(areFine)));
  variable.addValidation({
    condition: Token.asAny(Fn.conditional(Op.eq(variable.value, Token.nullValue()), true, isFine)),
    errorMessage: `${name} takes a list of one entry or more, and each entry is ${ruleOf(limit)}. See ${limit.see}`,
  });
  return values;
}

function createVariable(scope: Construct, setting: Setting, { optional = false } = {}): TerraformVariable {
  const { name, description, limit } = setting;
  const variable = new TerraformVariable(scope, name, { type: "string", description });
  const value = variable.stringValue;
  const isFine = Op.and(
    Fn.can(Fn.regex(inTerraform(limit.pattern), value)),
    Op.and(Op.gte(Fn.lengthOf(value), limit.min), Op.lte(Fn.lengthOf(value), limit.max)),
  );
  variable.addValidation({
    condition: optional ? Token.asAny(Fn.conditional(Op.eq(value, Token.nullValue()), true, isFine)) : isFine,
    errorMessage: `${name} takes ${ruleOf(limit)}. See ${limit.see}`,
  });
  return variable;
}

/** A pattern as Terraform's `regex` takes it: `Fn.regex` writes its argument between quotes without escaping. */
function inTerraform(pattern: RegExp): string {
  return pattern.source.replaceAll("\\", "\\\\");
}
