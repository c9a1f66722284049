variable "twitter_secret" {
  type      = string
  sensitive = true
  default   = "s3cr3t-of-twitter"
}

locals {
  logins = {
    "graph.facebook.com" = "1234567890123456"
    "api.twitter.com"    = "consumer-key;${var.twitter_secret}"
    "www.amazon.com"     = ""
  }
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "social"
  allow_unauthenticated_identities = false
  supported_login_providers        = { for name, app in local.logins : name => app if app != "" }

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
  name               = "social-user"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
