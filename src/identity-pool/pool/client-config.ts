/** What a front end needs to know of the pool, in the shape of Amplify's `amplify_outputs.json`:
 *  `terraform output -json client_config` is the file.
 *  https://docs.amplify.aws/react/reference/amplify_outputs/ */
import { Fn } from "cdktf";
import type { IConstruct } from "constructs";
import { limits } from "../../aws/limits";
import { problemsWith } from "../../checks/check-limit";
import { object, optional, text } from "../../checks/kinds";
import { isNoName, wholeReferenceIn } from "../../checks/reference";
import { terraformText } from "../../terraform/terraform-text";
import { userPoolClientKind } from "../sign-in/user-pool-client";
import type { AnyUserPoolClient } from "../sign-in/user-pool-client";

const OUTPUTS_PAGE = "https://docs.amplify.aws/react/reference/amplify_outputs/";

/** What the app uses beside the pool.
 *  @see https://docs.amplify.aws/react/reference/amplify_outputs/ */
export interface ClientConfigOptions {
  /** The app client that the app signs in with: one of the pool's.
   *  @default the first that the pool was given; for a pool without one no user pool is named
   *  @see https://docs.amplify.aws/react/reference/amplify_outputs/ */
  readonly userPoolClient?: AnyUserPoolClient;
  /** Name of the bucket that Amplify's Storage uploads to: 3 to 63 lower-case letters, digits, hyphens and dots.
   *  @default none: there is no section `storage`
   *  @see https://docs.amplify.aws/react/build-a-backend/storage/use-with-custom-s3/ */
  readonly bucketName?: string;
  /** AWS region of the bucket, such as `eu-west-1`.
   *  @default that of the pool
   *  @see https://docs.amplify.aws/react/build-a-backend/storage/use-with-custom-s3/ */
  readonly bucketRegion?: string;
}

/** The settings of an app, as all of Amplify's libraries read them. None of them is a secret.
 *  @see https://docs.amplify.aws/react/reference/amplify_outputs/ */
export interface ClientConfig {
  /** Version of the form.
   *  @see https://docs.amplify.aws/react/reference/amplify_outputs/ */
  readonly version: string;
  /** The pools, and whether guests get credentials.
   *  @see https://docs.amplify.aws/react/reference/amplify_outputs/ */
  readonly auth: {
    /** Region of the identity pool. That of the user pool is the beginning of its id. */
    readonly aws_region: string;
    readonly user_pool_id?: string;
    readonly user_pool_client_id?: string;
    readonly identity_pool_id: string;
    /** Without it Amplify asks for no guest's credentials, and says nothing. */
    readonly unauthenticated_identities_enabled: boolean;
  };
  /** The bucket.
   *  @default none
   *  @see https://docs.amplify.aws/react/build-a-backend/storage/use-with-custom-s3/ */
  readonly storage?: { readonly aws_region: string; readonly bucket_name: string };
}

export const clientConfigKind = object<ClientConfigOptions>({
  rule: "what the app uses beside the pool ({ userPoolClient, bucketName })",
  see: OUTPUTS_PAGE,
  settings: {
    userPoolClient: optional(userPoolClientKind),
    bucketName: optional(text(limits.bucketName)),
    bucketRegion: optional(text(limits.region)),
  },
});

/** What is wrong with the options of a call, but for the client, which is checked with the pool's. */
export function problemsWithClientConfig(
  scope: IConstruct,
  { bucketName, bucketRegion }: ClientConfigOptions,
): string[] {
  const reference = wholeReferenceIn(bucketName, (value) => terraformText(scope, value));
  return [
    ...(reference !== undefined && isNoName(reference)
      ? [
          `clientConfig: bucketName is ${JSON.stringify(reference.text)}: give the name of the bucket, which is the attribute \`bucket\` of an S3Bucket. See ${limits.bucketName.see}`,
        ]
      : []),
    ...problemsWith("clientConfig: bucketName", bucketName, limits.bucketName),
    ...problemsWith("clientConfig: bucketRegion", bucketRegion, limits.region),
  ];
}

export interface ClientConfigProps {
  readonly region: string;
  readonly userPoolId?: string;
  readonly userPoolClientId?: string;
  readonly identityPoolId: string;
  /** @default no storage */
  readonly bucketName?: string;
  /** @default the pool's region */
  readonly bucketRegion?: string;
  readonly allowUnauthenticatedIdentities: boolean;
}

export function clientConfig(props: ClientConfigProps): ClientConfig {
  const { region, bucketName, bucketRegion = region } = props;
  return {
    // Written as an expression, because as HCL CDKTF writes a text of digits as a number.
    version: Fn.tostring(1),
    auth: {
      aws_region: region,
      user_pool_id: props.userPoolId,
      user_pool_client_id: props.userPoolClientId,
      identity_pool_id: props.identityPoolId,
      unauthenticated_identities_enabled: props.allowUnauthenticatedIdentities,
    },
    ...(bucketName !== undefined && { storage: { aws_region: bucketRegion, bucket_name: bucketName } }),
  };
}
