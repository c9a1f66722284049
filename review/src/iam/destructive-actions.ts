/** Actions that destroy, stop, open up or reconfigure what an app runs on, as opposed to what users keep there.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html */
import { actionsOfAws } from "./aws-actions";

/** The destructive actions that a pattern stands for, as AWS writes them. Those of Cognito are a list of their own.
 *  @param pattern of one service; not `*` alone
 *  @throws NotModelled if IAM would not store it */
export function destructiveActionsOf(pattern: string): string[] {
  const { writing, permissions } = actionsOfAws(pattern);
  return writing.filter((action) => {
    if (OF_USERS.test(action)) return false;
    const isDestroying = DESTROYING.test(action) && !ABOUT_DATA.test(action);
    return isDestroying || CONFIGURING.test(action) || (permissions.includes(action) && CHANGING.test(action));
  });
}

/** Verbs of calls that take something away. */
const DESTROYING =
  /:(?:Batch)?(?:Close|Delete|Deregister|Destroy|Disable|Leave|Purge|Reboot|Remove|Schedule\w*Deletion|Stop|Terminate)(?:[A-Z]|$)/;

/** Verbs of calls that change who may do something: of the others at this access level, some only use a permission. */
const CHANGING =
  /:(?:Add|Attach|Authorize|Bypass|Create|Delete|Detach|Disable|Enable|Grant|Modify|Put|Remove|Revoke|Set|Update)[A-Z]/;

/** Calls that change what a bucket, a table, a queue or the account is like: how long things are kept, where they are copied
 *  to, and what becomes of them. */
const CONFIGURING = new RegExp(
  `^(?:${[
    "account:(?:Enable|Put|Start)\\w+",
    "apigateway:(?:DELETE|PATCH|POST|PUT)",
    "cloudtrail:(?:Put|Update)\\w+",
    "dynamodb:(?:CreateTable\\w*|ImportTable|RestoreTable\\w+|Update(?:ContinuousBackups|GlobalTable\\w*|Table\\w*|TimeToLive))",
    "ec2:(?:Authorize|Modify|Revoke)\\w+",
    "kinesis:(?:DecreaseStreamRetentionPeriod|MergeShards|SplitShard|Update\\w+)",
    "logs:(?:AssociateKmsKey|Put(?:Destination|Retention|Subscription)\\w*)",
    "organizations:(?:Create|Invite|Move|Update)\\w+",
    "rds:(?:Modify|Restore)\\w+",
    "s3:(?:Create(?:AccessPoint|Bucket)\\w*|Put\\w*(?:Bucket|Configuration|PublicAccessBlock)\\w*)",
  ].join("|")})$`,
);

/** Calls about an object are about what users keep, also where they change who may read it. */
const OF_USERS = /^cognito-|:\w*Object\w*$/;

/** What is kept, and what users of an app may well take away: rows, messages, jobs and the like. */
const ABOUT_DATA =
  /(?:Attributes|Comments?|Conversation|Endpoints?|Entit(?:y|ies)|Events?|Execution|Faces?|Feedback|Geofence|Histor(?:y|ies)|Items?|Jobs?|Matchmaking|Messages?|Placement|Quer(?:y|ies)|Records?|Run|Session|Shadow|Tags?|Tagging|Task|Upload|Voice|Favorite|Reaction)(?:Batch)?$/;
