/** A company's SAML login: its departments get roles by rules on the assertion's attributes. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { IdentityPool, permissions } from "cdktf-identity-pool";

const app = new App();
const stack = new TerraformStack(app, "company-login");
new AwsProvider(stack, "aws", { region: "eu-west-1" });

const saml = "arn:aws:iam::123456789012:saml-provider/company";
const pool = new IdentityPool(stack, "pool", { identityPoolName: "reports", samlProviderArns: [saml] });
const finance = pool.addRole("Finance");
finance.grant(...permissions.ownFiles({ bucketName: "finance-reports" }));
pool.addRoleMapping({
  identityProvider: saml,
  type: "Rules",
  rules: [{ claim: "department", matchType: "Equals", value: "finance", role: finance }],
});
app.synth();
