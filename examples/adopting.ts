/** A pool that was made by hand in the console, taken over as it is: the first plan imports it, with its roles and their
 *  policies, and adds the guardrail beside the guide's policy. No identity is lost. */
import { App } from "cdktf";
import { IdentityPoolStack } from "cdktf-identity-pool";

const app = new App();
new IdentityPoolStack(app, "adopting", {
  identityPoolName: "notes",
  userPoolId: "eu-west-1_AbCdEfGhI",
  userPoolClientId: "1h57kf5cpq17m0eml12EXAMPLE",
  bucketName: "notes-app-uploads",
  region: "eu-west-1",
  adopt: {
    identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
    authenticatedRoleName: "Cognito_notesAuth_Role",
    unauthenticatedRoleName: "Cognito_notesUnauth_Role",
    // `aws iam list-role-policies --role-name NAME` shows them.
    authenticatedPolicyName: "oneClick_Cognito_notesAuth_Role_1511111111111",
    unauthenticatedPolicyName: "oneClick_Cognito_notesUnauth_Role_1511111111111",
  },
  // As the console made it. The token check comes with a second apply, when this line goes.
  serverSideTokenCheck: false,
  preventDestroy: true,
});
app.synth();
