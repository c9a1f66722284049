/** A pool in AWS GovCloud (US-West): the partition is said once, and every ARN, principal and condition key follows it. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, Partition, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "govcloud");
new AwsProvider(stack, "aws", { region: "us-gov-west-1" });

const partition = Partition.AWS_US_GOV_WEST;
const pool = new IdentityPool(stack, "pool", {
  identityPoolName: "notes",
  userPoolClients: [{ userPoolId: "us-gov-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
  partition,
});
pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes-app-uploads", partition }));

new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
app.synth();
