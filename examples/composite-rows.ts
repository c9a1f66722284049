/** A user's own rows in a table of one-table design: the partition key is `USER#ID` or begins with `USER#ID#`, and an index
 *  finds the same rows by date. */
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "composite-rows");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const table = new DynamodbTable(stack, "notes", {
  name: "notes",
  billingMode: "PAY_PER_REQUEST",
  hashKey: "pk",
  rangeKey: "sk",
  attribute: ["pk", "sk", "date"].map((name) => ({ name, type: "S" })),
  // Its partition key is the table's: a query of the index names the same owner.
  globalSecondaryIndex: [{ name: "by-date", hashKey: "pk", rangeKey: "date", projectionType: "ALL" }],
});
const pool = new IdentityPool(stack, "pool", {
  identityPoolName: "notes",
  userPoolClients: [{ userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
});
// From the name, which a first plan knows, unlike `table.arn`: a review can read the grant before the table is there.
const tableArn = `arn:aws:dynamodb:eu-west-1:123456789012:table/${table.name}`;
pool.authenticatedRole.grant(
  ...permissions.ownRows({ tableArn, keyPrefix: "USER#", keySeparator: "#", indexNames: ["by-date"] }),
);

new TerraformOutput(stack, "identity_pool_id", { value: pool.identityPoolId });
app.synth();
