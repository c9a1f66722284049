/** The stack of the Serverless Stack guide's chapter "Create a Cognito Identity Pool": an identity pool for the users of
 *  one user pool client, and a role that lets each of them keep files of their own in a bucket. */
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { limits } from "../aws/limits";
import { Partition } from "../aws/partition";
import { problemsWith } from "../checks/check-limit";
import { IdentityPool } from "../identity-pool/pool/identity-pool";
import { guardrail } from "../permissions/guardrail";
import { ownFiles } from "../permissions/own-files";
import { serverlessStackGuide } from "../permissions/serverless-stack-guide";
import { adoptedRoles, grantWhatTheConsoleGrants, importPool, problemsWithAdoption } from "./adoption";
import type { ConsoleMadePool } from "./adoption";
import { clientConfig } from "./client-config";
import { settings, valueOrOptionalVariable, valueOrVariable } from "./settings";
import { problemsWithSharedState, problemsWithStateBackend, useStateBackend } from "./state-backend";
import type { StateBackend } from "./state-backend";

export interface IdentityPoolStackProps {
  /** Name of the pool: 1 to 128 letters, digits, white space and `_ + = , . @ -`. Changing it replaces the pool, and
   *  with it every identity.
   *  @default the Terraform variable `identity_pool_name`
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
  readonly identityPoolName?: string;
  /** Id of the user pool whose users sign in, such as `us-east-1_AbCdEfGhI`.
   *  @default the Terraform variable `user_pool_id` */
  readonly userPoolId?: string;
  /** Id of the user pool's app client.
   *  @default the Terraform variable `user_pool_client_id` */
  readonly userPoolClientId?: string;
  /** Name of the bucket that users upload to. The stack does not make it.
   *  @default the Terraform variable `bucket_name` */
  readonly bucketName?: string;
  /** AWS region of the pool.
   *  @default the Terraform variable `region`; left out too, the AWS provider's own: AWS_REGION or the profile's */
  readonly region?: string;
  /** The AWS partition that the stack is in.
   *  @default that of `region`; Partition.AWS where the region is not given */
  readonly partition?: Partition;
  /** What users may do: the guide's policy, word for word, or no more than the guide's app needs, which is to read, write
   *  and delete the files whose names begin with one's identity id and a hyphen.
   *  @default "serverless-stack-guide" */
  readonly permissions?: "serverless-stack-guide" | "least-privilege";
  /** Whether a second policy takes away what the guide's policy gives too much of: administering the pool, and other
   *  users' Cognito Sync data. The guide's app works the same with it.
   *  @default true */
  readonly guardrail?: boolean;
  /** Whether guests get credentials, those of the unauthenticated role.
   *  @default false */
  readonly allowUnauthenticatedIdentities?: boolean;
  /** Whether Cognito asks the user pool at every sign-in if the token was revoked.
   *  @default true */
  readonly serverSideTokenCheck?: boolean;
  /** Where Terraform keeps the stack's state.
   *  @default local state beside the output folder. The app in `main.ts` gives what the environment variable STATE_BACKEND
   *  names */
  readonly stateBackend?: StateBackend;
  /** A pool that was made by hand in the console, to be taken over as it is. Keep it after the import: the names come from it.
   *  @default none, the stack makes a pool
   *  @see https://developer.hashicorp.com/terraform/language/import */
  readonly adopt?: ConsoleMadePool;
  /** Whether Terraform refuses every plan that would destroy or replace the pool: with it every identity would be lost, and
   *  with it the users' way to their files. Recommended in production.
   *  @default false, so that a first try can be destroyed */
  readonly preventDestroy?: boolean;
  /** Tags of the pool and of the roles, at most 50.
   *  @default none */
  readonly tags?: Record<string, string>;
}

export class IdentityPoolStack extends TerraformStack {
  readonly identityPool: IdentityPool;
  private readonly props: IdentityPoolStackProps;

