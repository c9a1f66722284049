# Rules on a claim: who has the clearance gets another role.

resource "aws_cognito_user_pool" "main" {
  name = "rules"
}

resource "aws_cognito_user_pool_client" "web" {
  name         = "web"
  user_pool_id = aws_cognito_user_pool.main.id
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name = "rules"

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

resource "aws_iam_role" "nobody" {
  name               = "rules-nobody"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "cleared" {
  name               = "rules-cleared"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "cleared" {
  name   = "cleared"
  role   = aws_iam_role.cleared.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::secret", "arn:aws:s3:::secret/*"] }] })
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.nobody.arn }

  role_mapping {
    identity_provider         = join(":", [aws_cognito_user_pool.main.endpoint, aws_cognito_user_pool_client.web.id])
    type                      = "Rules"
    ambiguous_role_resolution = "Deny"

    mapping_rule {
      claim      = "custom:clearance"
      match_type = "Equals"
      value      = "level1"
      role_arn   = aws_iam_role.cleared.arn
    }
  }
}
