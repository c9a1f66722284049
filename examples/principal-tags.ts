/** Rows of the user's own team: the claim `custom:team` of the user pool's token becomes a tag of the session, and the policy
 *  compares the tag with the table's partition key. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "principal-tags");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const userPoolClient = { userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" };
const pool = new IdentityPool(stack, "pool", { identityPoolName: "notes", userPoolClients: [userPoolClient] });
pool.addPrincipalTags({ identityProvider: userPoolClient, tags: { team: "custom:team" } });
pool.authenticatedRole.grant({
  sid: "RowsOfTheTeam",
  actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
  resources: ["arn:aws:dynamodb:eu-west-1:123456789012:table/notes"],
  condition: [
    {
      test: "ForAllValues:StringEquals",
      variable: "dynamodb:LeadingKeys",
      values: [permissions.principalTag("team")],
    },
    { test: "Null", variable: "dynamodb:LeadingKeys", values: ["false"] },
  ],
});
app.synth();
