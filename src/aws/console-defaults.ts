/** What the AWS console names and grants when it makes an identity pool by its wizard, as the Serverless Stack guide uses it.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */

/** The inline policy that the wizard gives to a role: `oneClick_`, the role's name and a number that only IAM knows. */
export function consolePolicyName(roleName: string): string {
  return `oneClick_${roleName}_NUMBER`;
}

/** What the wizard lets guests do. */
export const consoleGuestActions = ["mobileanalytics:PutEvents", "cognito-sync:*"];
