/** Configure: one connection of Terraform, so one provider block with its region and its tags. */
import { Aws, type ClientsOf } from "../aws/aws";
import { tagRulesOf } from "../aws/tags";
import { optionalText, type ObjectValue } from "../values";

/** @param defaultRegion for a provider block without `region` */
export function configure(config: ObjectValue, defaultRegion: string, clientsOf: ClientsOf): Aws {
  return new Aws(optionalText(config.region) ?? defaultRegion, tagRulesOf(config), clientsOf);
}
