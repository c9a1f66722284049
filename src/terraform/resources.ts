/** CDKTF's own constructs (L1s), told apart by the resource that they write: their classes would have to be loaded, which
 *  takes long, and an app may have two copies of them. */
import type { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import type { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformResource } from "cdktf";

interface ResourceTypes {
  readonly aws_cognito_managed_user_pool_client: Pick<CognitoUserPoolClient, "id" | "userPoolId" | "userPoolIdInput">;
  readonly aws_cognito_user_group: CognitoUserGroup;
  readonly aws_cognito_user_pool_client: CognitoUserPoolClient;
  readonly aws_iam_role: IamRole;
}

/** Whether the value is the construct of a Terraform resource of one of the types. */
export function isResourceOf<Type extends keyof ResourceTypes>(
  value: unknown,
  ...types: readonly Type[]
): value is ResourceTypes[Type] {
  return TerraformResource.isTerraformResource(value) && types.some((type) => type === value.terraformResourceType);
}
