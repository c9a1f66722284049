resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "exclusive"
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
  name               = "exclusive-user"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}

data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::exclusive/$${cognito-identity.amazonaws.com:sub}/*"]
  }
}

resource "aws_iam_role_policy" "own" {
  name   = "own"
  role   = aws_iam_role.user.name
  policy = data.aws_iam_policy_document.own.json
}

# All that the role has inline.
resource "aws_iam_role_policies_exclusive" "user" {
  role_name    = aws_iam_role.user.name
  policy_names = [aws_iam_role_policy.own.name]
}

data "aws_iam_policy_document" "search" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = ["arn:aws:lambda:us-east-1:000000000000:function:search"]
  }
}

resource "aws_iam_policy" "search" {
  name   = "search"
  policy = data.aws_iam_policy_document.search.json
}

resource "aws_iam_policy_attachment" "search" {
  name       = "search"
  roles      = [aws_iam_role.user.name]
  policy_arn = aws_iam_policy.search.arn
}

# All that is attached to it.
resource "aws_iam_role_policy_attachments_exclusive" "user" {
  role_name   = aws_iam_role.user.name
  policy_arns = [aws_iam_policy_attachment.search.policy_arn]
}
