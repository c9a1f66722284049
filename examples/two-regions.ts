/** Two pools in two regions on one set of data: a user reaches the same files and rows through either. The identity id differs
 *  from pool to pool; the tag `user`, filled from the claim `sub` of the user pool's tokens, does not. Bucket and table stand
 *  for data that both regions share, or that AWS replicates between them. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "two-regions");
const userPoolClient = { userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" };
const owner = permissions.principalTag("user");

poolIn(new AwsProvider(stack, "aws-ireland", { region: "eu-west-1" }), "ireland");
poolIn(new AwsProvider(stack, "aws-virginia", { region: "us-east-1", alias: "virginia" }), "virginia");
app.synth();

function poolIn(provider: AwsProvider, place: string): void {
  const pool = new IdentityPool(stack, place, {
    identityPoolName: `notes-${place}`,
    userPoolClients: [userPoolClient],
    principalTags: [{ identityProvider: userPoolClient, tags: { user: "sub" } }],
  });
  pool.authenticatedRole.grant(
    ...permissions.ownFiles({ bucketName: "notes-app-uploads", owner }),
    ...permissions.ownRows({ tableArn: "arn:aws:dynamodb:*:123456789012:table/notes", owner }),
  );
  for (const part of pool.node.findAll()) {
    if (part instanceof TerraformResource) part.provider = provider;
  }
  new TerraformOutput(stack, `identity_pool_id_${place}`, { value: pool.identityPoolId });
}
