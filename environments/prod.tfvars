# The prod environment: what the stack asks for. Used with -var-file, which takes the file's
# absolute path.

# Name of the identity pool. Changing it later replaces the pool, and with it every identity.
identity_pool_name = "notes-prod"

# The user pool whose users sign in, and its app client.
user_pool_id        = "us-east-1_AbCdEfGhI"
user_pool_client_id = "1h57kf5cpq17m0eml12EXAMPLE"

# The bucket that users upload their files to.
bucket_name = "notes-prod-uploads"

# Left out, it is AWS_REGION or the region of the AWS profile: another one's would replace the pool.
region = "us-east-1"

# The account that this environment is in: credentials of any other one are refused at plan.
allowed_account_ids = ["444455556666"]
