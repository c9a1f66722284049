# An app module that calls a pool module and a role module, twice.
module "app" {
  for_each = toset(["blue", "green"])
  source   = "./app"
  name     = "nested-${each.key}"
}
