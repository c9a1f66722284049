/** What a front end needs to know of the stack, in the shape of Amplify's `amplify_outputs.json`:
 *  `terraform output -json client_config` is the file.
 *  https://docs.amplify.aws/react/reference/amplify_outputs/ */
import { Fn } from "cdktf";

export interface ClientConfigProps {
  readonly region: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly identityPoolId: string;
  /** @default no storage: the stack grants nothing on a bucket */
  readonly bucketName?: string;
  readonly allowUnauthenticatedIdentities: boolean;
}

export function clientConfig(props: ClientConfigProps): object {
  return {
    // Written as an expression, because as HCL CDKTF writes a text of digits as a number.
    version: Fn.tostring(1),
    auth: {
      aws_region: props.region,
      user_pool_id: props.userPoolId,
      user_pool_client_id: props.userPoolClientId,
      identity_pool_id: props.identityPoolId,
      unauthenticated_identities_enabled: props.allowUnauthenticatedIdentities,
    },
    // The bucket is taken to be in the region of the pool, as the guide has it: the stack does not make it.
    ...(props.bucketName !== undefined && {
      storage: { aws_region: props.region, bucket_name: props.bucketName },
    }),
  };
}
