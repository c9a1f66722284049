# The bucket is made by the same stack: a first plan of HCL knows nothing of the resources that the policy names.
resource "aws_s3_bucket" "files" {
  bucket = "bucket-of-the-same-stack"
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name = "bucket-of-the-same-stack"
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

data "aws_iam_policy_document" "files" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.files.arn}/private/&{cognito-identity.amazonaws.com:sub}/*"]
  }
}

resource "aws_iam_role" "user" {
  name               = "bucket-of-the-same-stack"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "files" {
  name   = "files"
  role   = aws_iam_role.user.id
  policy = data.aws_iam_policy_document.files.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
