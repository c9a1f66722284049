/** Users who signed in through a user pool keep files of their own, each in a folder named after the identity id. */
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "own-files");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const uploads = new S3Bucket(stack, "uploads", { bucket: "notes-app-uploads" });
const pool = new IdentityPool(stack, "pool", {
  identityPoolName: "notes",
  userPoolClients: [{ userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
});
pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: uploads.bucket }));

new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
app.synth();
