# A module makes the roles from the pool's id, and gives their ARNs back.
resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "roles-of-a-module"
  allow_unauthenticated_identities = true
}

module "role" {
  for_each         = { authenticated = "s3:PutObject", unauthenticated = "s3:GetObject" }
  source           = "./role"
  name             = "roles-of-a-module-${each.key}"
  identity_pool_id = aws_cognito_identity_pool.main.id
  amr              = each.key
  action           = each.value
}

module "attachment" {
  source           = "./attachment"
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { for key, role in module.role : key => role.arn }
}
