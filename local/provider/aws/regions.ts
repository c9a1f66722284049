/** Regions and partitions, as the AWS SDK knows them. https://docs.aws.amazon.com/general/latest/gr/rande.html */
import { partition as endpointPartition } from "@aws-sdk/core/client";

export interface Partition {
  readonly id: string;
  readonly dnsSuffix: string;
  readonly reverseDnsPrefix: string;
}

/** The region's partition. A region that the SDK does not know yet belongs to one by its form, and to "aws" if that says nothing. */
export function partitionOf(region: string): Partition {
  const { name, dnsSuffix } = endpointPartition(region);
  return { id: name, dnsSuffix, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") };
}

/** What AWS calls the region in words, or undefined where there is none of this name: the form alone does not make a region. */
export function regionDescription(region: string): string | undefined {
  // A partition's services that have no region count as one in the SDK: aws-global.
  if (region.endsWith("-global")) return undefined;
  return (endpointPartition(region) as { readonly description?: string }).description;
}
