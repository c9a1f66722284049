/** Users talk to one model of Amazon Bedrock, through an inference profile that spreads the calls over Europe's regions. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "bedrock");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const pool = new IdentityPool(stack, "pool", {
  identityPoolName: "assistant",
  userPoolClients: [{ userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
});
pool.authenticatedRole.grant(
  ...permissions.invokeModel({
    // Bedrock asks about the profile and about the model in the region that answers.
    modelArns: [
      "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-micro-v1:0",
      "arn:aws:bedrock:eu-*::foundation-model/amazon.nova-micro-v1:0",
    ],
  }),
);

new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
app.synth();
