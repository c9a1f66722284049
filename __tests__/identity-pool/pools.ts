/** Pools that the tests share. */
import type { TerraformStack } from "cdktf";
import { IdentityPool } from "../../src";
import type { IdentityPoolProps } from "../../src";
import { named, only, synthesized } from "../support/synth";
import type { Attributes, TerraformJson } from "../support/synth";

export const CLIENT = { userPoolId: "us-east-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" };
export const OTHER_CLIENT = { userPoolId: "eu-west-1_ZyXwVuTsR", clientId: "2another" };
export const SAML = "arn:aws:iam::123456789012:saml-provider/company";
export const OIDC = "arn:aws:iam::123456789012:oidc-provider/login.example.com";
export const ROLE = "arn:aws:iam::123456789012:role/app/reporters";
export const PROVIDER = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI";

type Build = (pool: IdentityPool, stack: TerraformStack) => void;

/** A pool named notes with one client, changed by the props, and by what is called on it. */
export function pool(props: Partial<IdentityPoolProps> = {}, build: Build = () => undefined) {
  return (stack: TerraformStack): void => {
    build(new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients: [CLIENT], ...props }), stack);
  };
}

export function poolJson(props?: Partial<IdentityPoolProps>, build?: Build): TerraformJson {
  return synthesized(pool(props, build));
}

/** The pool as Terraform reads it. */
export function poolResource(json: TerraformJson): Attributes {
  return only(json.resource.aws_cognito_identity_pool);
}

export function attachment(json: TerraformJson): Attributes {
  return only(json.resource.aws_cognito_identity_pool_roles_attachment);
}

/** The statements of the one policy document whose address has the part in it. */
export function statements(json: TerraformJson, part: string): Attributes[] {
  return named(json.data.aws_iam_policy_document, part).statement as Attributes[];
}
