/** The stack of the Serverless Stack guide's chapter "Create a Cognito Identity Pool": an identity pool for the users of
 *  one user pool client, and a role that lets each of them keep files of their own in a bucket. */
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { limits } from "../aws/limits";
import type { Partition } from "../aws/partition";
import { withinLimits } from "../checks/check-limit";
import { choice, flag, listOf, mapOf, object, optional, orNone, text, textsOrToken } from "../checks/kinds";
import type { Reading } from "../checks/kinds";
import {
  partitionKind,
  partitionOfRegion,
  problemsWithPartition,
  problemsWithPartitionOfRegion,
} from "../checks/partition";
import { problemsWithRoleTags } from "../checks/tags";
import { clientConfig } from "../identity-pool/pool/client-config";
import { IdentityPool } from "../identity-pool/pool/identity-pool";
import type { FederatedRole } from "../identity-pool/role/federated-role";
import type { FederatedRoleOptions } from "../identity-pool/role/federated-role-options";
import { socialLoginsKind } from "../identity-pool/sign-in/social-logins";
import type { SocialLogins } from "../identity-pool/sign-in/social-logins";
import { clientOf, userPoolClientKind } from "../identity-pool/sign-in/user-pool-client";
import type { AnyUserPoolClient } from "../identity-pool/sign-in/user-pool-client";
import { guardrail } from "../permissions/guardrail";
import { unusable, withLiterals } from "../terraform/tokens";
import { accountSettings, readAccount } from "./account";
import {
  adoptionKind,
  adoptionOf,
  asItExists,
  grantWhatTheConsoleGrants,
  importInlinePolicies,
  importPool,
  problemsWithInlinePolicies,
  readAdoption,
} from "./adoption";
import type { Adoption, ConsoleMadePool } from "./adoption";
import { providerConstraint, regionNameOf } from "./aws-bindings";
import { choicesOfGrants, grantsOf, permissionsOf, permissionsOfGuests } from "./grants";
import { noteProps } from "./props-of-stacks";
import { withRequiredVersion, withRequiredVersionInHcl } from "./required-version";
import type { TerraformJson } from "./required-version";
import { regionSetting, settings, valueOrOptionalVariable, valueOrVariable } from "./settings";
import { problemsWithStackId } from "./stack-id";
import { stackRoleKind } from "./stack-role-options";
import type { StackRoleOptions } from "./stack-role-options";
import { keepState, stateBackendKind } from "./state-backend";
import type { StateBackend } from "./state-backend";
import { problemsWithUnusedSettings } from "./unused-settings";

/** The stack's settings. Whatever is left out is asked for by Terraform, or has a default.
 *  @see https://developer.hashicorp.com/terraform/language/values/variables */
