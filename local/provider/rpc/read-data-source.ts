/** ReadDataSource: a data source's configuration with what it stands for filled in. */
import type { Aws } from "../aws/aws";
import { withDefaults } from "../configured";
import { dataSourceNamed } from "../data-sources";
import { dataSourceSchema } from "../schema/schema";
import { text, type ObjectValue } from "../values";

export async function readDataSource(request: { type: string; config: ObjectValue }, aws: Aws): Promise<ObjectValue> {
  const dataSource = dataSourceNamed(request.type);
  const config = withDefaults(dataSourceSchema(request.type), request.config, dataSource.defaults);
  const inRegion = aws.inRegion(text(config.region));
  const region: ObjectValue = "region" in dataSourceSchema(request.type).attributes ? { region: inRegion.region } : {};
  return { ...config, ...region, ...(await dataSource.read(config, inRegion)) };
}
