/** aws_caller_identity: the account that the provider works in. */
import type { DataSource } from "./data-source";

export const callerIdentity: DataSource = {
  type: "aws_caller_identity",

  async read(_config, aws) {
    const { accountId, arn, userId } = await aws.callerIdentity();
    return { id: accountId, account_id: accountId, arn, user_id: userId };
  },
};
