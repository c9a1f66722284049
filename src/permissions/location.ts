/** Where a resource of a grant lives, as far as the grant says. */
import { Partition } from "../aws/partition";

export interface Location {
  /** Region of the resource.
   *  @default "*", any region */
  readonly region?: string;
  /** Id of the account that the resource belongs to.
   *  @default "*", any account */
  readonly accountId?: string;
  /** The AWS partition of the resource and of the pool.
   *  @default Partition.AWS */
  readonly partition?: Partition;
}

/** The ARN of a resource there. */
export function arnAt(
  { region = "*", accountId = "*", partition = Partition.AWS }: Location,
  service: string,
  resource: string,
): string {
  return `arn:${partition.name}:${service}:${region}:${accountId}:${resource}`;
}
