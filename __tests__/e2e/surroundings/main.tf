# What configurations around an identity pool are made of: everything beside the pool that the local provider serves.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 6.25" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "name" {
  type = string
}

variable "zip" {
  type = string
}

# What the test changes after the first apply.
variable "changed" {
  type    = bool
  default = false
}

resource "aws_cognito_user_pool" "users" {
  name                     = var.name
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"
  software_token_mfa_configuration { enabled = true }
  password_policy {
    minimum_length    = var.changed ? 14 : 12
    require_lowercase = true
    require_numbers   = true
    require_symbols   = false
    require_uppercase = true
  }
  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }
  admin_create_user_config { allow_admin_create_user_only = true }
  verification_message_template {
    default_email_option = "CONFIRM_WITH_CODE"
    email_subject        = "Your code"
    email_message        = "It is {####}"
  }
  schema {
    name                = "email"
    attribute_data_type = "String"
    required            = true
    mutable             = true
    string_attribute_constraints {
      min_length = 1
      max_length = 256
    }
  }
  schema {
    name                = "team"
    attribute_data_type = "String"
    mutable             = true
  }
  username_configuration { case_sensitive = false }
  tags = local.tags
}
resource "aws_cognito_user_pool" "plain" { name = "${var.name}-plain" }
resource "aws_cognito_user_pool_client" "web" {
  name                                 = "web"
  user_pool_id                         = aws_cognito_user_pool.users.id
  generate_secret                      = false
  explicit_auth_flows                  = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  callback_urls                        = var.changed ? ["https://notes.example/cb", "https://notes.example/app"] : ["https://notes.example/cb"]
  logout_urls                          = ["https://notes.example/out"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email"]
  supported_identity_providers         = ["COGNITO"]
  access_token_validity                = 60
  token_validity_units {
    access_token = "minutes"
  }
  prevent_user_existence_errors = "ENABLED"
}
resource "aws_cognito_user_pool_domain" "users" {
  domain       = var.name
  user_pool_id = aws_cognito_user_pool.users.id
}
resource "aws_cognito_identity_provider" "google" {
  user_pool_id  = aws_cognito_user_pool.users.id
  provider_name = "Google"
  provider_type = "Google"
  provider_details = {
    authorize_scopes = var.changed ? "email profile" : "email"
    client_id        = "id.apps.googleusercontent.com"
    client_secret    = "secret"
  }
  attribute_mapping = { email = "email", username = "sub" }
}
locals {
  tags = merge({ app = "notes" }, var.changed ? { changed = "yes" } : {})
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Enable IAM User Permissions"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::000000000000:root"]
    }
  }
}
resource "aws_kms_key" "key" {
  description             = var.changed ? "changed" : "as it was"
  deletion_window_in_days = 7
  enable_key_rotation     = !var.changed
  policy                  = data.aws_iam_policy_document.key.json
  tags                    = local.tags
}
resource "aws_kms_key" "plain" {}
resource "aws_dynamodb_table" "notes" {
  name         = var.name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "userId"
  range_key    = "noteId"
  attribute {
    name = "userId"
    type = "S"
  }
  attribute {
    name = "noteId"
    type = "S"
  }
  attribute {
    name = "created"
    type = "N"
  }
  global_secondary_index {
    name            = "byDate"
    hash_key        = "userId"
    range_key       = "created"
    projection_type = var.changed ? "KEYS_ONLY" : "ALL"
  }
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  point_in_time_recovery { enabled = true }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.key.arn
  }
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  tags             = local.tags
}
resource "aws_dynamodb_table" "plain" {
  name           = "${var.name}-plain"
  read_capacity  = var.changed ? 6 : 5
  write_capacity = 5
  hash_key       = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_s3_bucket" "uploads" { bucket = "${var.name}-uploads" }
resource "aws_s3_bucket_policy" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Sid = var.changed ? "Over TLS only" : "Only over TLS", Effect = "Deny", Principal = "*", Action = "s3:*",
      Resource = ["${aws_s3_bucket.uploads.arn}", "${aws_s3_bucket.uploads.arn}/*"]
    Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
  })
}
resource "aws_s3_bucket_cors_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  cors_rule {
    allowed_headers = ["*"]
    allowed_methods = ["GET", "PUT", "POST"]
    allowed_origins = ["https://notes.example"]
    expose_headers  = ["ETag"]
    max_age_seconds = var.changed ? 600 : 3000
  }
}
resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket                  = aws_s3_bucket.uploads.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = !var.changed
}
resource "aws_iam_role" "fn" {
  name_prefix        = "${var.name}-"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_iam_policy" "notes" {
  name   = var.name
  path   = "/app/"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = var.changed ? "dynamodb:GetItem" : "dynamodb:Query", Resource = aws_dynamodb_table.notes.arn }] })
  tags   = local.tags
}
resource "aws_iam_role_policy_attachment" "fn" {
  role       = aws_iam_role.fn.name
  policy_arn = aws_iam_policy.notes.arn
}
resource "aws_iam_role_policy_attachments_exclusive" "fn" {
  role_name   = aws_iam_role.fn.name
  policy_arns = [aws_iam_role_policy_attachment.fn.policy_arn]
}
resource "aws_iam_role" "job" {
  name               = "${var.name}-job"
  assume_role_policy = aws_iam_role.fn.assume_role_policy
}
resource "aws_iam_role_policy" "job" {
  name   = "job"
  role   = aws_iam_role.job.name
  policy = data.aws_iam_policy.jobs.policy
}
resource "aws_iam_role_policies_exclusive" "job" {
  role_name    = aws_iam_role.job.name
  policy_names = [aws_iam_role_policy.job.name]
}
resource "aws_iam_policy" "jobs" {
  name   = "${var.name}-jobs"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:Scan", Resource = aws_dynamodb_table.notes.arn }] })
}
resource "aws_iam_policy_attachment" "jobs" {
  name       = "jobs"
  policy_arn = aws_iam_policy.jobs.arn
  roles      = var.changed ? [] : [aws_iam_role.job.name]
}
resource "aws_lambda_function" "fn" {
  function_name = var.name
  role          = aws_iam_role.fn.arn
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  filename      = var.zip
  timeout       = var.changed ? 20 : 10
  environment { variables = { TABLE = aws_dynamodb_table.notes.name } }
  tags = local.tags
}
resource "aws_iam_openid_connect_provider" "login" {
  url            = "https://${var.name}.example"
  client_id_list = var.changed ? ["notes", "other"] : ["notes"]
  tags           = local.tags
}
resource "aws_iam_saml_provider" "company" {
  name                   = var.name
  saml_metadata_document = "<EntityDescriptor>${join("", [for i in range(var.changed ? 200 : 100) : "0123456789"])}</EntityDescriptor>"
  tags                   = local.tags
}
resource "aws_cognito_identity_pool" "pool" {
  identity_pool_name           = var.name
  saml_provider_arns           = [aws_iam_saml_provider.company.arn]
  openid_connect_provider_arns = [aws_iam_openid_connect_provider.login.arn]
  cognito_identity_providers {
    client_id     = aws_cognito_user_pool_client.web.id
    provider_name = aws_cognito_user_pool.users.endpoint
  }
}
data "aws_iam_role" "job" { name = aws_iam_role.job.name }
data "aws_iam_policy" "notes" { arn = aws_iam_policy.notes.arn }
data "aws_iam_policy" "jobs" { name = aws_iam_policy.jobs.name }
data "aws_cognito_identity_pool" "pool" {
  identity_pool_name = aws_cognito_identity_pool.pool.identity_pool_name
}
data "aws_cognito_user_pools" "users" {
  name       = var.name
  depends_on = [aws_cognito_user_pool.users]
}
data "aws_cognito_user_pool" "users" { user_pool_id = aws_cognito_user_pool.users.id }
data "aws_cognito_user_pool_client" "web" {
  user_pool_id = aws_cognito_user_pool.users.id
  client_id    = aws_cognito_user_pool_client.web.id
}
data "aws_cognito_user_pool_clients" "all" {
  user_pool_id = aws_cognito_user_pool.users.id
  depends_on   = [aws_cognito_user_pool_client.web]
}
output "identity_pool" {
  value = data.aws_cognito_identity_pool.pool
}

output "user_pools" {
  value = data.aws_cognito_user_pools.users
}

output "user_pool" {
  value = data.aws_cognito_user_pool.users
}

output "client" {
  value     = data.aws_cognito_user_pool_client.web
  sensitive = true
}

output "clients" {
  value = data.aws_cognito_user_pool_clients.all
}
output "role" {
  value = data.aws_iam_role.job
}
output "policies" {
  value = [data.aws_iam_policy.notes.policy, data.aws_iam_policy.jobs.policy]
}
