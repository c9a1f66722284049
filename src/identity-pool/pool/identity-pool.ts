/** An identity pool: temporary AWS credentials for the users of an app.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
import type { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { CognitoIdentityPool } from "@cdktf/provider-aws/lib/cognito-identity-pool";
import { CognitoIdentityPoolProviderPrincipalTag } from "@cdktf/provider-aws/lib/cognito-identity-pool-provider-principal-tag";
import { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { TerraformLocal } from "cdktf";
import type { TerraformResourceLifecycle } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../../aws/partition";
import { problemsWithAddress, readId, readOwnId } from "../../checks/construct-id";
import { inWords } from "../../checks/in-words";
import { partitionOfRegion } from "../../checks/partition";
import { fingerprint, sortedByText, terraformText, uniqueByText } from "../../terraform/terraform-text";
import { refuseIfWritten } from "../../terraform/written-stack";
import { asText, known, sortedList, split, withLiterals } from "../../terraform/tokens";
import type { Kind } from "../../checks/kinds";
import type { ExistingRole } from "../role/existing-role";
import { FederatedRole } from "../role/federated-role";
import type { FederatedRoleProps } from "../role/federated-role";
import { roleOptionsKind } from "../role/federated-role-options";
import type { FederatedRoleOptions } from "../role/federated-role-options";
import { roleNamePrefix } from "../role/role-name";
import { createUserGroup, groupNameKind, groupOptionsKind } from "../sign-in/group";
import type { GroupOptions, UserPoolGroup } from "../sign-in/group";
import { noteGroup } from "../sign-in/groups-of-app";
import { providerKey } from "../sign-in/identity-providers";
import { identityProviderOfTags, principalTagConfig, principalTagsKind, sessionTags } from "../sign-in/principal-tags";
import type { PrincipalTags } from "../sign-in/principal-tags";
import { identityProviderOf, roleMappingBlock, roleMappingKind } from "../sign-in/role-mapping";
import type { RoleMapping } from "../sign-in/role-mapping";
import { supportedLoginProviders } from "../sign-in/social-logins";
import {
  clientOf,
  providerNameOfClient,
  providerNameOfUserPool,
  userPoolClientKind,
} from "../sign-in/user-pool-client";
import type { AnyUserPoolClient } from "../sign-in/user-pool-client";
import { problemsWithPool } from "./checks";
import { clientConfig, clientConfigKind } from "./client-config";
import type { ClientConfig, ClientConfigOptions } from "./client-config";
import type { IIdentityPool } from "./i-identity-pool";
import { identityPoolKind } from "./identity-pool-props";
import type { IdentityPoolProps, PoolSettings } from "./identity-pool-props";
import { identityPoolIdIn, ImportedIdentityPool } from "./imported-identity-pool";
import type { ImportedIdentityPoolOptions } from "./imported-identity-pool";
import { warnAtSynth } from "./warnings";

/** Ids of the constructs below a pool. */
const reservedIds =
  /^(?:Resource|IdentityPoolId|AuthenticatedRole|UnauthenticatedRole|RolesAttachment|Default|PrincipalTags[0-9A-F]{8}|Value[0-9A-F]{8})$/;

/** An identity pool with its roles: guests, the classic flow and ambiguous roles are off unless asked for, and a role may do
 *  nothing until something is granted. Everything that is wrong with its settings is reported at synth, at once.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/README.md
 *  @example
 *  const pool = new IdentityPool(stack, "pool", {
 *    identityPoolName: "notes",
 *    userPoolClients: [{ userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
 *  });
 *  pool.authenticatedRole.grant(...permissions.ownFiles({ bucketName: "notes-app-uploads" })); */
export class IdentityPool extends Construct implements IIdentityPool {
  /** A pool made elsewhere, by its ARN.
   *  @param identityPoolArn such as `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:12345678-...`
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html */
  static fromIdentityPoolArn(
    scope: Construct,
    id: string,
    identityPoolArn: string,
    options: ImportedIdentityPoolOptions = {},
  ): IIdentityPool {
    const given = asText(identityPoolArn) as string;
    return new ImportedIdentityPool(scope, id, identityPoolIdIn(given), options, { given });
  }

