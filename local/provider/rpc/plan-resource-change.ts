/** PlanResourceChange: what the resource will look like, what only the apply will tell, and what of it needs a replacement.
 *  Terraform asks once more, without a prior state, where the first answer names something that needs one. */
import type { Aws } from "../aws/aws";
import { plannedTagsAll } from "../aws/tags";
import { asPlanned, withComputedInBlocks, withUnknownCollections } from "../configured";
import { meanTheSame } from "../meaning";
import type { AttributePath } from "../problem";
import { resourceNamed } from "../resources";
import { resourceSchema } from "../schema/schema";
import { isEmpty, UNKNOWN, type ObjectValue, type Value } from "../values";

export interface PlanResourceChangeResponse {
  readonly planned: ObjectValue | null;
  readonly requiresReplace: readonly AttributePath[];
}

export function planResourceChange(
  request: { type: string; prior: ObjectValue | null; config: ObjectValue | null },
  aws: Pick<Aws, "region" | "tagRules">,
): PlanResourceChangeResponse {
  const { type, prior, config } = request;
  if (!config) return { planned: null, requiresReplace: [] };
  const resource = resourceNamed(type);
  const block = resourceSchema(type);
  const configured = withComputedInBlocks(block, asPlanned(block, config, resource), prior);

  // An empty set is an answer (`managed_policy_arns = []`: the role shall have none), a block can only be left out.
  const isLeftOut = (name: string, value: Value) =>
    value === null || value === "" || (name in block.blocks && isEmpty(value));
  const plan = (name: string, value: Value, isComputed: boolean): Value => {
    if (isComputed && isLeftOut(name, value)) return prior ? (prior[name] ?? null) : UNKNOWN;
    const before = prior?.[name] ?? null;
    return prior && meanTheSame(block, name, before, value, resource.meanings) ? before : value;
  };
  const planned: ObjectValue = {};
  for (const [name, { computed = false }] of Object.entries(block.attributes)) {
    planned[name] = plan(name, configured[name] ?? null, computed);
  }
  for (const name of Object.keys(block.blocks)) {
    const isComputed = resource.computedBlocks?.includes(name) ?? false;
    const isKept = prior !== null && (resource.keptBlocks?.includes(name) ?? false);
    planned[name] = plan(name, configured[name] ?? null, isComputed || isKept);
  }
  if ("region" in planned && (config.region ?? null) === null) planned.region = aws.region;
  if ("tags_all" in planned) planned.tags_all = plannedTagsAll(planned.tags, prior?.tags_all, aws.tagRules);

  const replacing = [...resource.forceNew, ...("region" in planned ? ["region"] : [])];
  const isChanged = (name: string) =>
    prior !== null && !meanTheSame(block, name, prior[name] ?? null, planned[name] ?? null, resource.meanings);
  // A state without a region is from before the provider wrote one: no reason to replace anything.
  const isMoved = (name: string) => name !== "region" || !isEmpty(prior?.region);
  return {
    planned: resource.isWrittenWithFramework ? planned : withUnknownCollections(block, planned),
    requiresReplace: replacing.filter((name) => isChanged(name) && isMoved(name)).map((name) => [name]),
  };
}
