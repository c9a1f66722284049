# The pool's ARN in the place of its id.
resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name               = "shop"
  allow_unauthenticated_identities = false

  cognito_identity_providers {
    provider_name           = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
    client_id               = "1h57kf5cpq17m0eml12EXAMPLE"
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
      values   = [aws_cognito_identity_pool.shop.arn]
    }
    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

resource "aws_iam_role" "user" {
  name               = "aud-that-is-an-arn-user"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.shop.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
