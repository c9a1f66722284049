import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { providerConstraint, regionNameOf } from "../../src/stack/aws-bindings";
import { terraformText } from "../../src/terraform/terraform-text";
import { testApp } from "../support/synth";

function stack(): TerraformStack {
  return new TerraformStack(testApp(), "stack");
}

/** A provider of bindings that were made from a version. */
function providerOf(providerVersion: string | undefined): AwsProvider {
  const terraformGeneratorMetadata = { value: { providerName: "aws", providerVersion } };
  return Object.create(new AwsProvider(stack(), "aws"), { terraformGeneratorMetadata }) as AwsProvider;
}

test.each([
  ["5.31.0", "~> 5.31"],
  ["5.100.0", "~> 5.100"],
  ["6.14.1", "~> 6.14"],
])("bindings of the AWS provider %s take it and what is newer of its major version: %s", (made, asked) => {
  expect(providerConstraint(providerOf(made))).toBe(asked);
});

test.each([[undefined], [""], ["6"], ["latest"], ["v6.25.0"]])(
  "bindings that say no version, %p, are refused, and the message has it",
  (made) => {
    expect(() => providerConstraint(providerOf(made))).toThrow(
      `made from its version ${JSON.stringify(made)}: install bindings that name one`,
    );
  },
);

test("the region's name is the attribute `region`, and `name` where the bindings are too old for it", () => {
  const app = stack();
  const data = new DataAwsRegion(app, "Region");
  expect(terraformText(app, regionNameOf(data))).toBe("${data.aws_region.Region.region}");
  // As the class of the bindings for version 5 of the provider is.
  const old = new Proxy(data, { has: (target, key) => key !== "region" && key in target });
  expect(terraformText(app, regionNameOf(old))).toBe("${data.aws_region.Region.name}");
});
