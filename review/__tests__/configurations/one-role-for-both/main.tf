# One role for signed-in users and guests, whose trust policy does not ask how somebody signed in.
resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "one-role-for-both"
  allow_unauthenticated_identities = true
  allow_classic_flow               = true
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
  }
}

resource "aws_iam_role" "everybody" {
  name               = "one-role-for-both"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "everybody" {
  name   = "everybody"
  role   = aws_iam_role.everybody.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::one-role/*" }] })
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.everybody.arn, unauthenticated = aws_iam_role.everybody.arn }
}
