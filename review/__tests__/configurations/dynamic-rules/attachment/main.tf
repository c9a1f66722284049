variable "identity_pool_id" {
  type = string
}

variable "roles" {
  type = map(string)
}

variable "mappings" {
  type = list(object({
    identity_provider = string
    rules             = list(map(string))
  }))
}

resource "aws_cognito_identity_pool_roles_attachment" "this" {
  identity_pool_id = var.identity_pool_id
  roles            = var.roles

  dynamic "role_mapping" {
    for_each = var.mappings
    content {
      identity_provider         = role_mapping.value.identity_provider
      type                      = "Rules"
      ambiguous_role_resolution = "Deny"

      dynamic "mapping_rule" {
        for_each = role_mapping.value.rules
        content {
          claim      = mapping_rule.value.claim
          match_type = mapping_rule.value.match_type
          value      = mapping_rule.value.value
          role_arn   = mapping_rule.value.role_arn
        }
      }
    }
  }
}
