/** User pool, bucket and identity pool in one stack, for a web app: a client without a secret that signs in with SRP, CORS for
 *  uploads from the browser, and one output that the app reads. */
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketCorsConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-cors-configuration";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "own-user-pool");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const users = new CognitoUserPool(stack, "users", { name: "notes" });
const client = new CognitoUserPoolClient(stack, "web", {
  name: "web",
  userPoolId: users.id,
  generateSecret: false,
  explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
});
const uploads = new S3Bucket(stack, "uploads", { bucket: "notes-app-uploads" });
new S3BucketCorsConfiguration(stack, "cors", {
  bucket: uploads.id,
  corsRule: [
    {
      allowedOrigins: ["https://notes.example.com"],
      allowedMethods: ["GET", "PUT", "POST", "DELETE", "HEAD"],
      allowedHeaders: ["*"],
      exposeHeaders: ["ETag"],
    },
  ],
});
const pool = new IdentityPool(stack, "pool", { identityPoolName: "notes", userPoolClients: [client] });
pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: uploads.bucket }));

new TerraformOutput(stack, "client_config", { value: pool.clientConfig({ bucketName: uploads.bucket }) });
app.synth();
