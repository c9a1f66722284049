/** `terraform show -json` of a state: every value is known; those marked as sensitive are not shown.
 *  https://developer.hashicorp.com/terraform/internals/json-format#state-representation */
import { lengthOfModulePath, stepsOf } from "./address";
import { withoutSensitive } from "./marked-values";
import { blocks, isObject, type TerraformResource, type Values } from "./resource";
import { Snapshot, type TerraformContent } from "./snapshot";

export function readState(document: Values): TerraformContent {
  return { source: "state", after: new Snapshot(resourcesOfValues(document.values)) };
}

/** The resources of a values representation, those of its modules included. */
export function resourcesOfValues(values: unknown): TerraformResource[] {
  return isObject(values) ? resourcesOfModule(values.root_module) : [];
}

function resourcesOfModule(module: unknown): TerraformResource[] {
  if (!isObject(module)) return [];
  const written = blocks(module.resources).map((resource) => ({
    address: String(resource.address),
    type: String(resource.type),
    isData: isDataResource(resource),
    values: withoutSensitive(resource.values, resource.sensitive_values),
  }));
  return [...written, ...blocks(module.child_modules).flatMap(resourcesOfModule)];
}

export function isDataResource({ mode, address }: Values): boolean {
  if (mode !== undefined) return mode === "data";
  const steps = stepsOf(String(address));
  return steps[lengthOfModulePath(steps)]?.name === "data";
}

export function valuesOf(values: unknown): Values {
  return isObject(values) ? values : {};
}
