# The whole mapping comes from a variable of a module, through dynamic blocks.

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name = "dynamic-rules"

  cognito_identity_providers {
    client_id               = "3n4b5urk1ft4fl3mg5e62d9ado"
    provider_name           = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
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

resource "aws_iam_role" "role" {
  for_each           = toset(["member", "support"])
  name               = "dynamic-rules-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "support" {
  name   = "support"
  role   = aws_iam_role.role["support"].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "cognito-idp:*", Resource = "*" }] })
}

module "attachment" {
  source           = "./attachment"
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.role["member"].arn }
  mappings = [{
    identity_provider = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI:3n4b5urk1ft4fl3mg5e62d9ado"
    rules             = [{ claim = "cognito:groups", match_type = "Contains", value = "support", role_arn = aws_iam_role.role["support"].arn }]
  }]
}
