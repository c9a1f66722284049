# Two apps in one stack, and a role whose trust policy names the other app's pool.
resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name = "two-pools-shop"
}

resource "aws_cognito_identity_pool" "office" {
  identity_pool_name = "two-pools-office"
}

data "aws_iam_policy_document" "shop" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.shop.id]
    }

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

data "aws_iam_policy_document" "office" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.office.id]
    }

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

resource "aws_iam_role" "customer" {
  name               = "two-pools-customer"
  assume_role_policy = data.aws_iam_policy_document.shop.json
}

resource "aws_iam_role" "clerk" {
  name               = "two-pools-clerk"
  assume_role_policy = data.aws_iam_policy_document.office.json
}

resource "aws_iam_role" "auditor" {
  name               = "two-pools-auditor"
  assume_role_policy = data.aws_iam_policy_document.office.json
}

resource "aws_iam_role_policy" "clerk" {
  name   = "clerk"
  role   = aws_iam_role.clerk.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "ses:*", Resource = "*" }] })
}

resource "aws_iam_role_policy" "auditor" {
  name   = "auditor"
  role   = aws_iam_role.auditor.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_cognito_identity_pool_roles_attachment" "shop" {
  identity_pool_id = aws_cognito_identity_pool.shop.id
  roles            = { authenticated = aws_iam_role.customer.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "office" {
  identity_pool_id = aws_cognito_identity_pool.office.id
  roles            = { authenticated = aws_iam_role.clerk.arn }
}
