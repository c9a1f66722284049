/** A role for the users of a pool that another stack manages, or no Terraform at all. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "existing-pool");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const pool = IdentityPool.fromIdentityPoolId(stack, "pool", "eu-west-1:12345678-1234-1234-1234-123456789012");
const reporters = pool.addRole("Reporters");
reporters.grant(...permissions.putRecords({ streamArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks" }));
reporters.addPolicy("Guardrail", permissions.guardrail(pool));

new TerraformOutput(stack, "reporters_role_arn", { value: reporters.roleArn });
app.synth();
