/** Names of identity pools. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
import { form, type Check } from "../checks";

/** White space is that of ASCII alone: the AWS provider's patterns are Go's, whose \s knows no other. */
export const identityPoolName: Check = form(
  /^[\w\t\n\f\r +=,.@-]+$/,
  "must contain only alphanumeric characters, dots, underscores and hyphens",
);
