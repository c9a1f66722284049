# What the module's variable chooses is left to its default, and its data sources wait for the bucket.
resource "aws_s3_bucket" "uploads" {
  bucket = "uploads"
}

module "pool" {
  source     = "./pool"
  depends_on = [aws_s3_bucket.uploads]
}
