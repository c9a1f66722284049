/** Users sign in with Google or Apple, without a user pool, and keep files of their own. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "social-logins");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const pool = new IdentityPool(stack, "pool", {
  identityPoolName: "notes",
  socialLogins: {
    // The OAuth client id of the web app, and the services id. Apps for iOS and Android have further client ids of their own.
    google: "123456789012-a1b2c3d4e5.apps.googleusercontent.com",
    apple: "com.example.notes.web",
  },
});
pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes-app-uploads" }));

new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
app.synth();
