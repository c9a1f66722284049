import { CannotAdopt } from "./cannot-adopt";

/** Why a pool could not be adopted, in words where the AWS SDK has none: one line for each reason. */
export function failureInWords(error: unknown): string[] {
  if (error instanceof CannotAdopt) return ["this pool cannot be adopted as it is:", ...error.reasons];
  const { name, message } = error as Error;
  switch (name) {
    case "ResourceNotFoundException":
      return [`the account of these credentials has no such pool in the region that the id names: ${message}`];
    case "NoSuchEntityException":
    case "NoSuchEntity":
      return [`a role of the pool does not exist: ${message} Give the pool another role first.`];
    case "CredentialsProviderError":
      return ["there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."];
    case "AccessDeniedException":
    case "AccessDenied":
      return [
        `these credentials may not read all that is needed: ${message}`,
        "They need cognito-identity:DescribeIdentityPool, GetIdentityPoolRoles and GetPrincipalTagAttributeMap, and iam:GetRole, GetRolePolicy, ListRolePolicies and ListAttachedRolePolicies.",
      ];
    default:
      return [`${name}: ${message}`];
  }
}
