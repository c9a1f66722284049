# Twitter's secret comes from a sensitive variable.
variable "twitter_secret" {
  type      = string
  sensitive = true
  default   = "s3cr3t-of-twitter"
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name = "sensitive-secret"
  supported_login_providers = {
    "api.twitter.com"     = "consumer-key;${var.twitter_secret}"
    "accounts.google.com" = "123456789012.apps.googleusercontent.com"
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
  name               = "sensitive-secret"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
