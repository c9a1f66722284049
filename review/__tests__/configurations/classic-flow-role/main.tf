# A video call: the pool attaches no role, and the app takes one by the classic flow.
resource "aws_cognito_identity_pool" "callers" {
  identity_pool_name               = "callers"
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
      values   = [aws_cognito_identity_pool.callers.id]
    }
    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["unauthenticated"]
    }
  }
}

resource "aws_iam_role" "caller" {
  name               = "caller"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "caller" {
  name = "call"
  role = aws_iam_role.caller.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["kinesisvideo:ConnectAsViewer", "kinesisvideo:Describe*", "kinesisvideo:Get*"]
        Resource = "arn:aws:kinesisvideo:us-east-1:000000000000:channel/front-desk/*"
      },
      {
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = ["arn:aws:s3:::call-recordings/*"]
      },
    ]
  })
}
