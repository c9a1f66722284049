/** A REST API and a WebSocket API that another stack made: users call some paths of the one, and some routes of the other.
 *  Both use IAM authorization (`AWS_IAM`). */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "apis");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const idOfApi = (name: string, description: string): string =>
  new TerraformVariable(stack, name, { type: "string", description, nullable: false }).stringValue;
const restApiId = idOfApi("rest_api_id", "Id of the REST API, such as a1b2c3d4e5.");
const webSocketApiId = idOfApi("web_socket_api_id", "Id of the WebSocket API.");

const pool = new IdentityPool(stack, "pool", {
  identityPoolName: "notes",
  userPoolClients: [{ userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
});
pool.authenticatedRole.grant(
  // The list and its items. Without a stage, `*` would match paths of other methods too.
  ...permissions.invokeApi({
    apiId: restApiId,
    stage: "prod",
    methods: ["GET", "POST"],
    paths: ["notes", "notes/*"],
  }),
  ...permissions.invokeWebSocket({
    apiId: webSocketApiId,
    stage: "prod",
    routeKeys: ["$connect", "$disconnect", "sendNote"],
  }),
);

new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
app.synth();
