/** A role that identities of a pool take: who may take it comes from the pool, what it may do from grants.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { limits } from "../../aws/limits";
import { problemsWith } from "../../checks/check-limit";
import { readId } from "../../checks/construct-id";
import { text } from "../../checks/kinds";
import { problemsWithIamArn } from "../../checks/iam-arn";
import type { PolicyStatement } from "../../permissions/policy-statement";
import { problemsWithTagKeys } from "../../permissions/principal-tag";
import type { PoolReference } from "../../permissions/pool-reference";
import type { SessionTag } from "../../permissions/session-tag";
import { known, unusable, withLiterals } from "../../terraform/tokens";
import { warnOnceAtSynth } from "../../terraform/warn-once-at-synth";
import { refuseIfWritten } from "../../terraform/written-stack";
import { warningsAboutConstructPaths } from "./construct-paths";
import { isExistingRole, roleNameIn } from "./existing-role";
import type { ExistingRole } from "./existing-role";
import { problemsWithRoleOptions } from "./federated-role-options";
import type { FederatedRoleOptions } from "./federated-role-options";
import { InlinePolicy, problemsWithInlinePolicies } from "./inline-policy";
import { ManagedPolicies } from "./managed-policies";
import { policySize } from "./policy-size";
import { registerRoleName } from "./role-name";
import { warningsAboutSessionTags } from "./session-tags";
import type { TagKnowledge } from "./session-tags";
import { registerRole } from "./roles-of-stack";
import { problemsWithStatements, readStatements, warningsAboutServices } from "./statement-checks";
import { problemsWithPartitionOf } from "./statement-partition";
import { trustStatement } from "./trust-policy";
import type { Authentication } from "./trust-policy";

const policyArnKind = text("the ARN of a managed policy");

/** Ids of the constructs below a role. */
const reservedIds =
  /^(?:Resource|TrustPolicy|Grants|Group|Document|Default|ManagedPolic(?:y|ies)[0-9A-F]{8}|Value[0-9A-F]{8})$/;

/** What a role is made of, by its pool. */
export interface FederatedRoleProps {
  /** The pool whose identities take the role.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
  readonly pool: PoolReference;
  /** Whether those who signed in take it, or guests.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
  readonly authentication: Authentication;
  /** What the name of the role begins with where the options do not say, at most 38 characters.
   *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role#name_prefix */
  readonly defaultRoleNamePrefix: string;
  /** How the role is made, or the role that there is already.
   *  @default a new role that may do nothing until something is granted
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  readonly role?: FederatedRoleOptions | ExistingRole;
  /** The tags that sessions of the role bring along, asked at synth.
   *  @default not known: then statements may name any
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
  readonly sessionTags?: () => readonly SessionTag[] | undefined;
}

/** A role that identities of a pool take. Its pool makes it (`authenticatedRole`, `addRole`, `addGroup`); what it may do is
 *  granted to it.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 *  @example pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes-app-uploads" })) */
export class FederatedRole extends Construct {
  /** ARN of the role. */
  readonly roleArn: string;
  /** Name of the role. */
  readonly roleName: string;
  /** The L1, as an escape hatch; not there for a role that existed before.
   *  @default none, for a role that existed before
   *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
  readonly resource?: IamRole;

  private readonly props: FederatedRoleProps;
  private readonly trustPolicy?: DataAwsIamPolicyDocument;
  private readonly managedPolicies: ManagedPolicies;
  private readonly inlinePolicies: InlinePolicy[] = [];
  private readonly grantsPolicyName: string;
  private grants?: InlinePolicy;
  private readonly misuse: string[] = [];

  /** Roles are made by their pool: `IdentityPool.addRole`, `addGroup`. */
  constructor(scope: Construct, id: string, props: FederatedRoleProps) {
    super(scope, id);
    this.props = props;
    const { role = {} } = props;
    this.node.addValidation({ validate: () => this.misuse });
    this.grantsPolicyName = ("grantsPolicyName" in role ? role.grantsPolicyName : undefined) ?? "Grants";
    if (isExistingRole(role)) {
      this.roleArn = role.roleArn;
      this.roleName = role.roleName ?? roleNameIn(role.roleArn);
      this.node.addValidation({ validate: () => this.problemsWithExistingRole(withLiterals(this, role)) });
    } else {
      this.trustPolicy = new DataAwsIamPolicyDocument(this, "TrustPolicy");
      this.writeTrustPolicy(false);
      this.resource = this.createRole(role, this.trustPolicy.json);
      this.roleArn = this.resource.arn;
      this.roleName = this.resource.name;
      registerRole({ construct: this, roleArn: this.roleArn, ...props });
      this.node.addValidation({
        validate: () => [
          ...problemsWithRoleOptions(this, withLiterals(this, role), props.pool.partition),
          ...this.managedPolicies.problems(props.pool.partition),
          ...this.problemsWithTrustPolicy(),
        ],
      });
    }
    this.managedPolicies = new ManagedPolicies(this, this.roleName);
    if (!isExistingRole(role)) {
      this.managedPolicies.attachAll(role.managedPolicyArns ?? []);
    }
  }

  /** Lets the role do what the statements say. All grants of a role make one inline policy.
   *  @throws Error if app.synth() has written the stack already, as do addPolicy and attachManagedPolicy
   *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md */
  grant(...statements: PolicyStatement[]): void {
    refuseIfWritten(this, "grant");
    if (statements.length === 0) return;
    this.grants ??= this.createInlinePolicy("Grants", this.grantsPolicyName, "grantsPolicyName");
    this.grants.add(this.read("grant", statements));
  }

