resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "capped"
  allow_unauthenticated_identities = false

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
      values   = [aws_cognito_identity_pool.main.id]
    }
    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

resource "aws_iam_role" "user" {
  name                 = "capped-user"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}

data "aws_iam_policy_document" "boundary" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::capped-pictures/*"]
  }
}

resource "aws_iam_policy" "boundary" {
  name   = "capped-boundary"
  path   = "/app/"
  policy = data.aws_iam_policy_document.boundary.json
}

resource "aws_iam_role_policy_attachment" "all" {
  role       = aws_iam_role.user.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
