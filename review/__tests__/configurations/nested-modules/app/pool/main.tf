variable "name" {
  type = string
}

resource "aws_cognito_identity_pool" "this" {
  identity_pool_name = var.name
}

output "id" {
  value = aws_cognito_identity_pool.this.id
}
