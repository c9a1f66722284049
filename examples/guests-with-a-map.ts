/** Anybody sees the map, without signing in; those who signed in search for places and get routes too. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "guests-with-a-map");
const region = "eu-west-1";
new AwsProvider(stack, "aws", { region });

const pool = new IdentityPool(stack, "pool", {
  identityPoolName: "shops",
  userPoolClients: [{ userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
  allowUnauthenticatedIdentities: true,
});
const map = permissions.maps({ region });
pool.unauthenticatedRole?.grant(...map);
pool.authenticatedRole.grant(...map, ...permissions.places({ region }), ...permissions.routes({ region }));

new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
app.synth();
