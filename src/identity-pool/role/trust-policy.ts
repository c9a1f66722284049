/** Trust policies: who may take a role of the pool. `aud` ties the role to this pool (IAM refuses a policy without it),
 *  `amr` keeps guests out of the role of those who signed in.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
import type { DataAwsIamPolicyDocumentStatement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { PoolReference } from "../../permissions/pool-reference";

/** How the identity came by its token, as Cognito writes it into the token's `amr` claim. */
export type Authentication = "authenticated" | "unauthenticated";

/** The one statement of a trust policy.
 *  @param sessionTags whether Cognito passes principal tags on to the session; IAM asks for a permission of its own then */
export function trustStatement(
  pool: PoolReference,
  authentication: Authentication,
  sessionTags: boolean,
): DataAwsIamPolicyDocumentStatement {
  const { cognitoPrincipal, conditionKeyPrefix } = pool.partition;
  return {
    effect: "Allow",
    actions: ["sts:AssumeRoleWithWebIdentity", ...(sessionTags ? ["sts:TagSession"] : [])],
    principals: [{ type: "Federated", identifiers: [cognitoPrincipal] }],
    condition: [
      { test: "StringEquals", variable: `${conditionKeyPrefix}:aud`, values: [pool.identityPoolId] },
      { test: "ForAnyValue:StringLike", variable: `${conditionKeyPrefix}:amr`, values: [authentication] },
    ],
  };
}