  /** A pool made elsewhere: roles, groups of statements and trust policies can be built against it.
   *  @param identityPoolId such as `us-east-1:12345678-1234-1234-1234-123456789012`
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
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
  /** Name of the pool. */
  readonly identityPoolName: string;
  /** The AWS partition that the pool is in. */
  readonly partition: Partition;
  /** The role of guests: only if guests are allowed or it was asked for. Otherwise undefined, and `unauthenticatedRole.grant` in
   *  plain JavaScript is a TypeError, "Cannot read properties of undefined": set `allowUnauthenticatedIdentities: true`, or give
   *  `unauthenticatedRole: {}` for the role alone.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
  readonly unauthenticatedRole?: FederatedRole;
  /** The L1 of the pool, as an escape hatch. */
  readonly resource: CognitoIdentityPool;
  /** The L1 of the attachment of the roles, as an escape hatch. */
  readonly rolesAttachment: CognitoIdentityPoolRolesAttachment;

  private readonly props: IdentityPoolProps;
  private readonly roleOfSignedIn?: FederatedRole;
  private readonly roles: FederatedRole[] = [];
  private readonly misuse: string[] = [];
  private readonly userPoolClients: AnyUserPoolClient[] = [];
  private readonly roleMappings: RoleMapping[] = [];
  private readonly principalTags: PrincipalTags[] = [];
  private readonly groups: UserPoolGroup[] = [];
  private readonly groupResources: CognitoUserGroup[] = [];
  private readonly tagIds: string[] = [];
  private readonly clientConfigs: ClientConfigOptions[] = [];

  /** Makes the pool, its roles and their attachment.
   *  @throws nothing for its settings: what is wrong with them is reported when the stack is synthesized, with everything
   *  else that is wrong. Once app.synth() has written the stack, this and every method that adds something throws an Error */
  constructor(scope: Construct, id: string, props: IdentityPoolProps) {
    const ownId = readOwnId(scope, id);
    super(scope, ownId.usable);
    refuseIfWritten(this, "new IdentityPool");
    this.misuse.push(...ownId.problems);
    const given = identityPoolKind.read("", props, identityPoolKind.see ?? "");
    this.misuse.push(...given.problems);
    this.props = given.usable;
    const { identityPoolName, allowUnauthenticatedIdentities = false, region } = this.props;
    const { partition = partitionOfRegion(withLiterals(this, region)) } = this.props;
    this.identityPoolName = identityPoolName;
    this.partition = partition;
    this.resource = this.createPool();
    // One token for both that take it: with each CDKTF keeps a stack trace.
    const poolId = this.resource.id;
    this.identityPoolId = new TerraformLocal(this, "IdentityPoolId", poolId).asString;
    if (this.props.authenticatedRole !== "none") {
      this.roleOfSignedIn = this.createRole(
        "AuthenticatedRole",
        { authentication: "authenticated", role: roleOf(this.props.authenticatedRole) },
        "authenticated",
      );
    }
    if (allowUnauthenticatedIdentities || this.props.unauthenticatedRole !== undefined) {
      this.unauthenticatedRole = this.createRole(
        "UnauthenticatedRole",
        { authentication: "unauthenticated", role: roleOf(this.props.unauthenticatedRole) },
        "unauthenticated",
      );
    }
    this.rolesAttachment = this.attachRoles(poolId);
    this.props.userPoolClients?.forEach((client) => {
      this.useClient(client);
    });
    this.props.roleMappings?.forEach((mapping) => {
      this.useMapping(mapping);
    });
    this.props.principalTags?.forEach((tags) => {
      this.useTags(tags);
    });
    const settings = this.settings();
    this.node.addValidation({
      validate: () => [
        ...problemsWithAddress(this),
        ...this.misuse,
        ...problemsWithPool(this, withLiterals(this, settings)),
        ...this.problemsWithTagIds(),
      ],
    });
    warnAtSynth(this, settings);
  }

  /** The role of those who signed in, where no mapping gives another.
   *  @throws Error if the pool was given `authenticatedRole: "none"`, and so has none */
  get authenticatedRole(): FederatedRole {
    if (this.roleOfSignedIn !== undefined) return this.roleOfSignedIn;
    throw new Error(
      `${this.node.path} has no authenticatedRole, because its setting authenticatedRole is "none": grant to unauthenticatedRole, or leave out that setting. ` +
        "See https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
    );
  }

  /** ARN of the pool, known once it is made. */
  get identityPoolArn(): string {
    return this.resource.arn;
  }

  /** Lets the users of one more app client sign in.
   *  @param client its ids, or CDKTF's own construct of it
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html */
  addUserPoolClient(client: AnyUserPoolClient): void {
    refuseIfWritten(this, "addUserPoolClient");
    this.useClient(this.read(userPoolClientKind, `userPoolClients[${this.userPoolClients.length}]`, client));
  }

