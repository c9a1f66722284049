/** Configure: one connection of Terraform, so one provider block with its region, its account and its tags. */
import { clientsOfRole } from "../aws/assumed-role";
import { Aws, type ClientsOf } from "../aws/aws";
import { regionDescription } from "../aws/regions";
import { tagRulesOf } from "../aws/tags";
import { Refused } from "../problem";
import { flag, optionalText, texts, type ObjectValue } from "../values";

/** @param defaultRegion for a provider block without `region` */
export async function configure(config: ObjectValue, defaultRegion: string, clientsOf: ClientsOf): Promise<Aws> {
  const region = optionalText(config.region) ?? defaultRegion;
  if (regionDescription(region) === undefined && !flag(config.skip_region_validation))
    throw new Refused({ summary: `Invalid AWS Region: ${region}` });
  const aws = new Aws(region, tagRulesOf(config), await clientsOfRole(config, region, clientsOf));
  await checkAccount(config, aws);
  return aws;
}

/** Asks for the account only where it matters: the provider plans without an emulator too. */
async function checkAccount(config: ObjectValue, aws: Aws): Promise<void> {
  const allowed = texts(config.allowed_account_ids);
  const forbidden = texts(config.forbidden_account_ids);
  if (allowed.length === 0 && forbidden.length === 0) return;
  const accountId = flag(config.skip_requesting_account_id) ? "" : (await aws.callerIdentity()).accountId;
  if (forbidden.includes(accountId) || (allowed.length > 0 && !allowed.includes(accountId)))
    throw new Refused({ summary: `AWS account ID not allowed: ${accountId}` });
}
