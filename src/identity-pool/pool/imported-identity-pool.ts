/** Pools that the stack does not make. */
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { Construct } from "constructs";
import { limits } from "../../aws/limits";
import { Partition } from "../../aws/partition";
import { problemsWith } from "../../checks/check-limit";
import { readAtPlan } from "../../terraform/read-at-plan";
import { known, split } from "../../terraform/tokens";
import { FederatedRole } from "../role/federated-role";
import type { FederatedRoleOptions } from "../role/federated-role-options";
import { roleNamePrefix } from "../role/role-name";
import type { IIdentityPool } from "./i-identity-pool";

export interface ImportedIdentityPoolOptions {
  /** The AWS partition that the pool is in.
   *  @default that of the region in the pool's id; Partition.AWS where the id is a token */
  readonly partition?: Partition;
  /** Whether the pool maps claims to principal tags: its roles' trust policies must allow sts:TagSession then.
   *  @default false */
  readonly sessionTags?: boolean;
}

/** Made by `IdentityPool.fromIdentityPoolId`. */
export class ImportedIdentityPool extends Construct implements IIdentityPool {
  readonly identityPoolId: string;
  readonly partition: Partition;
  private readonly sessionTags: boolean;
  private callerIdentity?: DataAwsCallerIdentity;

  constructor(scope: Construct, id: string, identityPoolId: string, options: ImportedIdentityPoolOptions) {
    super(scope, id);
    const { partition = partitionOf(identityPoolId), sessionTags = false } = options;
    this.identityPoolId = readAtPlan(this, identityPoolId);
    this.partition = partition;
    this.sessionTags = sessionTags;
    this.node.addValidation({
      validate: () => problemsWith("identityPoolId", identityPoolId, limits.identityPoolId),
    });
  }

  /** ARN of the pool, in the account of the AWS provider. */
  get identityPoolArn(): string {
    this.callerIdentity ??= new DataAwsCallerIdentity(this, "CallerIdentity");
    const { accountId } = this.callerIdentity;
    return `arn:${this.partition.name}:cognito-identity:${regionOf(this.identityPoolId)}:${accountId}:identitypool/${this.identityPoolId}`;
  }

  addRole(id: string, options: FederatedRoleOptions = {}): FederatedRole {
    const role = new FederatedRole(this, id, {
      pool: this,
      authentication: "authenticated",
      defaultRoleNamePrefix: roleNamePrefix(this.node.id, id),
      role: options,
      // Which tags they are, the pool knows; without any, none can be asked for.
      sessionTags: () => (this.sessionTags ? undefined : []),
    });
    if (this.sessionTags) role.allowSessionTags();
    return role;
  }
}

function partitionOf(identityPoolId: string): Partition {
  return known(identityPoolId) ? Partition.ofRegion(regionOf(identityPoolId)) : Partition.AWS;
}

/** A pool's id begins with its region. */
function regionOf(identityPoolId: string): string {
  return split(identityPoolId, ":", 0);
}