export interface IdentityPoolStackProps {
  /** Name of the pool: 1 to 128 letters, digits, white space and `_ + = , . @ -`. Changing it replaces the pool, and
   *  with it every identity.
   *  @default the Terraform variable `identity_pool_name`
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
  readonly identityPoolName?: string;
  /** Id of the user pool whose users sign in, such as `us-east-1_AbCdEfGhI`.
   *  @default the Terraform variable `user_pool_id`; none where `authenticatedRole` is "none"
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
  readonly userPoolId?: string;
  /** Id of the user pool's app client: 1 to 128 letters, digits and `_`.
   *  @default the Terraform variable `user_pool_client_id`; none where `authenticatedRole` is "none"
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
  readonly userPoolClientId?: string;
  /** All user pool clients whose users sign in, instead of `userPoolId` and `userPoolClientId`: for a pool with several clients,
   *  or `[]` for one without. Without a client there is no output `client_config`, unless `authenticatedRole` is "none".
   *  @default the one of `userPoolId` and `userPoolClientId`; none where `authenticatedRole` is "none"
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html */
  readonly userPoolClients?: readonly AnyUserPoolClient[];
  /** Social logins without a user pool between.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html */
  readonly socialLogins?: SocialLogins;
  /** ARNs of IAM's OpenID Connect providers.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html */
  readonly openIdConnectProviderArns?: readonly string[];
  /** ARNs of IAM's SAML providers. Their order does not matter.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/saml-identity-provider.html */
  readonly samlProviderArns?: readonly string[];
  /** Name of a sign-in of your own backend: 1 to 100 letters, digits and `. _ -`. Changing it replaces the pool, and
   *  with it every identity.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html */
  readonly developerProviderName?: string;
  /** Name of the bucket that users upload to, 3 to 63 characters. The stack does not make it.
   *  @default the Terraform variable `bucket_name`; none where `permissions` is "none"
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  readonly bucketName?: string;
  /** AWS region of the pool.
   *  @default the Terraform variable `region`; if that is left out too, the AWS provider's, from AWS_REGION or the profile
   *  @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
  readonly region?: string;
  /** Ids of the AWS accounts that the stack may be in, 12 digits each. With credentials of any other account, a plan ends in an
   *  error, and nothing is made.
   *  @default the Terraform variable `allowed_account_ids`; if that is left out too, the account of the credentials
   *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids-1 */
  readonly allowedAccountIds?: string[];
  /** ARN of a role that Terraform assumes to make the stack, such as `arn:aws:iam::123456789012:role/deploy`. The credentials
   *  with which Terraform runs need only `sts:AssumeRole` on it.
   *  @default the Terraform variable `assume_role_arn`; if that is left out too, the credentials are used as they are
   *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role */
  readonly assumeRoleArn?: string;
  /** The AWS partition that the stack is in.
   *  @default that of `region`; Partition.AWS where the region is not given: then the variable takes only regions of it
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition?: Partition;
  /** What users may do: the guide's policy, word for word, or only what the guide's app needs, which is to read, write
   *  and delete the files whose names begin with the user's identity id and a hyphen. With "none" the stack grants nothing,
   *  and the app does: `stack.identityPool.authenticatedRole.grant(...)`.
   *  @default "serverless-stack-guide"; "none" where the role that is adopted has a managed policy and no inline one, or
   *  `authenticatedRole` is "none"
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
  readonly permissions?: "serverless-stack-guide" | "least-privilege" | "none";
  /** What guests may do, if guests are allowed: what the console's wizard granted them before 2023, or nothing.
   *  @default "none"; "console" where the role that is adopted has an inline policy
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
  readonly unauthenticatedPermissions?: "console" | "none";
  /** Whether a second policy denies what the guide's policy allows too much: administering the pool, and other
   *  users' Cognito Sync data. The guide's app works the same with it.
   *  @default true; false where `permissions` is "none"
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html */
  readonly guardrail?: boolean;
  /** Whether guests get credentials. They are those of the unauthenticated role.
   *  @default false
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
  readonly allowUnauthenticatedIdentities?: boolean;
  /** Whether clients may use the basic flow, in which they choose the role themselves and no session policy limits guests.
   *  It does not work together with role mappings.
   *  @default false
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
  readonly allowClassicFlow?: boolean;
  /** Description, session duration, permissions boundary and tags of the role of signed-in users. "none" for a pool of guests
   *  alone, in which nobody signs in: the stack then asks for no user pool and no bucket, and makes no such role.
   *  @default IAM's own, and the stack's `tags`
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/guests.md */
  readonly authenticatedRole?: StackRoleOptions | "none";
  /** Description, session duration, permissions boundary and tags of the guests' role.
   *  @default IAM's own, and the stack's `tags`
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  readonly unauthenticatedRole?: StackRoleOptions;
  /** Whether Cognito asks the user pool at every sign-in if the token was revoked.
   *  @default true
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
  readonly serverSideTokenCheck?: boolean;
  /** Where Terraform keeps the stack's state.
   *  @default local state beside the output folder. The app in `main.ts` gives what the environment variable STATE_BACKEND
   *  names
   *  @see https://developer.hashicorp.com/terraform/language/backend */
  readonly stateBackend?: StateBackend;
  /** A pool that was made by hand in the console, to be taken over as it is. Keep the setting after the import: the names come from it.
   *  @default none, the stack makes a pool
   *  @see https://developer.hashicorp.com/terraform/language/import */
  readonly adopt?: ConsoleMadePool;
  /** Whether Terraform refuses every plan that would destroy or replace the pool: with it every identity would be lost, and
   *  with it the users' way to their files. Of a pool that is adopted, its roles too. Recommended in production.
   *  @default false, so that a first try can be destroyed; true with `adopt`
   *  @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy */
  readonly preventDestroy?: boolean;
  /** Tags of the pool, and of the roles that have no `tags` of their own, at most 50.
   *  @default none
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
  readonly tags?: Record<string, string>;
}

const stackKind = object<IdentityPoolStackProps>({
  rule: "the settings of the stack ({ identityPoolName, userPoolId, ... })",
  see: "https://developer.hashicorp.com/terraform/language/values/variables",
  settings: {
    identityPoolName: optional(text(limits.identityPoolName)),
    userPoolId: optional(text(limits.userPoolId)),
    userPoolClientId: optional(text(limits.clientId)),
    userPoolClients: optional(listOf(userPoolClientKind, "user pool clients ({ userPoolId, clientId })")),
    socialLogins: optional(socialLoginsKind),
    openIdConnectProviderArns: optional(
      textsOrToken(text("the ARN of an OpenID Connect provider"), "ARNs of OpenID Connect providers"),
    ),
    samlProviderArns: optional(textsOrToken(text("the ARN of a SAML provider"), "ARNs of SAML providers")),
    developerProviderName: optional(text(limits.developerProviderName)),
    bucketName: optional(text(limits.bucketName)),
    region: optional(text(limits.region)),
    allowedAccountIds: optional(textsOrToken(text(limits.accountId), "ids of AWS accounts")),
    assumeRoleArn: optional(text(limits.assumedRoleArn)),
    partition: optional(partitionKind),
    permissions: optional(choice(...choicesOfGrants, "none")),
    unauthenticatedPermissions: optional(choice("console", "none")),
    guardrail: optional(flag),
    allowUnauthenticatedIdentities: optional(flag),
    allowClassicFlow: optional(flag),
    authenticatedRole: optional(orNone(stackRoleKind)),
    unauthenticatedRole: optional(stackRoleKind),
    serverSideTokenCheck: optional(flag),
    stateBackend: optional(stateBackendKind),
    adopt: optional(adoptionKind),
    preventDestroy: optional(flag),
    tags: optional(mapOf(text(limits.tagValue), 'tags, such as { team: "notes" }')),
  },
});

/** The Serverless Stack guide's pool as a stack: one user pool client's users, each with files of their own in a bucket.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/terraform-teams.md
 *  @example new IdentityPoolStack(app, "identity-pool", { permissions: "least-privilege", preventDestroy: true }); */
export class IdentityPoolStack extends TerraformStack {
  /** The pool, with its roles and the L1s as escape hatches. */
  readonly identityPool: IdentityPool;
  private readonly props: IdentityPoolStackProps;
  private readonly adoption?: Adoption;
  private isComplete = false;

