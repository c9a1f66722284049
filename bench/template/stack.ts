/** The guide's identity pool as a team writes it that starts from CDKTF's template for TypeScript: resources of the
 *  provider's package, imported from its index. */
import {
  cognitoIdentityPool,
  cognitoIdentityPoolRolesAttachment,
  iamRole,
  iamRolePolicy,
  provider,
} from "@cdktf/provider-aws";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class TemplateStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new provider.AwsProvider(this, "aws", { region: "us-east-1" });

    const pool = new cognitoIdentityPool.CognitoIdentityPool(this, "pool", {
      identityPoolName: "notes",
      allowUnauthenticatedIdentities: false,
      cognitoIdentityProviders: [
        {
          providerName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI",
          clientId: "1h57kf5cpq17m0eml12EXAMPLE",
        },
      ],
    });
    const role = new iamRole.IamRole(this, "role", {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: "cognito-identity.amazonaws.com" },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: {
              StringEquals: { "cognito-identity.amazonaws.com:aud": pool.id },
              "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
            },
          },
        ],
      }),
    });
    new iamRolePolicy.IamRolePolicy(this, "policy", {
      role: role.name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["mobileanalytics:PutEvents", "cognito-sync:*", "cognito-identity:*"],
            Resource: "*",
          },
          {
            Effect: "Allow",
            Action: "s3:*",
            Resource: "arn:aws:s3:::notes-app-uploads/$${cognito-identity.amazonaws.com:sub}*",
          },
        ],
      }),
    });
    new cognitoIdentityPoolRolesAttachment.CognitoIdentityPoolRolesAttachment(this, "roles-attachment", {
      identityPoolId: pool.id,
      roles: { authenticated: role.arn },
    });
  }
}
