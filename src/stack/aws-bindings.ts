/** What depends on the bindings of the AWS provider that the app has installed: those of CDKTF go from version 5 of the provider
 *  to version 6, those of CDK Terrain further.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade */
import type { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";

/** The versions of the AWS provider that fit the bindings: the one that they were made from and later ones of the same major
 *  version, such as `~> 6.25`. The bindings themselves would pin one version, and keep a team from taking patches.
 *  https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
export function providerConstraint({ terraformGeneratorMetadata }: AwsProvider): string {
  const { providerVersion } = terraformGeneratorMetadata ?? {};
  const [, majorAndMinor] = /^(\d+\.\d+)\.\d+/.exec(providerVersion ?? "") ?? [];
  if (majorAndMinor === undefined)
    throw new Error(
      `the installed bindings of the AWS provider are made from its version ${JSON.stringify(providerVersion)}: ` +
        "install bindings that name one, such as 6.25.0. " +
        "See https://developer.hashicorp.com/terraform/language/expressions/version-constraints",
    );
  return `~> ${majorAndMinor}`;
}

/** The name of the region, such as `eu-west-1`: `name` until version 6 of the provider called it `region`. */
export function regionNameOf(data: DataAwsRegion): string {
  return data.getStringAttribute("region" in data ? "region" : "name");
}
