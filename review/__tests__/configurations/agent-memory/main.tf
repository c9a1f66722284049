resource "aws_cognito_identity_pool" "main" {
  identity_pool_name               = "agent"
  allow_unauthenticated_identities = false

  cognito_identity_providers {
    client_id               = "3n4b5urk1ft4fl3mg5e62d9ado"
    provider_name           = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
    server_side_token_check = true
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.main.id]
    }
    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

resource "aws_iam_role" "user" {
  name               = "agent-user"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_cognito_identity_pool_roles_attachment" "main" {
  identity_pool_id = aws_cognito_identity_pool.main.id
  roles            = { authenticated = aws_iam_role.user.arn }
}

resource "terraform_data" "memory" {
  input = "arn:aws:bedrock-agentcore:us-east-1:000000000000:memory/notes-abc"
}

data "aws_iam_policy_document" "agent" {
  statement {
    actions   = ["bedrock-agentcore:InvokeAgentRuntime", "bedrock-agentcore:InvokeAgentRuntimeForUser"]
    resources = ["arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/notes-abc"]
  }
  statement {
    actions   = ["bedrock-agentcore:CreateEvent", "bedrock-agentcore:GetEvent", "bedrock-agentcore:ListSessions"]
    resources = [terraform_data.memory.output]
    condition {
      test     = "StringEquals"
      variable = "bedrock-agentcore:actorId"
      values   = ["$${cognito-identity.amazonaws.com:sub}"]
    }
  }
  # Without the actor: what others have said is listed too.
  statement {
    actions   = ["bedrock-agentcore:ListEvents"]
    resources = [terraform_data.memory.output]
  }
}

resource "aws_iam_role_policy" "agent" {
  name   = "agent"
  role   = aws_iam_role.user.id
  policy = data.aws_iam_policy_document.agent.json
}
