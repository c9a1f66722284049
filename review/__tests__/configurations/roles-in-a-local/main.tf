# The map of roles stands in a local, which a plan does not show.
locals {
  roles = {
    authenticated   = aws_iam_role.member.arn
    unauthenticated = aws_iam_role.visitor.arn
  }
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "roles-in-a-local"
  allow_unauthenticated_identities = true
}

data "aws_iam_policy_document" "member" {
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

data "aws_iam_policy_document" "visitor" {
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
      values   = ["unauthenticated"]
    }
  }
}

resource "aws_iam_role" "member" {
  name               = "roles-in-a-local-member"
  assume_role_policy = data.aws_iam_policy_document.member.json
}

resource "aws_iam_role" "visitor" {
  name               = "roles-in-a-local-visitor"
  assume_role_policy = data.aws_iam_policy_document.visitor.json
}

resource "aws_iam_role" "function" {
  name               = "roles-in-a-local-function"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "everything" {
  for_each = { member = aws_iam_role.member.id, function = aws_iam_role.function.id }
  name     = "everything"
  role     = each.value
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = local.roles
}
