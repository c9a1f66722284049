variable "name" {
  type = string
}

module "pool" {
  source = "./pool"
  name   = var.name
}

module "role" {
  source  = "./role"
  name    = var.name
  pool_id = module.pool.id
}

resource "aws_cognito_identity_pool_roles_attachment" "this" {
  identity_pool_id = module.pool.id
  roles            = { authenticated = module.role.arn }
}
