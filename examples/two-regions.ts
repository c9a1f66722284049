/** Two pools in two regions, each a stack of its own, on one set of data: a user reaches the same files and rows through
 *  either. The identity id differs from pool to pool; the tag `user`, filled from the claim `sub` of the user pool's tokens,
 *  does not. Bucket and table stand for data that both regions share, or that AWS replicates between them. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const userPoolClient = { userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" };
const owner = permissions.principalTag("user");
const places = {
  ireland: { region: "eu-west-1", stack: new TerraformStack(app, "two-regions-ireland") },
  virginia: { region: "us-east-1", stack: new TerraformStack(app, "two-regions-virginia") },
};

for (const [place, { region, stack }] of Object.entries(places)) {
  new AwsProvider(stack, "aws", { region });
  const pool = new IdentityPool(stack, "pool", {
    identityPoolName: `notes-${place}`,
    userPoolClients: [userPoolClient],
    principalTags: [{ identityProvider: userPoolClient, tags: { user: "sub" } }],
  });
  pool.authenticatedRole.grant(
    ...permissions.ownFiles({ bucketName: "notes-app-uploads", owner }),
    ...permissions.ownRows({ tableArn: "arn:aws:dynamodb:*:123456789012:table/notes", owner }),
  );
  new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
}
app.synth();
