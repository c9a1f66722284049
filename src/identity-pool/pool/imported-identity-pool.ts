/** Pools that the stack does not make. */
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { Construct } from "constructs";
import { limits } from "../../aws/limits";
import { Partition } from "../../aws/partition";
import { problemsWith } from "../../checks/check-limit";
import { problemsWithAddress, readId } from "../../checks/construct-id";
import { inWords } from "../../checks/in-words";
import { flag, object, optional, text } from "../../checks/kinds";
import { partitionKind, problemsWithPartition } from "../../checks/partition";
import { readAtPlan } from "../../terraform/read-at-plan";
import { known, split, unusable, withLiterals } from "../../terraform/tokens";
import { refuseIfWritten } from "../../terraform/written-stack";
import { FederatedRole } from "../role/federated-role";
import { roleOptionsKind } from "../role/federated-role-options";
import type { FederatedRoleOptions } from "../role/federated-role-options";
import { roleNamePrefix } from "../role/role-name";
import type { IIdentityPool } from "./i-identity-pool";

/** What this stack must know about a pool that is made elsewhere.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
export interface ImportedIdentityPoolOptions {
  /** The AWS partition that the pool is in.
   *  @default that of the region in the pool's id; Partition.AWS where the id is a token
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition?: Partition;
  /** Whether the pool maps claims to principal tags: its roles' trust policies must allow sts:TagSession then.
   *  @default false
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
  readonly sessionTags?: boolean;
}

const optionsKind = object<ImportedIdentityPoolOptions>({
  rule: "the options of a pool made elsewhere ({ partition, sessionTags })",
  see: "https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html",
  settings: { partition: optional(partitionKind), sessionTags: optional(flag) },
});

/** Ids of the constructs below an imported pool. */
const reservedIds = /^(?:Resource|Default|CallerIdentity|Value[0-9A-F]{8})$/;

/** With the partition, the region and the pool's id. */
const ARN = /^arn:([\w-]+):cognito-identity:([\w-]+):\d{12}:identitypool\/(.+)$/;

/** Made by `IdentityPool.fromIdentityPoolId`. */
export class ImportedIdentityPool extends Construct implements IIdentityPool {
  readonly identityPoolId: string;
  readonly partition: Partition;
  private readonly sessionTags: boolean;
  private readonly givenArn?: string;
  private readonly misuse: string[] = [];
  private callerIdentity?: DataAwsCallerIdentity;

  /** @param identityPoolArn where the pool was given by it */
  constructor(
    scope: Construct,
    id: string,
    identityPoolId: string,
    options: ImportedIdentityPoolOptions,
    identityPoolArn?: { readonly given: unknown },
  ) {
    super(scope, id);
    const given = optionsKind.read("", options, limits.identityPoolId.see);
    const idOrToken = text(limits.identityPoolId).read("identityPoolId", identityPoolId, limits.identityPoolId.see);
    const literalId = withLiterals(this, idOrToken.usable);
    const { partition = partitionOf(literalId), sessionTags = false } = given.usable;
    this.misuse.push(...given.problems, ...(identityPoolArn === undefined ? idOrToken.problems : []));
    this.identityPoolId = readAtPlan(this, literalId);
    this.partition = partition;
    this.sessionTags = sessionTags;
    this.givenArn = typeof identityPoolArn?.given === "string" ? identityPoolArn.given : undefined;
    this.node.addValidation({
      validate: () => [
        ...problemsWithAddress(this),
        ...this.misuse,
        ...problemsWithPartition(partition),
        ...(identityPoolArn === undefined
          ? problemsWith("identityPoolId", literalId, limits.identityPoolId)
          : problemsWithArn(withLiterals(this, identityPoolArn.given), partition)),
      ],
    });
  }

  /** ARN of the pool: the one that was given, or else one in the account of the AWS provider. */
  get identityPoolArn(): string {
    if (this.givenArn !== undefined) return this.givenArn;
    this.callerIdentity ??= new DataAwsCallerIdentity(this, "CallerIdentity");
    const { accountId } = this.callerIdentity;
    return `arn:${this.partition.name}:cognito-identity:${regionOf(this.identityPoolId)}:${accountId}:identitypool/${this.identityPoolId}`;
  }

  addRole(id: string, options: FederatedRoleOptions = {}): FederatedRole {
    refuseIfWritten(this, "addRole");
    const { problems, usable: usableId } = readId(this, "addRole: id", id, reservedIds);
    this.misuse.push(...problems);
    const given = roleOptionsKind.read("", options, limits.roleName.see);
    const role = new FederatedRole(this, usableId, {
      pool: this,
      authentication: "authenticated",
      defaultRoleNamePrefix: roleNamePrefix(this.node.id, usableId),
      role: given.usable,
      // Only the pool knows which tags there are. Without `sessionTags` there are none.
      sessionTags: () => (this.sessionTags ? undefined : []),
    });
    if (given.problems.length > 0) role.node.addValidation({ validate: () => [...given.problems] });
    if (this.sessionTags) role.allowSessionTags();
    return role;
  }
}

/** The id in an ARN. If the text is not an ARN, a token, which no check reports: the check of the ARN does. */
export function identityPoolIdIn(identityPoolArn: string): string {
  if (typeof identityPoolArn !== "string") return unusable();
  return known(identityPoolArn) ? (ARN.exec(identityPoolArn)?.[3] ?? unusable()) : split(identityPoolArn, "/", 1);
}

function problemsWithArn(arn: unknown, partition: Partition): string[] {
  if (typeof arn === "string" && !known(arn)) return [];
  const [, partitionOfArn, regionOfArn, id] = typeof arn === "string" ? (ARN.exec(arn) ?? []) : [];
  const isFine =
    id !== undefined &&
    problemsWith("", id, limits.identityPoolId).length === 0 &&
    regionOf(id) === regionOfArn &&
    partitionOfArn === partition.name;
  if (isFine) return [];
  return [
    `identityPoolArn is ${inWords(arn)}: give an ARN of the form arn:${partition.name}:cognito-identity:REGION:ACCOUNT:identitypool/REGION:GUID. ` +
      "See https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html",
  ];
}

function partitionOf(identityPoolId: string): Partition {
  if (!known(identityPoolId)) return Partition.AWS;
  return Partition.ofRegion(regionOf(identityPoolId));
}

/** A pool's id begins with its region. */
function regionOf(identityPoolId: string): string {
  return split(identityPoolId, ":", 0);
}
