# The habit of large module collections: everything has count = var.enabled ? 1 : 0, and join() around the results.
module "pool" {
  source  = "./pool"
  enabled = true
  name    = "count-in-a-module"
}
