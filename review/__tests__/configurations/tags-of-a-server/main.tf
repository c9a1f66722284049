variable "developer_provider_name" {
  type    = string
  default = "login.orders"
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "orders"
  allow_unauthenticated_identities = false
  developer_provider_name          = var.developer_provider_name
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]
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
  name               = "orders-user"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

# The server names each user's account when it asks Cognito for a token.
data "aws_iam_policy_document" "orders" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::orders/$${aws:PrincipalTag/accountName}/*"]
  }
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::orders/*"]
  }
}

resource "aws_iam_policy" "orders" {
  name   = "orders"
  policy = data.aws_iam_policy_document.orders.json
}

resource "aws_iam_role_policy_attachment" "orders" {
  role       = aws_iam_role.user.name
  policy_arn = aws_iam_policy.orders.arn
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
