/** The stack of the Serverless Stack guide's chapter "Create a Cognito Identity Pool": an identity pool for the users of
 *  one user pool client, and a role that lets each of them keep files of their own in a bucket. */
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { limits } from "../aws/limits";
import type { Partition } from "../aws/partition";
import { withinLimits } from "../checks/check-limit";
import type { Reading } from "../checks/kinds";
import { partitionOfRegion, problemsWithPartition, problemsWithPartitionOfRegion } from "../checks/partition";
import { problemsWithRoleTags } from "../checks/tags";
import { clientConfig } from "../identity-pool/pool/client-config";
import { IdentityPool } from "../identity-pool/pool/identity-pool";
import type { FederatedRole } from "../identity-pool/role/federated-role";
import type { FederatedRoleOptions } from "../identity-pool/role/federated-role-options";
import { clientOf } from "../identity-pool/sign-in/user-pool-client";
import type { AnyUserPoolClient } from "../identity-pool/sign-in/user-pool-client";
import { guardrail } from "../permissions/guardrail";
import { unusable, withLiterals } from "../terraform/tokens";
import { accountSettings, readAccount } from "./account";
import {
  adoptionOf,
  asItExists,
  grantWhatTheConsoleGrants,
  importInlinePolicies,
  importPool,
  problemsWithInlinePolicies,
  readAdoption,
} from "./adoption";
import type { Adoption } from "./adoption";
import { providerConstraint, regionNameOf } from "./aws-bindings";
import { grantsOf } from "./grants";
import { stackKind } from "./identity-pool-stack-props";
import type { IdentityPoolStackProps } from "./identity-pool-stack-props";
import { permissionsOf, permissionsOfGuests } from "./permissions-of-stack";
import { noteProps } from "./props-of-stacks";
import { withRequiredVersion, withRequiredVersionInHcl } from "./required-version";
import type { TerraformJson } from "./required-version";
import { regionSetting, settings, valueOrOptionalVariable, valueOrVariable } from "./settings";
import { problemsWithStackId } from "./stack-id";
import { keepState } from "./state-backend";
import { problemsWithUnusedSettings } from "./unused-settings";

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
