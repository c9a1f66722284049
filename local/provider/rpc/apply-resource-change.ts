/** ApplyResourceChange: creates, updates or deletes, and answers with what AWS then has. */
import type { Aws } from "../aws/aws";
import { asRead } from "../configured";
import { inPriorSpelling } from "../meaning";
import { problemsOf, Refused, type Problem } from "../problem";
import { resourceNamed } from "../resources";
import { PartlyCreated, type Resource } from "../resources/resource";
import { resourceSchema } from "../schema/schema";
import { text, withoutUnknowns, type ObjectValue } from "../values";

export interface ApplyResourceChangeResponse {
  /** Also after a failure: what Terraform has to remember. */
  readonly state: ObjectValue | null;
  readonly problems: readonly Problem[];
}

interface Change {
  readonly resource: Resource;
  readonly aws: Aws;
}

export async function applyResourceChange(
  request: { type: string; prior: ObjectValue | null; planned: ObjectValue | null },
  aws: Aws,
): Promise<ApplyResourceChangeResponse> {
  const { type, prior, planned } = request;
  const change: Change = { resource: resourceNamed(type), aws: aws.inRegion(text((planned ?? prior)?.region)) };
  if (!planned) return prior ? destroyed(change, prior) : { state: null, problems: [] };
  return prior ? updated(change, prior, planned) : created(change, planned);
}

async function created(change: Change, planned: ObjectValue): Promise<ApplyResourceChangeResponse> {
  const { resource, aws } = change;
  try {
    const found = await resource.create(withoutUnknowns(planned), aws);
    return { state: await stateAfter(change, planned, found), problems: [] };
  } catch (thrown) {
    const isPartly = thrown instanceof PartlyCreated;
    const problems = problemsOf(isPartly ? thrown.cause : thrown, `creating ${resource.type}${named(planned)}`);
    return { state: isPartly ? withoutUnknowns({ ...planned, ...thrown.state }) : null, problems };
  }
}

async function updated(change: Change, prior: ObjectValue, planned: ObjectValue): Promise<ApplyResourceChangeResponse> {
  const { resource, aws } = change;
  try {
    await resource.update?.(prior, withoutUnknowns(planned), aws);
    return { state: await stateAfter(change, planned, {}), problems: [] };
  } catch (thrown) {
    // Some of the update's calls may have gone through: what they left is read, so that the next plan starts from the truth.
    const state = await resource.read(prior, aws).catch(() => prior);
    return {
      state: state && inPriorSpelling(resourceSchema(resource.type), prior, { ...prior, ...state }, resource),
      problems: problemsOf(thrown, `updating ${resource.type}${named(prior)}`),
    };
  }
}

async function destroyed({ resource, aws }: Change, prior: ObjectValue): Promise<ApplyResourceChangeResponse> {
  try {
    await resource.delete(prior, aws);
    return { state: null, problems: [] };
  } catch (thrown) {
    return { state: prior, problems: problemsOf(thrown, `deleting ${resource.type}${named(prior)}`) };
  }
}

async function stateAfter({ resource, aws }: Change, planned: ObjectValue, found: ObjectValue): Promise<ObjectValue> {
  const start = withoutUnknowns({ ...planned, ...found });
  const fresh = await resource.read(start, aws);
  if (!fresh)
    throw new Refused({
      summary: `reading ${resource.type}${named(start)}`,
      detail: "It is gone right after it was applied.",
    });
  const block = resourceSchema(resource.type);
  const region: ObjectValue = "region" in block.attributes ? { region: aws.region } : {};
  return asRead(block, inPriorSpelling(block, planned, { ...fresh, ...region }, resource), resource);
}

function named(state: ObjectValue): string {
  const name = text(state.id) || text(state.name) || text(state.identity_pool_name);
  return name === "" ? "" : ` (${name})`;
}
