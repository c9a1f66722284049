resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "reports"
  allow_unauthenticated_identities = false

  cognito_identity_providers {
    client_id               = "3n4b5urk1ft4fl3mg5e62d9ado"
    provider_name           = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
    server_side_token_check = true
  }
}

resource "aws_iam_role" "user" {
  name = "reports-user"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Federated = ["cognito-identity.amazonaws.com"] }
        Action    = ["sts:AssumeRoleWithWebIdentity"]
        Condition = {
          StringEquals             = { "cognito-identity.amazonaws.com:aud" = [aws_cognito_identity_pool.main.id] }
          "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = ["authenticated"] }
        }
      },
      {
        Effect    = "Allow"
        Principal = { Service = ["lambda.amazonaws.com"] }
        Action    = "sts:AssumeRole"
      },
    ]
  })
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}

resource "aws_dynamodb_table" "reports" {
  name         = "reports"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

data "aws_iam_policy_document" "reports" {
  statement {
    actions   = ["dynamodb:PutItem", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.reports.arn, "${aws_dynamodb_table.reports.arn}/index/*"]
  }
  statement {
    actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:*:log-group:/reports/*"]
  }
}

resource "aws_iam_role_policy" "reports" {
  name   = "reports"
  role   = aws_iam_role.user.id
  policy = data.aws_iam_policy_document.reports.json
}
