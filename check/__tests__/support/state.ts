/** The state of a pool, as `terraform show -json` prints it. https://developer.hashicorp.com/terraform/internals/json-format */
import { POOL, PROVIDER } from "./account";

export interface Statement {
  readonly Effect?: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Policies {
  /** Of users.
   *  @default none: users get no credentials */
  readonly authenticated?: readonly Statement[];
  /** Of guests.
   *  @default none: guests get no credentials */
  readonly unauthenticated?: readonly Statement[];
}

export function stateWith({ authenticated, unauthenticated }: Policies, identityPoolId = POOL): object {
  const clients = [{ client_id: "app", provider_name: PROVIDER, server_side_token_check: true }];
  const resources = [
    resource("aws_cognito_identity_pool", "pool", {
      id: identityPoolId,
      identity_pool_name: "notes",
      allow_unauthenticated_identities: unauthenticated !== undefined,
      allow_classic_flow: false,
      cognito_identity_providers: clients,
    }),
    resource("aws_cognito_identity_pool_roles_attachment", "roles", {
      identity_pool_id: identityPoolId,
      roles: {
        ...(authenticated && { authenticated: arnOf("authenticated") }),
        ...(unauthenticated && { unauthenticated: arnOf("unauthenticated") }),
      },
      role_mapping: [],
    }),
    ...(authenticated ? role("authenticated", authenticated, identityPoolId) : []),
    ...(unauthenticated ? role("unauthenticated", unauthenticated, identityPoolId) : []),
  ];
  return { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources } } };
}

function resource(type: string, name: string, values: object): object {
  const provider_name = "registry.terraform.io/hashicorp/aws";
  return { address: `${type}.${name}`, mode: "managed", type, name, provider_name, schema_version: 0, values };
}

const arnOf = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

function role(name: string, statements: readonly Statement[], identityPoolId: string): object[] {
  const trust = {
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { "cognito-identity.amazonaws.com:aud": identityPoolId },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": name },
    },
  };
  const policy = documentOf(statements.map((statement) => ({ Effect: "Allow", ...statement })));
  return [
    resource("aws_iam_role", name, {
      ...{ id: name, name, arn: arnOf(name), assume_role_policy: documentOf([trust]) },
      ...{ inline_policy: [], managed_policy_arns: [], permissions_boundary: "" },
    }),
    resource("aws_iam_role_policy", name, { id: `${name}:all`, name: "all", role: name, policy }),
  ];
}

function documentOf(Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
