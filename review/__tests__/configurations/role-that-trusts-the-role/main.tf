# Whoever has the role of the users can take the one of the reports: its trust policy names that role.
resource "aws_cognito_identity_pool" "notes" {
  identity_pool_name               = "role-that-trusts-the-role"
  allow_unauthenticated_identities = false

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
      values   = [aws_cognito_identity_pool.notes.id]
    }
    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

resource "aws_iam_role" "user" {
  name               = "role-that-trusts-the-role"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "own" {
  name = "own"
  role = aws_iam_role.user.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"]
      Resource = "arn:aws:s3:::role-that-trusts-the-role-files/$${cognito-identity.amazonaws.com:sub}/*"
    }]
  })
}

resource "aws_iam_role" "reports" {
  name = "role-that-trusts-the-role-reports"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = aws_iam_role.user.arn }
    }]
  })
}

resource "aws_iam_role_policy" "reports" {
  name = "reports"
  role = aws_iam_role.reports.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::role-that-trusts-the-role-files/*" }]
  })
}

resource "aws_cognito_identity_pool_roles_attachment" "notes" {
  identity_pool_id = aws_cognito_identity_pool.notes.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
