/** ValidateResourceTypeConfig: what can be said against a resource's configuration before anything is known of AWS. */
import type { Problem } from "../problem";
import { region } from "../checks";
import { resourceNamed } from "../resources";
import { resourceSchema } from "../schema/schema";
import { checkedTypes, checkedValues, conflicts, unsupportedArguments } from "../validation";
import type { ObjectValue } from "../values";

export function validateResourceTypeConfig(request: { type: string; config: ObjectValue }): readonly Problem[] {
  const { type, config } = request;
  const resource = resourceNamed(type);
  const block = resourceSchema(type);
  return [
    ...unsupportedArguments(block, config, type, resource.supported),
    ...checkedTypes(block, config),
    ...conflicts(config, resource.conflicts),
    ...checkedValues(block, config, { ...resource.checks, ...("region" in block.attributes && { region }) }),
    ...(resource.validate?.(config) ?? []),
  ];
}
