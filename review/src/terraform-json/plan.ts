/** `terraform show -json` of a plan: every resource before and after. What is unknown until apply is marked in
 *  `after_unknown`; the `configuration` section says which references it comes from.
 *  https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
import { markedValues, withoutSensitive } from "./marked-values";
import { PlanConfiguration } from "./plan-configuration";
import type { NotEvaluated } from "./not-evaluated";
import { blocks, isObject, type Planned, type TerraformResource, type Values } from "./resource";
import { Snapshot, type RelevantAttribute, type TerraformContent } from "./snapshot";
import { isDataResource, resourcesOfValues, valuesOf } from "./state";

export function readPlan(document: Values): TerraformContent {
  // A deposed object is what an earlier replacement left behind: the resource itself has an entry of its own.
  const all = blocks(document.resource_changes);
  const changes = all.filter(({ deposed }) => deposed === undefined);
  const deferred = blocks(document.deferred_changes).flatMap(({ resource_change: change }) => blocks(change));
  const listed = new Set([...changes, ...deferred].map(({ address }) => String(address)));
  // Data sources that Terraform could read while it planned stand in the prior state, and so do the resources that a plan
  // with -target leaves alone.
  const unlisted = resourcesOfValues(valuesOf(document.prior_state).values).filter(
    ({ address }) => !listed.has(address),
  );
  const configuration = new PlanConfiguration(
    document,
    new Set([...listed, ...unlisted.map(({ address }) => address)]),
  );
  const prior = new Snapshot([...changes.flatMap(priorResource), ...unlisted.filter(({ isData }) => !isData)]);
  const planned = [
    ...changes.flatMap((change) => plannedResource(change, configuration)),
    ...deferred.flatMap((change) => plannedResource(change, configuration, "deferred")),
  ];
  const after = new Snapshot([...planned, ...unlisted], incompleteness(document), {
    prior,
    relevant: relevantAttributes(document.relevant_attributes),
  });
  const drifted = blocks(document.resource_drift);
  return {
    source: "plan",
    after,
    before: prior,
    destroyed: [...all.filter((change) => !isMade(change)), ...deferred].filter(isDestroyed).flatMap(priorResource),
    ...(drifted.length > 0 && { beforeDrift: beforeDrift(prior, drifted) }),
  };
}

function priorResource(resourceChange: Values): TerraformResource[] {
  const { change } = resourceChange;
  if (isDataResource(resourceChange) || !isObject(change) || !isObject(change.before)) return [];
  return [{ ...identity(resourceChange), values: withoutSensitive(change.before, change.before_sensitive) }];
}

function plannedResource(
  resourceChange: Values,
  configuration: PlanConfiguration,
  planned = plannedAs(resourceChange),
): TerraformResource[] {
  const { change } = resourceChange;
  if (!isObject(change)) return [];
  const same = { ...identity(resourceChange), ...(planned !== undefined && { planned }) };
  if (planned === "forgotten") return priorResource(resourceChange).map(({ values }) => ({ ...same, values }));
  if (!isObject(change.after)) return [];
  const marks = { unknown: change.after_unknown, sensitive: change.after_sensitive };
  return [{ ...same, values: markedValues(change.after, marks, configuration.sourceOf(same.address)) }];
}

function plannedAs(resourceChange: Values): Planned | undefined {
  const actions = actionsOf(resourceChange);
  if (actions.includes("forget") && !actions.includes("create")) return "forgotten";
  if (!actions.includes("create")) return undefined;
  return actions.length > 1 ? "replaced" : "created";
}

function isDestroyed(resourceChange: Values): boolean {
  return actionsOf(resourceChange).includes("delete");
}

function isMade(resourceChange: Values): boolean {
  return actionsOf(resourceChange).includes("create");
}

function actionsOf({ change }: Values): readonly unknown[] {
  return isObject(change) && Array.isArray(change.actions) ? (change.actions as unknown[]) : [];
}

function identity(resourceChange: Values): Pick<TerraformResource, "address" | "type" | "isData"> {
  return {
    address: String(resourceChange.address),
    type: String(resourceChange.type),
    isData: isDataResource(resourceChange),
  };
}

/** Why the plan does not show all that there will be. */
function incompleteness({ errored, complete, deferred_changes: deferred }: Values): NotEvaluated[] {
  return [
    ...(errored === true ? (["plan-with-errors"] as const) : []),
    ...(complete === false || blocks(deferred).length > 0 ? (["incomplete-plan"] as const) : []),
  ].map((cause) => ({ address: "plan", subject: "plan", cause }));
}

function relevantAttributes(attributes: unknown): RelevantAttribute[] {
  return blocks(attributes).map(({ resource, attribute }) => ({
    resource: String(resource),
    attribute: Array.isArray(attribute) && attribute.length > 0 ? String(attribute[0]) : undefined,
  }));
}

function beforeDrift(prior: Snapshot, drifted: readonly Values[]): Snapshot {
  const old = drifted.flatMap(priorResource);
  const changed = new Set(old.map(({ address }) => address));
  return new Snapshot([...prior.resources.filter(({ address }) => !changed.has(address)), ...old]);
}
