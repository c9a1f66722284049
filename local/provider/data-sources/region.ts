/** aws_region: the provider's region, or one that the configuration names or finds by its EC2 endpoint. */
import { partitionOf, regionDescription } from "../aws/regions";
import { Refused } from "../problem";
import { optionalText } from "../values";
import type { DataSource } from "./data-source";

export const region: DataSource = {
  type: "aws_region",

  read(config, aws) {
    const named = optionalText(config.region) ?? optionalText(config.name);
    const endpoint = optionalText(config.endpoint);
    const region = named ?? (endpoint === undefined ? aws.region : regionAt(endpoint));
    const description = regionDescription(region);
    if (description === undefined)
      throw new Refused({ summary: "reading aws_region", detail: `Region not found: ${region}` });
    const found = `ec2.${region}.${partitionOf(region).dnsSuffix}`;
    if (endpoint !== undefined && endpoint !== found) {
      throw new Refused({
        summary: "Invalid combination of region and endpoint",
        detail: `The endpoint of ${region} is ${found}, not ${endpoint}.`,
        attribute: ["endpoint"],
      });
    }
    return { id: region, region, name: region, endpoint: found, description };
  },
};

function regionAt(endpoint: string): string {
  const region = /^ec2\.([a-z0-9-]+)\./.exec(endpoint)?.[1];
  if (region === undefined) {
    throw new Refused({
      summary: "reading aws_region",
      detail: `No region has the endpoint ${endpoint}.`,
      attribute: ["endpoint"],
    });
  }
  return region;
}