  private useClient(client: AnyUserPoolClient): void {
    this.userPoolClients.push(client);
    this.resource.putCognitoIdentityProviders(
      sortedByText(this, this.userPoolClients, (each) => providerNameOfClient(each, this.partition))
        .map(clientOf)
        .map((client) => ({
          providerName: providerNameOfUserPool(client, this.partition),
          clientId: client.clientId,
          serverSideTokenCheck: client.serverSideTokenCheck ?? true,
        })),
    );
  }

  /** A further role that this pool's signed-in users may get, by a role mapping that names it.
   *  @param id of the construct, unique in the pool: it becomes part of the Terraform addresses
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
   *  @example
   *  const finance = pool.addRole("Finance");
   *  pool.addRoleMapping({
   *    identityProvider: "accounts.google.com",
   *    type: "Rules",
   *    rules: [{ claim: "hd", matchType: "Equals", value: "finance.example.com", role: finance }],
   *  }); */
  addRole(id: string, options: FederatedRoleOptions = {}): FederatedRole {
    refuseIfWritten(this, "addRole");
    if (this.roleOfSignedIn === undefined) {
      this.misuse.push(
        `addRole(${inWords(id)}): authenticatedRole is "none", so nobody signs in who could get a further role: leave out one of the two. ` +
          "See https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
      );
    }
    return this.addRoleAs(this.readId("addRole: id", id), options);
  }

  /** Gives the users of a provider another role than the authenticated one.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
   *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/groups-and-mappings.md */
  addRoleMapping(mapping: RoleMapping): void {
    refuseIfWritten(this, "addRoleMapping");
    this.useMapping(this.read(roleMappingKind, `roleMappings[${this.roleMappings.length}]`, mapping));
  }

  private useMapping(mapping: RoleMapping): void {
    this.roleMappings.push(mapping);
    this.writeRoleMappings();
  }

  /** A user pool group whose members get a role of their own: the group, the role, and the mapping that lets the token of
   *  the group's app client choose it. A user in several groups gets the role of the one with the lowest precedence.
   *
   *  A user in no group gets nothing from then on, because the mapping denies what is ambiguous: add a mapping of type
   *  Token for the client with `ambiguousRoleResolution: "AuthenticatedRole"` to give them the authenticated role. A warning at
   *  synth says so, unless such a mapping says what is meant.
   *  @param name of the group: 1 to 128 bytes without white space. One that only Terraform knows needs an `id`.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
   *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/groups-and-mappings.md */
  addGroup(name: string, options: GroupOptions): FederatedRole {
    refuseIfWritten(this, "addGroup");
    const groupName = this.read(groupNameKind, "addGroup: name", name);
    const isName = groupName === asText(name);
    const shownName = isName ? JSON.stringify(terraformText(this, name)) : inWords(name);
    const usable = this.read(groupOptionsKind, `addGroup(${shownName})`, options);
    const { id = this.idOfGroup(groupName, isName), userPoolClient } = usable;
    // A group that is added twice is noted twice, so that the check can name it.
    const duplicate = this.groups.find((group) => group.id === id && group.name === groupName);
    const role = duplicate?.role ?? this.addRoleAs(this.readId(`addGroup: id`, id), usable.role);
    this.groups.push({ id, name: groupName, userPoolClient, role });
    if (duplicate === undefined) {
      const group = createUserGroup(role, groupName, usable, this.props.region !== undefined);
      this.groupResources.push(group);
      noteGroup(group);
    }
    this.writeRoleMappings();
    return role;
  }

  /** Turns claims of a provider's tokens into tags of the session.
   *  @returns the L1, as an escape hatch: `.importFrom("POOL_ID:PROVIDER")` takes over tags that exist
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html
   *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/principal-tags.md */
  addPrincipalTags(tags: PrincipalTags): CognitoIdentityPoolProviderPrincipalTag {
    refuseIfWritten(this, "addPrincipalTags");
    return this.useTags(this.read(principalTagsKind, `principalTags[${this.principalTags.length}]`, tags));
  }

  private useTags(tags: PrincipalTags): CognitoIdentityPoolProviderPrincipalTag {
    this.principalTags.push(tags);
    const id = this.idOfTags(tags);
    this.tagIds.push(id);
    // A check reports a provider that is given twice.
    const existing = this.node.tryFindChild(id);
    if (existing instanceof CognitoIdentityPoolProviderPrincipalTag) return existing;
    const resource = new CognitoIdentityPoolProviderPrincipalTag(this, id, {
      ...principalTagConfig(tags, this),
      region: this.props.region,
    });
    this.roles.forEach((role) => {
      role.allowSessionTags();
    });
    return resource;
  }

