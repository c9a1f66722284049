resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "lookups"
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

# The module that attaches it gets no more than its name.
data "aws_iam_role" "user" {
  name = aws_iam_role.user.name
}

resource "aws_iam_role" "user" {
  name               = "lookups-user"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = data.aws_iam_role.user.arn }
}

resource "aws_iam_policy" "notes" {
  name = "notes"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = "arn:aws:dynamodb:*:*:table/notes" }]
  })
}

data "aws_iam_policy" "by_name" {
  name = aws_iam_policy.notes.name
}

data "aws_iam_policy" "by_arn" {
  arn = aws_iam_policy.notes.arn
}

resource "aws_iam_role_policy_attachment" "notes" {
  role       = data.aws_iam_role.user.name
  policy_arn = data.aws_iam_policy.by_name.arn
}
