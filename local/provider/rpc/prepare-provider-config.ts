/** PrepareProviderConfig: checks the provider block before anything is configured. */
import { partitionOf } from "../aws/regions";
import type { Problem } from "../problem";
import { flag, optionalText, type ObjectValue } from "../values";

export function prepareProviderConfig(config: ObjectValue): readonly Problem[] {
  const region = optionalText(config.region);
  if (region === undefined || flag(config.skip_region_validation) || partitionOf(region)) return [];
  return [
    { summary: "Invalid AWS Region", detail: `"${region}" is not the name of an AWS Region.`, attribute: ["region"] },
  ];
}