  /** Makes the pool, its roles, their policies and the outputs.
   *  @param id names the stack's folder and state: letters, digits and `. _ -`
   *  @throws nothing of its own: what is wrong with the settings is reported when the stack is synthesized */
  constructor(scope: Construct, id: string, given: IdentityPoolStackProps = {}) {
    super(scope, id);
    const { problems, usable: props } = this.read(given);
    this.props = props;
    noteProps(this, props);
    const values = this.readValues();
    if (props.adopt) {
      this.adoption = adoptionOf(this, props.adopt, {
        ...(this.isForGuestsAlone ? {} : { authenticated: this.permissions !== "none" }),
        unauthenticated: this.unauthenticatedPermissions !== "none",
      });
    }
    this.useAws(values);
    keepState(this, props.stateBackend ?? { type: "local" });
    this.identityPool = this.createPool(values);
    this.grantPermissions(values);
    this.createOutputs(values);
    if (this.adoption) importPool(this.identityPool, this.adoption, this.preventDestroy);
    this.node.addValidation({
      validate: () => [
        ...problemsWithStackId(id),
        ...problems,
        ...(this.adoption ? problemsWithInlinePolicies(this.identityPool, this.adoption) : []),
      ],
    });
  }

  /** Called by CDKTF, for JSON. */
  override toTerraform(): unknown {
    this.complete();
    return withRequiredVersion(super.toTerraform() as TerraformJson);
  }

  /** Called by CDKTF, for HCL. */
  override toHclTerraform(): ReturnType<TerraformStack["toHclTerraform"]> {
    this.complete();
    const { hcl, ...others } = super.toHclTerraform() as { hcl: string };
    return { hcl: withRequiredVersionInHcl(hcl), ...others };
  }