  /** What the app needs to know, in the form of Amplify's `amplify_outputs.json`. As an output of the stack,
   *  `terraform output -json client_config` writes the file.
   *  @see https://docs.amplify.aws/react/reference/amplify_outputs/
   *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/front-end.md
   *  @example
   *  new TerraformOutput(stack, "client_config", { value: pool.clientConfig({ bucketName: uploads.bucket }) }); */
  clientConfig(options: ClientConfigOptions = {}): ClientConfig {
    const usable = this.read(clientConfigKind, "clientConfig", options);
    this.clientConfigs.push(usable);
    const [client] = [usable.userPoolClient, ...this.userPoolClients]
      .filter((each) => each !== undefined)
      .map(clientOf);
    return clientConfig({
      // A pool's id begins with its region.
      region: this.props.region ?? split(this.identityPoolId, ":", 0),
      userPoolId: client?.userPoolId,
      userPoolClientId: client?.clientId,
      identityPoolId: this.identityPoolId,
      bucketName: usable.bucketName,
      bucketRegion: usable.bucketRegion,
      allowUnauthenticatedIdentities: this.props.allowUnauthenticatedIdentities ?? false,
    });
  }

  private read<T>(kind: Kind<T>, setting: string, value: unknown): T {
    const { problems, usable } = kind.read(setting, value, kind.see ?? identityPoolKind.see ?? "");
    this.misuse.push(...problems);
    return usable;
  }

  private readId(setting: string, id: unknown): string {
    const { problems, usable } = readId(this, setting, id, reservedIds);
    this.misuse.push(...problems);
    return usable;
  }

  private addRoleAs(id: string, options: FederatedRoleOptions = {}): FederatedRole {
    const { problems, usable } = roleOptionsKind.read("", options, roleOptionsKind.see ?? "");
    const role = this.createRole(id, { authentication: "authenticated", role: usable });
    if (problems.length > 0) role.node.addValidation({ validate: () => [...problems] });
    return role;
  }

  private idOfGroup(name: string, isName: boolean): string {
    const literal = withLiterals(this, name);
    if (known(literal)) return `Group-${literal}`;
    // A name that is not a text is reported already.
    if (isName) {
      this.misuse.push(
        `addGroup: name is ${JSON.stringify(terraformText(this, name))}, which only Terraform knows, and the Terraform address is made of it: ` +
          "give an `id` that stays the same. See https://developer.hashicorp.com/terraform/cdktf/concepts/constructs",
      );
    }
    return `Group-${fingerprint(this, name)}`;
  }

  private idOfTags(tags: PrincipalTags): string {
    return `PrincipalTags${fingerprint(this, identityProviderOfTags(tags, this.partition))}`;
  }

  /** The addresses of principal tags are made of their providers' names, as these were when the tags were added. */
  private problemsWithTagIds(): string[] {
    return this.principalTags.flatMap((tags, index) =>
      this.idOfTags(tags) === this.tagIds[index]
        ? []
        : [
            `principalTags[${index}].identityProvider has changed to ${JSON.stringify(terraformText(this, identityProviderOfTags(tags, this.partition)))} since it was given, and the Terraform address is made of it: ` +
              "give a provider that stays the same. See https://developer.hashicorp.com/terraform/cdktf/concepts/resources",
          ],
    );
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
      region: props.region,
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
  private attachRoles(identityPoolId: string): CognitoIdentityPoolRolesAttachment {
    return new CognitoIdentityPoolRolesAttachment(this, "RolesAttachment", {
      identityPoolId,
      region: this.props.region,
      roles: {
        ...(this.roleOfSignedIn && { authenticated: this.roleOfSignedIn.roleArn }),
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
      providerKey(this, identityProviderOf(mapping, this.partition), this.userPoolClients),
    );
  }

  private sorted(arns: readonly string[] | undefined): string[] | undefined {
    if (arns === undefined || arns.length === 0) return undefined;
    return known(arns) ? sortedByText(this, arns) : sortedList(arns);
  }

  /** With the lists of the pool itself, so that what is added to it later is among them. */
  private settings(): PoolSettings {
    const { userPoolClients, roleMappings, principalTags, groups, groupResources, clientConfigs, partition } = this;
    return {
      ...this.props,
      userPoolClients,
      roleMappings,
      principalTags,
      groups,
      groupResources,
      clientConfigs,
      partition,
    };
  }
}

/** The role as its settings were read. */
function roleOf(role: IdentityPoolProps["unauthenticatedRole"]): FederatedRoleOptions | ExistingRole | undefined {
  // A construct was read as the role that exists by its ARN.
  return role as FederatedRoleOptions | ExistingRole | undefined;
}
