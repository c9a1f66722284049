/** Development and production from one program. Each is a stack with a state of its own, and production cannot be destroyed. */
import { App } from "cdktf";
import { IdentityPoolStack, type IdentityPoolStackProps } from "cdktf-identity-pool";

const app = new App();
const common: IdentityPoolStackProps = { region: "eu-west-1", permissions: "least-privilege" };

new IdentityPoolStack(app, "notes-dev", {
  ...common,
  identityPoolName: "notes-dev",
  userPoolId: "eu-west-1_DevelOpMe",
  userPoolClientId: "2k3l4m5n6o7p8q9r0sEXAMPLE",
  bucketName: "notes-dev-uploads",
  tags: { environment: "dev" },
});
new IdentityPoolStack(app, "notes-prod", {
  ...common,
  identityPoolName: "notes",
  userPoolId: "eu-west-1_AbCdEfGhI",
  userPoolClientId: "1h57kf5cpq17m0eml12EXAMPLE",
  bucketName: "notes-prod-uploads",
  preventDestroy: true,
  tags: { environment: "prod" },
});
app.synth();
