/** Partitions as settings. */
import { limits } from "../aws/limits";
import { isRoleNameLength, Partition } from "../aws/partition";
import type { PartitionProps } from "../aws/partition";
import { TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { known } from "../terraform/tokens";
import { instance, mandatory, object, optional, text } from "./kinds";

const PARTITIONS_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";

const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const PRINCIPAL = 'a service principal, such as "cognito-identity.amazonaws.com"';
const KEY_PREFIX = 'what comes before ":aud", such as "cognito-identity.amazonaws.com"';

export const partitionKind = instance(
  (value): value is Partition => value instanceof Partition,
  "a Partition, such as Partition.AWS_CN or Partition.custom({ name })",
  () => Partition.AWS,
);

const partitionProps = object<PartitionProps>({
  rule: "the names of a partition ({ name })",
  see: PARTITIONS_PAGE,
  settings: {
    name: mandatory(text('the partition as it stands in an ARN, such as "aws-iso"')),
    dnsSuffix: optional(text('a domain, such as "c2s.ic.gov"')),
    cognitoPrincipal: optional(text(PRINCIPAL)),
    conditionKeyPrefix: optional(text(KEY_PREFIX)),
    maxRoleNameLength: optional(
      instance(
        isRoleNameLength,
        `a whole number of characters from 1 to ${limits.roleName.max}`,
        () => limits.roleName.max,
      ),
    ),
  },
});

/** The partition of a region that may be left out, or that only Terraform knows. */
export function partitionOfRegion(region: string | undefined): Partition {
  return region === undefined || !known(region) ? Partition.AWS : Partition.ofRegion(region);
}

/** What is wrong with the names of a partition, or that they are not known. */
export function problemsWithPartition({ props, unknownRegion, name }: Partition): string[] {
  if (unknownRegion !== undefined) {
    return [
      `the region ${JSON.stringify(unknownRegion)} is of the partition ${name}, and AWS's public pages do not say how Cognito is called there: ` +
        `give \`partition: Partition.custom({ name: ${JSON.stringify(name)}, cognitoPrincipal, ... })\` with the names that trust policies have there. See ${PARTITIONS_PAGE}`,
    ];
  }
  const { problems, usable } = partitionProps.read("Partition.custom", props, PARTITIONS_PAGE);
  return [
    ...problems,
    ...malformed("name", usable.name, /^aws(-[a-z]+)*$/, 'the partition as it stands in an ARN, such as "aws-iso"'),
    ...malformed("dnsSuffix", usable.dnsSuffix, DOMAIN, 'a domain, such as "c2s.ic.gov"'),
    ...malformed("cognitoPrincipal", usable.cognitoPrincipal, DOMAIN, PRINCIPAL),
    ...malformed("conditionKeyPrefix", usable.conditionKeyPrefix, DOMAIN, KEY_PREFIX),
  ];
}

function malformed(setting: string, value: unknown, pattern: RegExp, rule: string): string[] {
  if (typeof value !== "string" || !known(value) || pattern.test(value)) return [];
  return [`Partition.custom: ${setting} is ${JSON.stringify(value)}: give ${rule}. See ${PARTITIONS_PAGE}`];
}

/** What is wrong with a value by its region, for a pool of a partition.
 *  @param setting whose value it is, such as `region`
 *  @param value what was given, in which the region is */
export function problemsWithPartitionOfRegion(
  setting: string,
  value: string | undefined,
  region: string | undefined,
  partition: Partition,
  { anyRegion = false } = {},
): string[] {
  // A custom partition may have regions with any name.
  if (region === undefined || !known(region) || partition.isCustom) return [];
  const { name, cognitoPrincipal } = Partition.ofRegion(region);
  const isOfPartition = name === partition.name;
  if (isOfPartition && (anyRegion || cognitoPrincipal === partition.cognitoPrincipal)) return [];
  const given = `${setting} is ${JSON.stringify(value)}`;
  return [
    `${given}, ${isOfPartition ? `where Cognito is called ${cognitoPrincipal}` : `of the partition ${name}`}, and the pool's \`partition\` is ` +
      `${partition.name}${isOfPartition ? ` with ${partition.cognitoPrincipal}` : ""}: give two that belong together. See ${PARTITIONS_PAGE}`,
  ];
}

const providersOfStacks = new WeakMap<TerraformStack, TerraformProvider | undefined>();

/** The region that the stack's AWS provider is given in the code: the one without an alias, which resources take. */
export function regionOfProvider(scope: IConstruct): string | undefined {
  const stack = TerraformStack.of(scope);
  // Once for each stack, which may have ten thousand pools.
  if (!providersOfStacks.has(stack)) {
    const providers = stack.node.children.filter((child) => TerraformProvider.isTerraformProvider(child));
    providersOfStacks.set(
      stack,
      providers.find((provider) => provider.terraformResourceType === "aws" && provider.alias === undefined),
    );
  }
  const region: unknown = Reflect.get(providersOfStacks.get(stack) ?? {}, "region");
  return typeof region === "string" && known(region) ? region : undefined;
}
