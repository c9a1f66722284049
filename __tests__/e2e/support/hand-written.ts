/** The guide's pool as a team wrote it by hand in HCL. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraform } from "../../../local/terraform";
import { guideUserPool, type WizardMadePool } from "./console-wizard";
import { localAws } from "./shared";

export class HandWritten {
  readonly folder: string;

  /** @param parent the folder in which the stack's state will lie: this one's is the same
   *  @param name the pool's */
  constructor({ folder: parent, name }: { folder: string; name: string }) {
    this.folder = join(parent, "hand-written");
    mkdirSync(this.folder);
    writeFileSync(join(this.folder, "main.tf"), handWrittenHcl(name));
  }

  /** Makes the pool, and answers as what the stack shall adopt it. */
  async apply(): Promise<WizardMadePool> {
    await this.terraform("init");
    await this.terraform("apply", "-auto-approve");
    const outputs = JSON.parse(await this.terraform("output", "-json")) as { adopt: { value: WizardMadePool } };
    return outputs.adopt.value;
  }

  async terraform(...args: string[]): Promise<string> {
    return (await terraform(args, { folder: this.folder, env: localAws().terraformEnv })).stdout;
  }
}

function handWrittenHcl(name: string): string {
  return `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
  backend "local" {
    path = "../terraform.identity-pool.tfstate"
  }
}

provider "aws" {}

resource "aws_cognito_identity_pool" "notes" {
  identity_pool_name = "${name}"
  cognito_identity_providers {
    provider_name           = "${guideUserPool.providerName}"
    client_id               = "${guideUserPool.clientId}"
    server_side_token_check = true
  }
}

resource "aws_iam_role" "signed_in" {
  name = "${name}-signed-in"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "cognito-identity.amazonaws.com" }
      Condition = {
        StringEquals             = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.notes.id }
        "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "uploads" {
  name = "uploads"
  role = aws_iam_role.signed_in.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["mobileanalytics:PutEvents", "cognito-sync:*", "cognito-identity:*"]
        Resource = ["*"]
      },
      {
        Effect   = "Allow"
        Action   = ["s3:*"]
        Resource = ["arn:aws:s3:::notes-app-uploads/$\${cognito-identity.amazonaws.com:sub}*"]
      },
    ]
  })
}

resource "aws_cognito_identity_pool_roles_attachment" "notes" {
  identity_pool_id = aws_cognito_identity_pool.notes.id
  roles            = { authenticated = aws_iam_role.signed_in.arn }
}

output "adopt" {
  value = {
    identityPoolId          = aws_cognito_identity_pool.notes.id
    authenticatedRoleName   = aws_iam_role.signed_in.name
    authenticatedPolicyName = aws_iam_role_policy.uploads.name
  }
}
`;
}
