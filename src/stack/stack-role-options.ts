/** The settings of the stack's two roles. Their names, paths and policies are the stack's own, or those of a pool that is
 *  adopted.
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
import { limits } from "../aws/limits";
import { mapOf, object, optional, text, wholeNumber } from "../checks/kinds";
import type { FederatedRoleOptions } from "../identity-pool/role/federated-role-options";

/** Description, session duration, permissions boundary and tags of a role of the stack.
 *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 *  @example { description: "Users of the notes app", maxSessionDurationSeconds: 7200 } */
export type StackRoleOptions = Pick<
  FederatedRoleOptions,
  "description" | "permissionsBoundaryArn" | "maxSessionDurationSeconds" | "tags"
>;

export const stackRoleKind = object<StackRoleOptions>({
  rule: "the settings of a role of the stack ({ description, maxSessionDurationSeconds, permissionsBoundaryArn, tags })",
  see: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  settings: {
    description: optional(text(limits.roleDescription)),
    permissionsBoundaryArn: optional(text("the ARN of a managed policy")),
    maxSessionDurationSeconds: optional(wholeNumber(limits.maxSessionDurationSeconds)),
    tags: optional(mapOf(text(limits.tagValue), 'tags, such as { team: "notes" }')),
  },
});
