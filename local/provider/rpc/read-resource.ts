/** ReadResource: what AWS has now, for Terraform to compare with the state. */
import type { Aws } from "../aws/aws";
import { asRead } from "../configured";
import { inPriorSpelling } from "../meaning";
import { resourceNamed } from "../resources";
import { resourceSchema } from "../schema/schema";
import { text, type ObjectValue } from "../values";
import type { PrivateState } from "./private-state";

export interface ReadResourceResponse {
  readonly state: ObjectValue | null;
  readonly private: PrivateState;
}

export async function readResource(
  request: { type: string; state: ObjectValue; private: PrivateState },
  aws: Aws,
): Promise<ReadResourceResponse> {
  const { type, state } = request;
  const resource = resourceNamed(type);
  const block = resourceSchema(type);
  const { region, inStateRegion } = located(block, state, aws);
  const fresh = await resource.read(state, inStateRegion);
  if (!fresh) return { state: null, private: {} };
  const found = { ...fresh, ...region };
  // An import starts with nearly nothing: to keep its spelling would be to keep nulls where AWS has empty values or false.
  return {
    state: asRead(block, request.private.imported ? found : inPriorSpelling(block, state, found, resource), resource),
    private: {},
  };
}

function located(
  block: { attributes: object },
  state: ObjectValue,
  aws: Aws,
): { region: ObjectValue; inStateRegion: Aws } {
  const inStateRegion = aws.inRegion(text(state.region));
  return { region: "region" in block.attributes ? { region: inStateRegion.region } : {}, inStateRegion };
}
