# The form of the provider's own documentation: data documents, direct references.

resource "aws_cognito_user_pool" "main" {
  name = "data-documents"
}

resource "aws_cognito_user_pool_client" "web" {
  name         = "web"
  user_pool_id = aws_cognito_user_pool.main.id
}

resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "data-documents"
  allow_unauthenticated_identities = true

  cognito_identity_providers {
    client_id               = aws_cognito_user_pool_client.web.id
    provider_name           = aws_cognito_user_pool.main.endpoint
    server_side_token_check = true
  }
}

data "aws_iam_policy_document" "authenticated" {
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

data "aws_iam_policy_document" "unauthenticated" {
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

data "aws_iam_policy_document" "files" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::notes/private/&{cognito-identity.amazonaws.com:sub}/*"]
  }
}

data "aws_iam_policy_document" "pictures" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::notes/public/*"]
  }
}

resource "aws_iam_role" "authenticated" {
  name               = "data-documents-authenticated"
  assume_role_policy = data.aws_iam_policy_document.authenticated.json
}

resource "aws_iam_role" "unauthenticated" {
  name               = "data-documents-unauthenticated"
  assume_role_policy = data.aws_iam_policy_document.unauthenticated.json
}

resource "aws_iam_role_policy" "files" {
  name   = "files"
  role   = aws_iam_role.authenticated.id
  policy = data.aws_iam_policy_document.files.json
}

resource "aws_iam_role_policy" "pictures" {
  name   = "pictures"
  role   = aws_iam_role.unauthenticated.id
  policy = data.aws_iam_policy_document.pictures.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id

  roles = {
    authenticated   = aws_iam_role.authenticated.arn
    unauthenticated = aws_iam_role.unauthenticated.arn
  }
}
