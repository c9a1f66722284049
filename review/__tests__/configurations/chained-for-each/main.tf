# Each resource goes through the one before it: for_each = aws_iam_role.user, each.value.arn.
resource "aws_cognito_identity_pool" "app" {
  for_each           = toset(["east", "west"])
  identity_pool_name = "chained-${each.key}"
}

data "aws_iam_policy_document" "trust" {
  for_each = aws_cognito_identity_pool.app

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [each.value.id]
    }

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

resource "aws_iam_role" "user" {
  for_each           = data.aws_iam_policy_document.trust
  name               = "chained-${each.key}"
  assume_role_policy = each.value.json
}

resource "aws_iam_role_policy" "grants" {
  for_each = aws_iam_role.user
  name     = "grants"
  role     = each.value.id
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Resource = "*" }] })
}

resource "aws_cognito_identity_pool_roles_attachment" "app" {
  for_each         = aws_cognito_identity_pool.app
  identity_pool_id = each.value.id
  roles            = { authenticated = aws_iam_role.user[each.key].arn }
}
