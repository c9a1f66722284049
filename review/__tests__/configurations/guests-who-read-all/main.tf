resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "gallery"
  allow_unauthenticated_identities = true

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
      values   = ["unauthenticated"]
    }
  }
}

resource "aws_iam_role" "user" {
  name               = "gallery-user"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { unauthenticated = aws_iam_role.user.arn }
}

resource "aws_iam_role_policy_attachment" "read" {
  role       = aws_iam_role.user.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

data "aws_iam_policy_document" "rows" {
  statement {
    actions   = ["dynamodb:GetItem", "dynamodb:Scan"]
    resources = ["arn:aws:dynamodb:*:*:table/*"]
  }
  # The detector of Amplify asks for no more.
  statement {
    actions   = ["rekognition:StartFaceLivenessSession"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "rows" {
  name   = "rows"
  role   = aws_iam_role.user.id
  policy = data.aws_iam_policy_document.rows.json
}
