/** Editors write, everybody else reads: a user pool group with a role of its own. */
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "groups");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const users = new CognitoUserPool(stack, "users", { name: "notes" });
const client = new CognitoUserPoolClient(stack, "web", { name: "web", userPoolId: users.id });
const userPoolClient = { userPoolId: users.id, clientId: client.id };

const pool = new IdentityPool(stack, "pool", { identityPoolName: "notes", userPoolClients: [userPoolClient] });
const read = permissions.invokeApi({ apiId: "a1b2c3d4e5", stage: "prod", method: "GET", path: "notes/*" });
const write = permissions.invokeApi({ apiId: "a1b2c3d4e5", stage: "prod", path: "notes/*" });

pool.addGroup("editors", { userPoolClient, precedence: 1 }).grant(...write);
pool.addGroup("readers", { userPoolClient, precedence: 2 }).grant(...read);
// A member of no group has no role in the token, and gets no credentials. Said here, because it is meant.
pool.addRoleMapping({ identityProvider: userPoolClient, type: "Token", ambiguousRoleResolution: "Deny" });
app.synth();
