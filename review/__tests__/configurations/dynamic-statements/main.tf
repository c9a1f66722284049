# A policy that is put together from a list of statements, and from other documents.
variable "statements" {
  default = [
    { actions = ["s3:GetObject"], resources = ["arn:aws:s3:::dynamic/public/*"] },
    { actions = ["lambda:InvokeFunction"], resources = ["*"] },
  ]
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name = "dynamic-statements"
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

data "aws_iam_policy_document" "base" {
  dynamic "statement" {
    for_each = var.statements
    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}

data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]

  statement {
    sid       = "Deny"
    effect    = "Deny"
    actions   = ["lambda:InvokeFunction"]
    resources = ["arn:aws:lambda:*:*:function:admin-*"]
  }
}

resource "aws_iam_role" "user" {
  name               = "dynamic-statements"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "all" {
  name   = "all"
  role   = aws_iam_role.user.id
  policy = data.aws_iam_policy_document.all.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