  /** When the stack is written: by then the app has granted what it grants.
   *  @see https://developer.hashicorp.com/terraform/language/import */
  private complete(): void {
    if (!this.adoption || this.isComplete) return;
    this.isComplete = true;
    importInlinePolicies(this.identityPool, this.adoption);
  }

  /** The settings, and what is wrong with them under the names that the user gave. The pool does not report it again under
   *  another name. */
  private read(given: IdentityPoolStackProps): Reading<IdentityPoolStackProps> {
    const { problems, usable } = stackKind.read("", given, stackKind.see ?? "");
    const props = withLiterals(this, usable);
    const inLimits = withinLimits(props, {
      identityPoolName: limits.identityPoolName,
      userPoolId: limits.userPoolId,
      userPoolClientId: limits.clientId,
      bucketName: limits.bucketName,
      region: limits.region,
    });
    const account = readAccount(props);
    const adoption = readAdoption(props.adopt, props.authenticatedRole !== "none");
    const ofTags = problemsWithRoleTags(props.tags);
    const ofPartition = inLimits.problems.length === 0 ? problemsWithRegion(props) : [];
    return {
      problems: [
        ...problems,
        ...inLimits.problems,
        ...account.problems,
        ...problemsWithUnusedSettings(props),
        ...ofTags,
        ...adoption.problems,
        ...ofPartition,
      ],
      usable: {
        ...inLimits.usable,
        ...account.usable,
        adopt: adoption.usable,
        ...(ofTags.length > 0 && { tags: undefined }),
        ...(ofPartition.length > 0 && { region: unusable() }),
      },
    };
  }

  /** The partition that the stack is in. */
  private get partition(): Partition {
    return this.props.partition ?? partitionOfRegion(this.props.region);
  }

  private useAws({ region }: Values): void {
    const provider = new AwsProvider(this, "aws", { region, ...accountSettings(this, this.props) });
    this.addOverride("terraform.required_providers.aws", {
      source: "hashicorp/aws",
      version: providerConstraint(provider),
    });
  }

  /** Whether nobody signs in. */
  private get isForGuestsAlone(): boolean {
    return this.props.authenticatedRole === "none";
  }

  private get roleOfSignedIn(): FederatedRole | undefined {
    return this.isForGuestsAlone ? undefined : this.identityPool.authenticatedRole;
  }

  private get permissions(): NonNullable<IdentityPoolStackProps["permissions"]> {
    return permissionsOf(this.props);
  }

  private get unauthenticatedPermissions(): NonNullable<IdentityPoolStackProps["unauthenticatedPermissions"]> {
    return permissionsOfGuests(this.props);
  }

  private readValues(): Values {
    const { props } = this;
    return {
      identityPoolName: valueOrVariable(this, props.identityPoolName, settings.identityPoolName),
      userPoolClients: props.userPoolClients ?? (this.isForGuestsAlone ? [] : [this.readUserPoolClient()]),
      ...(this.permissions !== "none" && { bucketName: valueOrVariable(this, props.bucketName, settings.bucketName) }),
      region: valueOrOptionalVariable(this, props.region, regionSetting(this.partition)),
    };
  }

  private readUserPoolClient(): AnyUserPoolClient {
    const { userPoolId, userPoolClientId, serverSideTokenCheck } = this.props;
    return {
      userPoolId: valueOrVariable(this, userPoolId, settings.userPoolId),
      clientId: valueOrVariable(this, userPoolClientId, settings.userPoolClientId),
      serverSideTokenCheck,
    };
  }

  private createPool({ identityPoolName, userPoolClients }: Values): IdentityPool {
    const { props, adoption } = this;
    const { tags } = props;
    return new IdentityPool(this, "IdentityPool", {
      identityPoolName,
      userPoolClients,
      socialLogins: props.socialLogins,
      openIdConnectProviderArns: props.openIdConnectProviderArns,
      samlProviderArns: props.samlProviderArns,
      developerProviderName: props.developerProviderName,
      allowUnauthenticatedIdentities: props.allowUnauthenticatedIdentities,
      allowClassicFlow: props.allowClassicFlow,
      authenticatedRole:
        props.authenticatedRole === "none"
          ? "none"
          : {
              tags,
              ...props.authenticatedRole,
              ...(adoption?.authenticatedRole && asItExists(adoption.authenticatedRole)),
            },
      unauthenticatedRole: this.optionsOfGuests,
      partition: this.partition,
      preventDestroy: this.preventDestroy,
      tags,
    });
  }

