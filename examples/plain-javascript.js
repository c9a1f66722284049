/** The same in plain JavaScript: a misspelt setting is reported when the stack is synthesized, with the name that was meant. */
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { IdentityPool, permissions } = require("cdktf-identity-pool");

const app = new App();
const stack = new TerraformStack(app, "plain-javascript");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const pool = new IdentityPool(stack, "pool", {
  identityPoolName: "notes",
  userPoolClients: [{ userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
});
pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes-app-uploads" }));

new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
app.synth();
