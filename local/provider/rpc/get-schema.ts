/** GetSchema: what the provider block, the resources and the data sources may say. */
import { providerSchema, type ProviderSchema } from "../schema/schema";

export function getSchema(): ProviderSchema {
  return providerSchema;
}
