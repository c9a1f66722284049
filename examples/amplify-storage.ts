/** The layout of Amplify's storage in one bucket: `public/` for everybody, `protected/ID/` for all to read, `private/ID/` for
 *  oneself. Guests read what is public or protected. */
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "amplify-storage");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const { bucket: bucketName } = new S3Bucket(stack, "storage", { bucket: "notes-app-storage" });
const pool = new IdentityPool(stack, "pool", {
  identityPoolName: "notes",
  userPoolClients: [{ userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
  allowUnauthenticatedIdentities: true,
});
pool.authenticatedRole.grant(...permissions.amplifyStorage({ bucketName }));
pool.unauthenticatedRole?.grant(...permissions.amplifyStorage({ bucketName, access: "read" }));

new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
app.synth();