  /** The guide makes both roles, though guests are off; the one for guests may do nothing. A pool that is adopted without one gets it
   *  once guests are on. */
  private get optionsOfGuests(): FederatedRoleOptions | undefined {
    const { tags, unauthenticatedRole, allowUnauthenticatedIdentities = false } = this.props;
    const { adoption } = this;
    if (adoption && !adoption.unauthenticatedRole && !allowUnauthenticatedIdentities) return undefined;
    return {
      tags,
      ...unauthenticatedRole,
      ...(adoption?.unauthenticatedRole && asItExists(adoption.unauthenticatedRole)),
    };
  }

  /** Names of a pool that exists are easily mistaken, and a plan that makes it anew is not what anybody wants. */
  private get preventDestroy(): boolean {
    return this.props.preventDestroy ?? this.props.adopt !== undefined;
  }

  private grantPermissions({ bucketName }: Values): void {
    const { allowUnauthenticatedIdentities = false, guardrail: withGuardrail = this.permissions !== "none" } =
      this.props;
    const { unauthenticatedRole, partition } = this.identityPool;
    if (this.permissions !== "none" && bucketName !== undefined)
      this.roleOfSignedIn?.grant(...grantsOf(this.permissions, { bucketName, partition }));
    if (withGuardrail) this.roleOfSignedIn?.addPolicy("Guardrail", guardrail(this.identityPool));
    if (unauthenticatedRole && this.unauthenticatedPermissions === "console") {
      grantWhatTheConsoleGrants(unauthenticatedRole);
      if (withGuardrail && allowUnauthenticatedIdentities)
        unauthenticatedRole.addPolicy("Guardrail", guardrail(this.identityPool));
    }
  }

  private createOutputs({ userPoolClients, bucketName }: Values): void {
    const { allowUnauthenticatedIdentities = false } = this.props;
    const authenticatedRole = this.roleOfSignedIn;
    const { identityPoolId, unauthenticatedRole } = this.identityPool;
    const region = regionNameOf(new DataAwsRegion(this, "Region"));
    const [client] = userPoolClients.map(clientOf);
    const outputs = {
      identity_pool_id: { value: identityPoolId, description: "Id of the identity pool, for the app." },
      ...(authenticatedRole && {
        authenticated_role_arn: { value: authenticatedRole.roleArn, description: "Role of signed-in users." },
        authenticated_role_name: {
          value: authenticatedRole.roleName,
          description: "Name of the role of signed-in users, to attach policies to it.",
        },
      }),
      ...(unauthenticatedRole && {
        unauthenticated_role_arn: { value: unauthenticatedRole.roleArn, description: "Role of guests." },
        unauthenticated_role_name: {
          value: unauthenticatedRole.roleName,
          description: "Name of the role of guests, to attach policies to it.",
        },
      }),
      region: { value: region, description: "AWS region of the identity pool." },
      ...((client !== undefined || this.isForGuestsAlone) && {
        client_config: {
          value: clientConfig({
            region,
            userPoolId: client?.userPoolId,
            userPoolClientId: client?.clientId,
            identityPoolId,
            // Taken to be in the region of the pool, as the guide has it: the stack does not make it.
            bucketName,
            allowUnauthenticatedIdentities,
          }),
          description: "The settings of the app, in the form of Amplify's amplify_outputs.json.",
        },
      }),
    };
    // In a scope of their own, because an output and a variable have the same name.
    const scope = new Construct(this, "Outputs");
    Object.entries(outputs).forEach(([name, output]) => {
      new TerraformOutput(scope, name, output).overrideLogicalId(name);
    });
  }
}

function problemsWithRegion({ region, partition }: IdentityPoolStackProps): string[] {
  if (partition === undefined) return problemsWithPartition(partitionOfRegion(region));
  return problemsWithPartitionOfRegion("region", region, region, partition);
}

/** The settings' values: literals, or references to variables. */
interface Values {
  readonly identityPoolName: string;
  readonly userPoolClients: readonly AnyUserPoolClient[];
  /** Only where something is granted on it. */
  readonly bucketName?: string;
  readonly region: string;
}