  /** The inline policy that holds the grants, once there are any: the L1, as an escape hatch. */
  get grantsPolicy(): IamRolePolicy | undefined {
    return this.grants?.resource;
  }

  /** Gives the role an inline policy of its own beside the grants.
   *  @param id name of the policy, unique in the role: 1 to 128 letters, digits and `_ + = , . @ -`
   *  @returns the L1, as an escape hatch: `.importFrom("ROLE:POLICY")` takes over a policy that exists
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
  addPolicy(id: string, statements: readonly PolicyStatement[]): IamRolePolicy {
    refuseIfWritten(this, "addPolicy");
    const { problems, usable } = readId(this, "addPolicy: id", id, reservedIds);
    this.misuse.push(...problems);
    const policyName = problems.length === 0 ? id : unusable();
    const policy = this.createInlinePolicy(usable, policyName, "addPolicy: id");
    policy.add(this.read("addPolicy", statements));
    return policy.resource;
  }

  /** Attaches a managed policy. A second call with the same ARN attaches nothing more.
   *  @param policyArn such as `arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess`
   *  @returns the L1, as an escape hatch: `.importFrom("ROLE/ARN")` takes over an attachment that exists
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
  attachManagedPolicy(policyArn: string): IamRolePolicyAttachment {
    refuseIfWritten(this, "attachManagedPolicy");
    const { problems, usable } = policyArnKind.read(
      "attachManagedPolicy: policyArn",
      policyArn,
      limits.managedPolicies.see,
    );
    this.misuse.push(...problems);
    return this.managedPolicies.attach(usable);
  }

  /** All statements that the role was given here. */
  get statements(): PolicyStatement[] {
    return this.inlinePolicies.flatMap((policy) => policy.statements);
  }

  private get literals(): PolicyStatement[] {
    return this.inlinePolicies.flatMap((policy) => policy.literals);
  }

  /** Lets Cognito pass principal tags on to the sessions of this role. A role that existed before keeps its own
   *  trust policy. */
  allowSessionTags(): void {
    this.writeTrustPolicy(true);
  }

  /** The statements that can be written; what is wrong with the others is noted. */
  private read(call: string, given: unknown): PolicyStatement[] {
    const { problems, usable } = readStatements(call, given);
    this.misuse.push(...problems);
    warningsAboutServices(usable).forEach((warning) => {
      Annotations.of(this).addWarning(warning);
    });
    return usable;
  }

  private createRole(options: FederatedRoleOptions, assumeRolePolicy: string): IamRole {
    const { roleName, roleNamePrefix = this.props.defaultRoleNamePrefix } = options;
    if (roleName !== undefined) registerRoleName(this, roleName);
    return new IamRole(this, "Resource", {
      ...(roleName === undefined ? { namePrefix: roleNamePrefix } : { name: roleName }),
      assumeRolePolicy,
      path: options.path,
      description: options.description,
      permissionsBoundary: options.permissionsBoundaryArn,
      maxSessionDuration: options.maxSessionDurationSeconds,
      tags: options.tags,
    });
  }

  private writeTrustPolicy(sessionTags: boolean): void {
    this.trustPolicy?.putStatement([trustStatement(this.props.pool, this.props.authentication, sessionTags)]);
  }

  private createInlinePolicy(id: string, policyName: string, nameSetting: string): InlinePolicy {
    const policy = new InlinePolicy(this, id, { roleName: this.roleName, policyName, nameSetting });
    if (this.inlinePolicies.length === 0) {
      warnOnceAtSynth(this, policy.resource, () => {
        const statements = this.literals;
        return [...warningsAboutSessionTags(statements, this.tags()), ...warningsAboutConstructPaths(this, statements)];
      });
      this.node.addValidation({
        validate: () => {
          const statements = this.literals;
          return [
            ...problemsWithInlinePolicies(this.inlinePolicies, this.tags()),
            ...problemsWithStatements(statements),
            ...problemsWithTagKeys(statements),
            ...problemsWithPartitionOf(statements, this.props.pool.partition),
          ];
        },
      });
    }
    this.inlinePolicies.push(policy);
    return policy;
  }

  private tags(): TagKnowledge {
    const { role = {}, sessionTags, authentication } = this.props;
    const { tags } = "tags" in role ? role : {};
    return {
      sessionTags: sessionTags?.(),
      roleTags: known(tags) ? Object.keys(tags ?? {}) : [],
      isForGuests: authentication === "unauthenticated",
    };
  }

  /** Only the names of a custom partition can make the trust policy too long, because the library writes the rest. */
  private problemsWithTrustPolicy(): string[] {
    const { pool, authentication } = this.props;
    if (!pool.partition.isCustom) return [];
    const size = policySize([trustStatement(pool, authentication, true)]);
    const { max, see } = limits.trustPolicyCharacters;
    if (size <= max) return [];
    return [
      `the trust policy has ${size} characters, without white space: IAM takes at most ${max}. Shorten the names of the custom partition. See ${see}`,
    ];
  }

  private problemsWithExistingRole(role: ExistingRole): string[] {
    const { partition } = this.props.pool;
    const isWrittenTo = this.inlinePolicies.length > 0 || this.managedPolicies.count > 0;
    return [
      ...problemsWithIamArn(this, "roleArn", role.roleArn, "role", partition),
      ...problemsWith("roleName", role.roleName, { ...limits.roleName, max: partition.maxRoleNameLength }),
      ...(isWrittenTo && role.roleName === undefined
        ? [
            `roleName is missing: policies are written to an existing role by its name. Give roleName beside roleArn ${JSON.stringify(role.roleArn)}, ` +
              "or grant nothing to the role here. See https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html",
          ]
        : []),
    ];
  }
}
