# One pool and one role for each environment, all by each.key.
locals {
  environments = {
    dev  = { actions = ["s3:*"] }
    prod = { actions = ["s3:GetObject"] }
  }
}

resource "aws_cognito_identity_pool" "app" {
  for_each           = local.environments
  identity_pool_name = "each-${each.key}"
}

data "aws_iam_policy_document" "trust" {
  for_each = local.environments

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.app[each.key].id]
    }

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

resource "aws_iam_role" "user" {
  for_each           = local.environments
  name               = "each-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}

data "aws_iam_policy_document" "grants" {
  for_each = local.environments

  statement {
    actions   = each.value.actions
    resources = ["arn:aws:s3:::${each.key}-files/private/&{cognito-identity.amazonaws.com:sub}/*"]
  }
}

resource "aws_iam_role_policy" "grants" {
  for_each = local.environments
  name     = "grants"
  role     = aws_iam_role.user[each.key].name
  policy   = data.aws_iam_policy_document.grants[each.key].json
}

resource "aws_cognito_identity_pool_roles_attachment" "app" {
  for_each         = local.environments
  identity_pool_id = aws_cognito_identity_pool.app[each.key].id
  roles            = { authenticated = aws_iam_role.user[each.key].arn }
}
