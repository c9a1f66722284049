# Written by hand years ago: JSON in heredocs, the pool's id in the middle, the guide's generous policy.
resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "heredocs"
  allow_unauthenticated_identities = true
  supported_login_providers = {
    "graph.facebook.com" = "7346241598935555"
  }
}

resource "aws_iam_role" "auth" {
  name               = "Cognito_${aws_cognito_identity_pool.main.identity_pool_name}_Auth_Role"
  assume_role_policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Principal": { "Federated": "cognito-identity.amazonaws.com" },
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {
            "StringEquals": { "cognito-identity.amazonaws.com:aud": "${aws_cognito_identity_pool.main.id}" },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" }
          }
        }
      ]
    }
  EOF
}

resource "aws_iam_role" "unauth" {
  name               = "Cognito_${aws_cognito_identity_pool.main.identity_pool_name}_Unauth_Role"
  assume_role_policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Principal": { "Federated": "cognito-identity.amazonaws.com" },
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {
            "StringEquals": { "cognito-identity.amazonaws.com:aud": "${aws_cognito_identity_pool.main.id}" },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" }
          }
        }
      ]
    }
  EOF
}

resource "aws_iam_role_policy" "auth" {
  name   = "auth"
  role   = aws_iam_role.auth.id
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["mobileanalytics:PutEvents", "cognito-sync:*", "cognito-identity:*"],
          "Resource": ["*"]
        }
      ]
    }
  EOF
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id

  roles = {
    "authenticated"   = aws_iam_role.auth.arn
    "unauthenticated" = aws_iam_role.unauth.arn
  }
}