  constructor(scope: Construct, id: string, props: IdentityPoolStackProps = {}) {
    super(scope, id);
    this.props = props;
    const { stateBackend = { type: "local" } } = props;
    const values: Values = {
      identityPoolName: valueOrVariable(this, props.identityPoolName, settings.identityPoolName),
      userPoolId: valueOrVariable(this, props.userPoolId, settings.userPoolId),
      userPoolClientId: valueOrVariable(this, props.userPoolClientId, settings.userPoolClientId),
      bucketName: valueOrVariable(this, props.bucketName, settings.bucketName),
      region: valueOrOptionalVariable(this, props.region, settings.region),
    };
    this.useAws(values);
    useStateBackend(this, id, stateBackend);
    this.identityPool = this.createPool(values);
    this.grantPermissions(values);
    this.createOutputs(values);
    if (props.adopt) importPool(this.identityPool, props.adopt);
    this.node.addValidation({
      validate: () => [
        ...problemsWith("bucketName", props.bucketName, limits.bucketName),
        ...problemsWith("region", props.region, limits.region),
        ...problemsWithStateBackend(stateBackend),
        ...problemsWithSharedState(this),
        ...(props.adopt ? problemsWithAdoption(props.adopt) : []),
      ],
    });
  }

  private useAws({ region }: Values): void {
    new AwsProvider(this, "aws", { region });
    // The bindings would pin the one version that they were made from, and keep a team from taking patches.
    this.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: "~> 6.25" });
  }

  private createPool({ identityPoolName, userPoolId, userPoolClientId }: Values): IdentityPool {
    const { tags, allowUnauthenticatedIdentities, serverSideTokenCheck, adopt, region } = this.props;
    const { partition = region === undefined ? Partition.AWS : Partition.ofRegion(region) } = this.props;
    return new IdentityPool(this, "IdentityPool", {
      identityPoolName,
      userPoolClients: [{ userPoolId, clientId: userPoolClientId, serverSideTokenCheck }],
      allowUnauthenticatedIdentities,
      // The guide makes both roles, though guests are off; the one for guests may do nothing.
      ...(adopt ? adoptedRoles(this, adopt, tags) : { authenticatedRole: { tags }, unauthenticatedRole: { tags } }),
      partition,
      preventDestroy: this.props.preventDestroy,
      tags,
    });
  }

  private grantPermissions({ bucketName }: Values): void {
    // The stack reports it by the name of its setting: the permission would report it a second time.
    if (problemsWith("bucketName", bucketName, limits.bucketName).length > 0) return;
    const { permissions = "serverless-stack-guide", guardrail: withGuardrail = true, adopt } = this.props;
    const { authenticatedRole, unauthenticatedRole, partition } = this.identityPool;
    authenticatedRole.grant(
      ...(permissions === "least-privilege"
        ? // The guide's app keeps the list of its files in a table.
          ownFiles({ bucketName, keySeparator: "-", list: false, partition })
        : serverlessStackGuide({ bucketName, partition })),
    );
    if (withGuardrail) authenticatedRole.addPolicy("Guardrail", guardrail(this.identityPool));
    if (adopt && unauthenticatedRole) {
      grantWhatTheConsoleGrants(unauthenticatedRole);
      const canBeTaken = this.props.allowUnauthenticatedIdentities ?? false;
      if (withGuardrail && canBeTaken) unauthenticatedRole.addPolicy("Guardrail", guardrail(this.identityPool));
    }
  }

  private createOutputs({ userPoolId, userPoolClientId }: Values): void {
    const { allowUnauthenticatedIdentities = false } = this.props;
    const { identityPoolId, authenticatedRole, unauthenticatedRole } = this.identityPool;
    const { region } = new DataAwsRegion(this, "Region");
    const outputs = {
      identity_pool_id: { value: identityPoolId, description: "Id of the identity pool, for the app." },
      authenticated_role_arn: { value: authenticatedRole.roleArn, description: "Role of users who signed in." },
      ...(unauthenticatedRole && {
        unauthenticated_role_arn: { value: unauthenticatedRole.roleArn, description: "Role of guests." },
      }),
      region: { value: region, description: "AWS region of the identity pool." },
      client_config: {
        value: clientConfig({ region, userPoolId, userPoolClientId, identityPoolId, allowUnauthenticatedIdentities }),
        description: "What the app needs to know, in the shape of Amplify's amplify_outputs.json.",
      },
    };
    // In a scope of their own, because an output and a variable have the same name.
    const scope = new Construct(this, "Outputs");
    Object.entries(outputs).forEach(([name, output]) => {
      new TerraformOutput(scope, name, output).overrideLogicalId(name);
    });
  }
}

/** The settings' values: literals, or references to variables. */
type Values = Readonly<Record<keyof typeof settings, string>>;
