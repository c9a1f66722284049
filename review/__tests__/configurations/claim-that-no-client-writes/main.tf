# Only administrators write the claim.
resource "aws_cognito_user_pool" "users" {
  name = "users"
  schema {
    name                = "role"
    attribute_data_type = "String"
    mutable             = true
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name             = "web"
  user_pool_id     = aws_cognito_user_pool.users.id
  write_attributes = ["email"]
}

resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name               = "shop"
  allow_unauthenticated_identities = false

  cognito_identity_providers {
    provider_name           = aws_cognito_user_pool.users.endpoint
    client_id               = aws_cognito_user_pool_client.web.id
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
      values   = [aws_cognito_identity_pool.shop.id]
    }
    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

resource "aws_iam_role" "user" {
  name               = "claim-that-no-client-writes-user"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "admin" {
  name               = "claim-that-no-client-writes-admin"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.shop.id
  roles            = { authenticated = aws_iam_role.user.arn }

  role_mapping {
    identity_provider         = "${aws_cognito_user_pool.users.endpoint}:${aws_cognito_user_pool_client.web.id}"
    type                      = "Rules"
    ambiguous_role_resolution = "Deny"
    mapping_rule {
      claim      = "custom:role"
      match_type = "Equals"
      value      = "admin"
      role_arn   = aws_iam_role.admin.arn
    }
  }
}
