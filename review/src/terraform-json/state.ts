/** `terraform show -json` of a state: every value is known.
 *  https://developer.hashicorp.com/terraform/internals/json-format#state-representation */
import { blocks, isObject, type TerraformContent, type TerraformResource, type Values } from "./resource";

export function readState(document: Values): TerraformContent {
  return { source: "state", after: { resources: resourcesOfValues(document.values), notEvaluated: [] } };
}

/** The resources of a values representation, those of its modules included. */
export function resourcesOfValues(values: unknown): TerraformResource[] {
  return isObject(values) ? resourcesOfModule(values.root_module) : [];
}

function resourcesOfModule(module: unknown): TerraformResource[] {
  if (!isObject(module)) return [];
  const own = blocks(module.resources).map((resource) => ({
    address: String(resource.address),
    type: String(resource.type),
    values: isObject(resource.values) ? resource.values : {},
  }));
  return [...own, ...blocks(module.child_modules).flatMap(resourcesOfModule)];
}
