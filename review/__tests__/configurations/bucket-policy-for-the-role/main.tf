# The role's own policy keeps users to their folders, and the bucket's policy lets the role read everything.
resource "aws_cognito_identity_pool" "notes" {
  identity_pool_name               = "bucket-policy-for-the-role"
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
  name               = "bucket-policy-for-the-role"
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
      Resource = "arn:aws:s3:::bucket-policy-for-the-role-files/$${cognito-identity.amazonaws.com:sub}/*"
    }]
  })
}

resource "aws_s3_bucket" "files" {
  bucket = "bucket-policy-for-the-role-files"
}

data "aws_iam_policy_document" "files" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.files.arn}/*"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.user.arn]
    }
  }
}

resource "aws_s3_bucket_policy" "files" {
  bucket = aws_s3_bucket.files.id
  policy = data.aws_iam_policy_document.files.json
}

resource "aws_cognito_identity_pool_roles_attachment" "notes" {
  identity_pool_id = aws_cognito_identity_pool.notes.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
