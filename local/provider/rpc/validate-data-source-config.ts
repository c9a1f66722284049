/** ValidateDataSourceConfig: what can be said against a data source's configuration before it is read. */
import { dataSourceNamed } from "../data-sources";
import type { Problem } from "../problem";
import { dataSourceSchema } from "../schema/schema";
import { checkedValues } from "../validation";
import type { ObjectValue } from "../values";

export function validateDataSourceConfig(request: { type: string; config: ObjectValue }): readonly Problem[] {
  const { type, config } = request;
  return checkedValues(dataSourceSchema(type), config, dataSourceNamed(type).checks);
}
