resource "aws_cognito_user_pool" "staff" {
  name = "staff"
}

resource "aws_cognito_user_pool_client" "staff" {
  name         = "staff"
  user_pool_id = aws_cognito_user_pool.staff.id
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "staff"
  allow_unauthenticated_identities = false

  cognito_identity_providers {
    client_id               = aws_cognito_user_pool_client.staff.id
    provider_name           = aws_cognito_user_pool.staff.endpoint
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
      test     = "ForAllValues:StringEquals"
      variable = "cognito-identity.amazonaws.com:amr"
      values = [
        "authenticated",
        aws_cognito_user_pool.staff.endpoint,
        "${aws_cognito_user_pool.staff.endpoint}:${aws_cognito_user_pool.staff.endpoint}:CognitoSignIn",
      ]
    }
  }
}

resource "aws_iam_role" "user" {
  name               = "staff-user"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
