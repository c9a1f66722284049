/** An identity pool: temporary AWS credentials for the users of an app.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
import { CognitoIdentityPool } from "@cdktf/provider-aws/lib/cognito-identity-pool";
import { CognitoIdentityPoolProviderPrincipalTag } from "@cdktf/provider-aws/lib/cognito-identity-pool-provider-principal-tag";
import { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { TerraformLocal } from "cdktf";
import type { TerraformResourceLifecycle } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../../aws/partition";
import { fingerprint, sortedByText, uniqueByText } from "../../terraform/terraform-text";
import { FederatedRole } from "../role/federated-role";
import type { FederatedRoleProps } from "../role/federated-role";
import type { FederatedRoleOptions } from "../role/federated-role-options";
import { roleNamePrefix } from "../role/role-name";
import { createUserGroup } from "../sign-in/group";
import type { GroupOptions, UserPoolGroup } from "../sign-in/group";
import { identityProviderOfTags, principalTagConfig, sessionTags } from "../sign-in/principal-tags";
import type { PrincipalTags } from "../sign-in/principal-tags";
import { identityProviderOf, roleMappingBlock } from "../sign-in/role-mapping";
import type { RoleMapping } from "../sign-in/role-mapping";
import { supportedLoginProviders } from "../sign-in/social-logins";
import { providerName, providerNameOfClient } from "../sign-in/user-pool-client";
import type { UserPoolClient } from "../sign-in/user-pool-client";
import { problemsWithPool } from "./checks";
import type { IIdentityPool } from "./i-identity-pool";
import type { IdentityPoolProps, PoolSettings } from "./identity-pool-props";
import { ImportedIdentityPool } from "./imported-identity-pool";
import type { ImportedIdentityPoolOptions } from "./imported-identity-pool";
import { warnAtSynth } from "./warnings";

export class IdentityPool extends Construct implements IIdentityPool {
  /** A pool made elsewhere: roles, groups of statements and trust policies can be built against it.
   *  @param identityPoolId such as `us-east-1:12345678-1234-1234-1234-123456789012` */
  static fromIdentityPoolId(
    scope: Construct,
    id: string,
    identityPoolId: string,
    options: ImportedIdentityPoolOptions = {},
  ): IIdentityPool {
    return new ImportedIdentityPool(scope, id, identityPoolId, options);
  }

  /** Id of the pool, readable at plan: policy documents that hold it do not wait for changes of the pool. */
  readonly identityPoolId: string;
  readonly identityPoolName: string;
  readonly partition: Partition;
  /** The role of those who signed in, where no mapping gives another. */
  readonly authenticatedRole: FederatedRole;
  /** The role of guests: only if guests are allowed or it was asked for. */
  readonly unauthenticatedRole?: FederatedRole;
  /** The L1s, as escape hatches. */
  readonly resource: CognitoIdentityPool;
  readonly rolesAttachment: CognitoIdentityPoolRolesAttachment;

  private readonly props: IdentityPoolProps;
  private readonly roles: FederatedRole[] = [];
  private readonly userPoolClients: UserPoolClient[] = [];
  private readonly roleMappings: RoleMapping[] = [];
  private readonly principalTags: PrincipalTags[] = [];
  private readonly groups: UserPoolGroup[] = [];

  constructor(scope: Construct, id: string, props: IdentityPoolProps) {
    super(scope, id);
    const { identityPoolName, partition = Partition.AWS, allowUnauthenticatedIdentities = false } = props;
    this.props = props;
    this.identityPoolName = identityPoolName;
    this.partition = partition;
    this.resource = this.createPool();
    this.identityPoolId = new TerraformLocal(this, "IdentityPoolId", this.resource.id).asString;
    this.authenticatedRole = this.createRole(
      "AuthenticatedRole",
      { authentication: "authenticated", role: props.authenticatedRole },
      "authenticated",
    );
    if (allowUnauthenticatedIdentities || props.unauthenticatedRole !== undefined) {
      this.unauthenticatedRole = this.createRole(
        "UnauthenticatedRole",
        { authentication: "unauthenticated", role: props.unauthenticatedRole },
        "unauthenticated",
      );
    }
    this.rolesAttachment = this.attachRoles();
    props.userPoolClients?.forEach((client) => {
      this.addUserPoolClient(client);
    });
    props.roleMappings?.forEach((mapping) => {
      this.addRoleMapping(mapping);
    });
    props.principalTags?.forEach((tags) => {
      this.addPrincipalTags(tags);
    });
    this.node.addValidation({ validate: () => problemsWithPool(this, this.settings()) });
    warnAtSynth(this, () => this.settings());
  }

  /** ARN of the pool, known once it is made. */
  get identityPoolArn(): string {
    return this.resource.arn;
  }

  /** Lets the users of one more app client sign in. */
  addUserPoolClient(client: UserPoolClient): void {
    this.userPoolClients.push(client);
    this.resource.putCognitoIdentityProviders(
      sortedByText(this, this.userPoolClients, (each) => providerNameOfClient(each, this.partition)).map((each) => ({
        providerName: providerName(each.userPoolId, this.partition, each.region),
        clientId: each.clientId,
        serverSideTokenCheck: each.serverSideTokenCheck ?? true,
      })),
    );
  }

  /** A further role that this pool's signed-in users may get, by a role mapping that names it. */
  addRole(id: string, options: FederatedRoleOptions = {}): FederatedRole {
    return this.createRole(id, { authentication: "authenticated", role: options });
  }

  /** Gives the users of a provider another role than the authenticated one. */
  addRoleMapping(mapping: RoleMapping): void {
    this.roleMappings.push(mapping);
    this.writeRoleMappings();
  }

  /** A user pool group whose members get a role of their own: the group, the role, and the mapping that lets the token of
   *  the group's app client choose it. A user in several groups gets the role of the one with the lowest precedence.
   *
   *  A user in no group gets nothing from then on, because the mapping denies what is ambiguous: add a mapping of type
   *  Token for the client with `ambiguousRoleResolution: "AuthenticatedRole"` to give them the authenticated role.
   *  @param name of the group: 1 to 128 characters without white space
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html */
  addGroup(name: string, options: GroupOptions): FederatedRole {
    const { id = `Group-${name}`, userPoolClient } = options;
    const duplicate = this.groups.find((group) => group.id === id);
    // Both are noted, so that the check can name them; a second construct of the id would end in a stack trace.
    const role = duplicate?.role ?? this.addRole(id, options.role);
    this.groups.push({ id, userPoolClient, role });
    if (duplicate === undefined) createUserGroup(role, name, options);
    this.writeRoleMappings();
    return role;
  }

  /** Turns claims of a provider's tokens into tags of the session. */
  addPrincipalTags(tags: PrincipalTags): void {
    const isFirst = this.principalTags.length === 0;
    this.principalTags.push(tags);
    const id = `PrincipalTags${fingerprint(this, identityProviderOfTags(tags, this.partition))}`;
    // The check names a provider that is given twice.
    if (this.node.tryFindChild(id) !== undefined) return;
    new CognitoIdentityPoolProviderPrincipalTag(this, id, principalTagConfig(tags, this));
    if (isFirst) {
      this.roles.forEach((role) => {
        role.allowSessionTags();
      });
    }
  }

  private createPool(): CognitoIdentityPool {
    const { props } = this;
    return new CognitoIdentityPool(this, "Resource", {
      identityPoolName: props.identityPoolName,
      allowUnauthenticatedIdentities: props.allowUnauthenticatedIdentities ?? false,
      // Written out, though it is Terraform's default: a reviewer sees it.
      allowClassicFlow: props.allowClassicFlow ?? false,
      developerProviderName: props.developerProviderName,
      supportedLoginProviders: props.socialLogins && supportedLoginProviders(props.socialLogins),
      openidConnectProviderArns: this.sorted(props.openIdConnectProviderArns),
      // The service returns them in any order: unsorted, every plan would show a change.
      samlProviderArns: this.sorted(props.samlProviderArns),
      tags: props.tags,
      lifecycle: this.lifecycle(),
    });
  }

  private createRole(
    id: string,
    role: Pick<FederatedRoleProps, "authentication" | "role">,
    purpose = id,
  ): FederatedRole {
    const defaultRoleNamePrefix = roleNamePrefix(this.identityPoolName, purpose);
    const created = new FederatedRole(this, id, {
      ...role,
      pool: this,
      defaultRoleNamePrefix,
      sessionTags: () => sessionTags(this.principalTags, this.partition),
    });
    this.roles.push(created);
    if (this.principalTags.length > 0) created.allowSessionTags();
    return created;
  }

  /** Never with create_before_destroy: the delete of the old attachment would empty the roles of the new one. */
  private attachRoles(): CognitoIdentityPoolRolesAttachment {
    return new CognitoIdentityPoolRolesAttachment(this, "RolesAttachment", {
      identityPoolId: this.resource.id,
      roles: {
        authenticated: this.authenticatedRole.roleArn,
        ...(this.unauthenticatedRole && { unauthenticated: this.unauthenticatedRole.roleArn }),
      },
      lifecycle: this.lifecycle(),
    });
  }

  private lifecycle(): TerraformResourceLifecycle | undefined {
    return this.props.preventDestroy === true ? { preventDestroy: true } : undefined;
  }

  private writeRoleMappings(): void {
    const blocks = this.allRoleMappings().map((mapping) => roleMappingBlock(mapping, this.partition));
    this.rolesAttachment.putRoleMapping(sortedByText(this, blocks, ({ identityProvider }) => identityProvider));
  }

  /** The mappings that were given, and one of type Token for each provider that has groups and no mapping. */
  private allRoleMappings(): RoleMapping[] {
    const ofGroups = this.groups.map(({ userPoolClient }): RoleMapping => ({
      identityProvider: userPoolClient,
      type: "Token",
    }));
    return uniqueByText(this, [...this.roleMappings, ...ofGroups], (mapping) =>
      identityProviderOf(mapping, this.partition),
    );
  }

  private sorted(arns: readonly string[] | undefined): string[] | undefined {
    return arns && arns.length > 0 ? sortedByText(this, arns) : undefined;
  }

  private settings(): PoolSettings {
    const { userPoolClients, roleMappings, principalTags, groups, partition } = this;
    return { ...this.props, userPoolClients, roleMappings, principalTags, groups, partition };
  }
}
