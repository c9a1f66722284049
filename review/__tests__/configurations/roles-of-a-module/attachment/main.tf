variable "identity_pool_id" {
  type = string
}

variable "roles" {
  type = map(string)
}

resource "aws_cognito_identity_pool_roles_attachment" "this" {
  identity_pool_id = var.identity_pool_id
  roles            = var.roles
}
