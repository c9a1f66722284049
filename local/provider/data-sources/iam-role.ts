/** aws_iam_role: a role that is there, by its name. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
import { GetRoleCommand } from "@aws-sdk/client-iam";
import { decodedPolicy } from "../aws/role-policies";
import { text } from "../values";
import type { DataSource } from "./data-source";

export const iamRoleByName: DataSource = {
  type: "aws_iam_role",

  async read(config, aws) {
    const { Role } = await aws.clients.iam.send(new GetRoleCommand({ RoleName: text(config.name) }));
    return {
      id: Role?.RoleName ?? "",
      arn: Role?.Arn ?? "",
      assume_role_policy: decodedPolicy(Role?.AssumeRolePolicyDocument),
      create_date: Role?.CreateDate?.toISOString().replace(".000Z", "Z") ?? "",
      description: Role?.Description ?? "",
      max_session_duration: Role?.MaxSessionDuration ?? null,
      path: Role?.Path ?? "",
      permissions_boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? "",
      role_last_used: [],
      tags: Object.fromEntries((Role?.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])),
      unique_id: Role?.RoleId ?? "",
    };
  },
};
