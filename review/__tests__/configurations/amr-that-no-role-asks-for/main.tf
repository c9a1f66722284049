# Neither role's trust policy asks how somebody signed in: guests can take both.
resource "aws_cognito_identity_pool" "notes" {
  identity_pool_name               = "amr-that-no-role-asks-for"
  allow_unauthenticated_identities = true

  cognito_identity_providers {
    client_id               = "3n4b5urk1ft4fl3mg5e62d9ado"
    provider_name           = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
    server_side_token_check = true
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.notes.id]
    }
  }
}

resource "aws_iam_role" "authenticated" {
  name               = "amr-that-no-role-asks-for-auth"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "unauthenticated" {
  name               = "amr-that-no-role-asks-for-unauth"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "notes" {
  identity_pool_id = aws_cognito_identity_pool.notes.id

  roles = {
    authenticated   = aws_iam_role.authenticated.arn
    unauthenticated = aws_iam_role.unauthenticated.arn
  }
}
