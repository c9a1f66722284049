/** What the AWS console names and grants when it makes an identity pool: by its wizard, as the Serverless Stack guide uses it,
 *  and since 2023.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */

/** The inline policy that the wizard gave to a role: `oneClick_`, the role's name and a number that only IAM knows. */
export function consolePolicyName(roleName: string): string {
  return `oneClick_${roleName}_NUMBER`;
}

/** What the wizard let guests do. */
export const consoleGuestActions = ["mobileanalytics:PutEvents", "cognito-sync:*"];

/** Where the console puts roles since 2023, and the customer managed policy of each,
 *  `Cognito-authenticated-NUMBER` or `Cognito-unauthenticated-NUMBER`. */
export const consoleRolePath = "/service-role/";
