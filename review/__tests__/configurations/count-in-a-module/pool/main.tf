variable "enabled" {
  type = bool
}

variable "name" {
  type = string
}

resource "aws_cognito_identity_pool" "default" {
  count              = var.enabled ? 1 : 0
  identity_pool_name = var.name
}

data "aws_iam_policy_document" "trust" {
  count = var.enabled ? 1 : 0

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [join("", aws_cognito_identity_pool.default[*].id)]
    }

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

data "aws_iam_policy_document" "all" {
  count = var.enabled ? 1 : 0

  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "default" {
  count              = var.enabled ? 1 : 0
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.trust[0].json
}

resource "aws_iam_role_policy" "all" {
  count  = var.enabled ? 1 : 0
  name   = "all"
  role   = one(aws_iam_role.default[*].id)
  policy = join("", data.aws_iam_policy_document.all[*].json)
}

resource "aws_cognito_identity_pool_roles_attachment" "default" {
  count            = var.enabled ? 1 : 0
  identity_pool_id = join("", aws_cognito_identity_pool.default[*].id)

  roles = {
    authenticated = join("", aws_iam_role.default[*].arn)
  }
}
