/** The provider that Amazon Location's maps, places and routes come from: one a region, of no account.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocationservicemaps.html */
import { Partition } from "../aws/partition";
import { placeRules } from "../checks/option-rules";

/** Where Amazon Location is called.
 *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocationservicemaps.html */
export interface LocationServiceOptions {
  /** Region of the calls.
   *  @default "*", any region
   *  @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
  readonly region?: string;
  /** The AWS partition of the calls and of the pool.
   *  @default Partition.AWS
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition?: Partition;
}

export const locationServiceRules = { region: placeRules.region, partition: placeRules.partition };

/** The ARN of the provider, as each of the three services has it.
 *  @param service such as `geo-maps` */
export function providerArn(
  { region = "*", partition = Partition.AWS }: LocationServiceOptions,
  service: string,
): string {
  return `arn:${partition.name}:${service}:${region}::provider/default`;
}
