/** All that the app in `web/` needs: users who sign in, a bucket that their browsers may call, and files of their own in it. */
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketCorsConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-cors-configuration";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "web");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const origins = new TerraformVariable(stack, "origins", {
  type: "list(string)",
  description:
    "Where the app is served from, such as https://notes.example.com: scheme, host and port, without a path.",
  default: ["http://localhost:5173", "http://127.0.0.1:5173"],
});

const users = new CognitoUserPool(stack, "users", {
  name: "notes",
  // The app has no form to sign up with: `aws cognito-idp admin-create-user` makes a user.
  adminCreateUserConfig: { allowAdminCreateUserOnly: true },
});
const client = new CognitoUserPoolClient(stack, "browser", {
  name: "browser",
  userPoolId: users.id,
  // A browser keeps no secret, and SRP does not send the password.
  generateSecret: false,
  explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  preventUserExistenceErrors: "ENABLED",
});

// Without a name of ours Terraform makes one up: every bucket of the world needs another.
const uploads = new S3Bucket(stack, "uploads", {});
new S3BucketPublicAccessBlock(stack, "private", {
  bucket: uploads.bucket,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
// Which pages may call the bucket from a browser. Who may do what is decided by the role's policy alone.
new S3BucketCorsConfiguration(stack, "cors", {
  bucket: uploads.bucket,
  corsRule: [
    {
      allowedOrigins: origins.listValue,
      allowedMethods: ["GET", "HEAD", "PUT", "POST", "DELETE"],
      allowedHeaders: ["*"],
      // A large upload goes in parts, and is put together by their ETags.
      exposeHeaders: ["ETag"],
      maxAgeSeconds: 3000,
    },
  ],
});

const pool = new IdentityPool(stack, "pool", { identityPoolName: "notes", userPoolClients: [client] });
pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: uploads.bucket }));

new TerraformOutput(stack, "client_config", {
  description: "The app's amplify_outputs.json.",
  value: pool.clientConfig({ bucketName: uploads.bucket }),
});
app.synth();
