# Groups of the user pool with roles of their own, by token.

resource "aws_cognito_user_pool" "main" {
  name = "groups"
}

resource "aws_cognito_user_pool_client" "web" {
  name         = "web"
  user_pool_id = aws_cognito_user_pool.main.id
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name = "groups"

  cognito_identity_providers {
    client_id               = aws_cognito_user_pool_client.web.id
    provider_name           = aws_cognito_user_pool.main.endpoint
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

resource "aws_iam_role" "member" {
  name               = "groups-member"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "group" {
  for_each           = { editors = 10, admins = 1 }
  name               = "groups-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_user_group" "group" {
  for_each     = { editors = 10, admins = 1 }
  name         = each.key
  precedence   = each.value
  user_pool_id = aws_cognito_user_pool.main.id
  role_arn     = aws_iam_role.group[each.key].arn
}

resource "aws_iam_role_policy" "admins" {
  name   = "admins"
  role   = aws_iam_role.group["admins"].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = "*" }] })
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.member.arn }

  role_mapping {
    identity_provider         = "${aws_cognito_user_pool.main.endpoint}:${aws_cognito_user_pool_client.web.id}"
    type                      = "Token"
    ambiguous_role_resolution = "AuthenticatedRole"
  }
}
