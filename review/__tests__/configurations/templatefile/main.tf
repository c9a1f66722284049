# Policies in files of their own.
resource "aws_cognito_identity_pool" "main" {
  identity_pool_name = "templatefile"
}

resource "aws_iam_role" "user" {
  name_prefix        = "templatefile-"
  assume_role_policy = templatefile("${path.module}/trust.json.tftpl", { pool = aws_cognito_identity_pool.main.id })
}

resource "aws_iam_role_policy" "user" {
  name   = "user"
  role   = aws_iam_role.user.id
  policy = templatefile("${path.module}/policy.json.tftpl", { bucket = "templates" })
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}
